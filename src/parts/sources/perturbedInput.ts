import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../part';
import { highest } from '../selections/shared/rank';
import { defineSource } from './source';

/** Several pushes together could go this many times as far as they may (Madry et al.). */
const OVERSHOOT = 2.5;

/** 1 where positive, -1 where negative, 0 where 0. */
const signOf = (tf: Tf, values: Tensor): Tensor => tf.sub(tf.step(values), tf.step(tf.neg(values)));

/** Where the most similar eligible row of each anchor is, [N], and 1 where it has any, [N]. */
function hardestRows(tf: Tf, rows: Tensor2D, eligible: Tensor2D) {
  const n = rows.shape[0];
  const table = (one: Tensor): Tensor3D => tf.reshape(one, [n, 1, n]);
  const similarity = table(tf.matMul(rows, rows, false, true));
  const pick = tf.reshape(highest(tf, similarity, table(eligible), tf.scalar(1)), [n, n]);
  const place = tf.matMul(pick as Tensor2D, tf.reshape(tf.range(0, n), [n, 1]));
  return {
    place: tf.cast(tf.reshape(place, [n]), 'int32') as Tensor1D,
    hasAny: tf.sum(pick, 1) as Tensor1D,
  };
}

/**
 * Inputs climbed towards higher cosines, [M, ...shape]: `pushes` times along the sign of the slope of
 * `cosines`, never farther than `reach` from where they started in any number of theirs, nor beyond
 * `range` where they did not start beyond it.
 */
function climbed(
  tf: Tf,
  start: Tensor,
  cosines: (inputs: Tensor) => Scalar,
  { reach, pushes, range }: { reach: Scalar; pushes: number; range: readonly [number, number] },
): Tensor {
  const lowest = tf.maximum(tf.sub(start, reach), tf.minimum(start, range[0]));
  const highestOf = tf.minimum(tf.add(start, reach), tf.maximum(start, range[1]));
  const push = tf.mul(reach, Math.min(1, OVERSHOOT / pushes));
  const slope = tf.grad(cosines);
  let moved = start;
  for (let i = 0; i < pushes; i++) {
    const wished = tf.add(moved, tf.mul(signOf(tf, slope(moved)), push));
    moved = tf.minimum(tf.maximum(wished, lowest), highestOf);
  }
  return moved;
}

/**
 * Besides the batch, one more candidate for each anchor: the item of its most similar one, its
 * pixels or coordinates moved a little towards higher similarity and encoded anew, with gradient.
 * Where it was moved to is a constant to the loss. Nothing keeps it from passing the positive. An
 * anchor without any candidate gets none.
 */
export const perturbedInput = defineSource({
  label: 'Adversarial inputs',
  phrase: 'in batch, the hardest with its input perturbed',
  summary:
    'Changes the pixels or coordinates of the most similar candidate a little, so that it looks more like the anchor to the encoder.',
  paper:
    'Our own form, on one negative, of Ho and Vasconcelos 2020 (CLAE), https://arxiv.org/abs/2010.12050, and Kim et al. 2020 (RoCL), https://arxiv.org/abs/2006.07589; one push as Goodfellow et al. 2015, https://arxiv.org/abs/1412.6572, several as Madry et al. 2018, https://arxiv.org/abs/1706.06083',
  formula: String.raw`\negative{\tilde x_n} = x_n + \epsilon\, \operatorname{sign} \nabla_{x_n} \cos\big( f(x_n), z_i \big), \qquad \lVert \negative{\tilde x_n} - x_n \rVert_\infty \le \epsilon`,
  advice:
    'Helps an encoder to lean on what survives small changes of its input; hurts with a large radius, or where the hardest candidate is a false negative, which it makes worse.',
  knobs: {
    inputRadius: {
      kind: 'number',
      label: 'Radius',
      hint: 'How far a pixel or coordinate may move at the most, as a share of its whole range.',
      min: 0,
      max: 0.5,
      step: 0.005,
      default: 0.05,
    },
    inputPushes: {
      kind: 'number',
      label: 'Pushes',
      hint: 'How many times it follows the slope. Each takes a pass through the encoder and back.',
      min: 1,
      max: 5,
      step: 1,
      default: 1,
      restarts: true,
    },
  },
  batchActs: true,
  unfitFor: ({ kind }) =>
    kind === 'image' || kind === 'point'
      ? null
      : 'Pixels and coordinates can be moved a little; a word can only be another word.',
  candidates: ({ n }) => n,
  synthetic: { name: 'perturbed', count: ({ n }) => n },
  growth: 'N × 3N and two passes more through the encoder: as the square of the batch.',
  comparisons: ({ n }) => n * n,
  forge(tf, { eligible, items }, { inputs, range, embed }, { inputRadius, inputPushes }) {
    const anchors = embed(inputs);
    const { place, hasAny } = hardestRows(tf, anchors, eligible);
    const cosines = (moved: Tensor) => tf.sum(tf.mul(embed(moved), anchors)) as Scalar;
    const reach = tf.mul(inputRadius, range[1] - range[0]) as Scalar;
    const start = tf.gather(inputs, place);
    const numbers = tf.gather(tf.cast(items, 'float32'), place);
    return {
      inputs: climbed(tf, start, cosines, { reach, pushes: inputPushes, range }),
      items: tf.sub(tf.mul(tf.add(numbers, 1), hasAny), 1) as Tensor1D,
    };
  },
  others(tf, { mined, minedItems, classOfItem }) {
    const from = minedItems as Tensor1D;
    const isMade = tf.step(tf.add(from, 0.5));
    const classes = tf.gather(classOfItem, tf.cast(tf.relu(from), 'int32'));
    return {
      rows: mined as Tensor2D,
      classes: tf.sub(tf.mul(tf.add(classes, 1), isMade), 1) as Tensor1D,
      items: from,
      exists: tf.mul(tf.eye(from.size), tf.reshape(isMade, [1, from.size])) as Tensor2D,
      age: null,
    };
  },
});
