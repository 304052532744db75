import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { normalised } from '../encoders/encoder';
import type { Tf } from '../part';
import { defineSource, encoderMomentum } from './source';

/** Stands for minus infinity: a shader may assume that infinities do not occur. */
const NEVER = -1e9;

/** The part of the last move that goes on, and the pull of every weight towards 0 (AdCo). */
const SPEED_KEPT = 0.9;
const DECAY = 1e-4;

/**
 * How the cross-entropy of the queries, among the keys of the batch and the trained negatives,
 * changes with the latter before they are normalised, [K, d]. Without any query: 0.
 */
export function ascent(
  tf: Tf,
  queries: { readonly rows: Tensor2D; readonly isQuery: Tensor1D },
  keys: Tensor2D,
  negatives: Tensor2D,
  temperature: Scalar,
): Tensor2D {
  const { rows, isQuery } = queries;
  const n = rows.shape[0];
  const count = negatives.shape[0];
  const unit = normalised(tf, negatives);
  const others = tf.mul(tf.reshape(isQuery, [1, n]), NEVER);
  const toKeys = tf.add(tf.div(tf.matMul(rows, keys, false, true), temperature), others);
  const toNegatives = tf.div(tf.matMul(rows, unit, false, true), temperature);
  const share = tf.softmax(tf.concat([toKeys as Tensor2D, toNegatives as Tensor2D], 1));
  const each = tf.div(isQuery, tf.maximum(tf.sum(isQuery), 1));
  const pushes = tf.mul(tf.slice(share, [0, n], [n, count]), tf.reshape(each, [n, 1]));
  const pull = tf.div(tf.matMul(pushes as Tensor2D, rows, true), temperature) as Tensor2D;
  const along = tf.sum(tf.mul(pull, unit), 1, true);
  const scale = tf.rsqrt(tf.add(tf.sum(tf.square(negatives), 1, true), 1e-12));
  return tf.mul(tf.sub(pull, tf.mul(unit, along)), scale);
}

/**
 * Negatives that are nothing but vectors, trained against the encoder: after each step they climb
 * the loss that it descends. They join the keys of the batch, which a second, slowly following
 * encoder makes; they have no class and show no item.
 */
export const learned = defineSource({
  label: 'Learned',
  phrase: 'in batch and learned as adversaries',
  summary:
    'Free vectors, trained to be as confusing as they can while the encoder learns to resist.',
  paper: 'Hu et al. 2021 (AdCo), https://arxiv.org/abs/2011.08435, section 3',
  formula: String.raw`\negative{v_k} \leftarrow 0.9\,\negative{v_k} + \frac{\partial}{\partial \negative{w_k}} \Big[ -\tfrac{1}{B} \sum_i \log \tfrac{e^{\positive{s_{ip}} / \tau'}}{\sum_j e^{\candidate{s_{ij}} / \tau'} + \sum_k e^{z_i \cdot \negative{\hat w_k} / \tau'}} \Big] - 10^{-4}\,\negative{w_k}, \qquad \negative{w_k} \leftarrow \negative{w_k} + \eta\,\negative{v_k}`,
  advice:
    'Helps to see a game of two players; hurts when they climb at a high temperature or too fast, where the encoder collapses.',
  knobs: {
    learnedNegatives: {
      kind: 'number',
      label: 'Trained negatives',
      hint: 'How many vectors are trained against the encoder.',
      min: 16,
      max: 2048,
      step: 16,
      default: 256,
      scale: 'log',
      restarts: true,
    },
    ascentRate: {
      kind: 'number',
      label: 'Climbing rate',
      hint: 'How far the negatives move towards the anchors at a step; 0 leaves them where they are.',
      min: 0,
      max: 10,
      step: 0.1,
      default: 3,
    },
    ascentTemperature: {
      kind: 'number',
      label: 'Climbing temperature',
      hint: 'Low: an anchor draws only the few negatives nearest to it. High: every anchor draws all of them.',
      min: 0.01,
      max: 0.2,
      step: 0.01,
      default: 0.02,
      scale: 'log',
    },
    encoderMomentum,
  },
  batchActs: true,
  keys: true,
  candidates: (_sizes, { learnedNegatives }) => learnedNegatives,
  synthetic: { name: 'learned', count: (_sizes, { learnedNegatives }) => learnedNegatives },
  growth: 'N × (N + K): as the K trained negatives, whatever the data.',
  state: ({ d }, { learnedNegatives }) => [
    { name: 'negatives', shape: [learnedNegatives, d], first: 'unit rows' },
    { name: 'speed', shape: [learnedNegatives, d], first: 0 },
  ],
  others(tf, { state }) {
    const rows = normalised(tf, state[0] as Tensor2D);
    const count = rows.shape[0];
    const none = () => tf.fill([count], -1) as Tensor1D;
    return { rows, classes: none(), items: none(), exists: tf.ones([1, count]), age: null };
  },
  next(tf, { state, batch, keys, isQuery }, { ascentRate, ascentTemperature }) {
    const [negatives, speed] = state as [Tensor2D, Tensor2D];
    const queries = { rows: batch, isQuery };
    const climb = ascent(tf, queries, keys as Tensor2D, negatives, ascentTemperature);
    const moved = tf.add(tf.mul(speed, SPEED_KEPT), tf.sub(climb, tf.mul(negatives, DECAY)));
    return [tf.add(negatives, tf.mul(moved, ascentRate)), moved];
  },
});
