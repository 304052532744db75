import type { Scalar } from '@tensorflow/tfjs-core';
import { asCandidates } from '../losses/loss';
import { defineSelection, k } from './selection';
import { answerable } from './shared/positives';
import { consecutive } from './shared/rank';

/** How much of the running mean is left after a step: it looks back about 10 steps. */
const MEMORY = 0.9;

/** Nearest to the hardest end that the controller goes, as a share of the ranks. */
const NEAREST = 0.002;

/**
 * A controller: the k candidates that follow one another in rank at a position between the easiest
 * (0) and the hardest (1), where the position moves so that a measure stays within a band. The
 * measure, 0..1, is a running mean (0.9 a step) of the share of chosen negatives that still teach,
 * or of their mean rank among the candidates. With theta = 1 - position, a share of the ranks
 * counted from the hardest: theta <- clip(theta * exp(gain * (measure - edge)), 0.002, 1), edge the
 * side of the band that the measure is beyond; within the band nothing moves. At a step without
 * anything to choose from everything stays. Ours; no single reference.
 */
export const dynamic = defineSelection({
  label: 'Dynamic',
  phrase: 'as hard as they still teach',
  summary:
    'Turns the hardness up or down by itself, so that a chosen share of the negatives keeps teaching.',
  formula: String.raw`\theta \leftarrow \mathrm{clip}\Big(\theta \exp\big(\gamma \, (\mu - \mathrm{clip}(\mu, \mathrm{low}, \mathrm{high}))\big), 0.002, 1\Big), \quad r_i(\negative{n}) \in [r, r + k), \ r = \mathrm{round}\big(\theta \, (m_i - k)\big)`,
  advice:
    'Helps over long runs, where any fixed hardness is first too much and then too little; with a high gain it swings, and it can’t tell a false negative from a hard one.',
  knobs: {
    k,
    held: {
      kind: 'choice',
      label: 'Holds',
      hint: 'Active share: how many of the chosen still teach. Hardness: their mean rank, 1 is the most similar.',
      options: { activeShare: 'Active share', hardness: 'Hardness' },
      default: 'activeShare',
    },
    targetLow: {
      kind: 'number',
      label: 'At least',
      hint: 'Below this the negatives get harder.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.4,
    },
    targetHigh: {
      kind: 'number',
      label: 'At most',
      hint: 'Above this the negatives get easier.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.6,
    },
    gain: {
      kind: 'number',
      label: 'Gain',
      hint: 'How fast it turns: too slow lags behind the encoder, too fast swings.',
      min: 0.01,
      max: 1,
      step: 0.01,
      default: 0.1,
      scale: 'log',
    },
  },
  state: {
    position: {
      label: 'Position, easy to hard',
      hint: 'How hard the negatives are that it now takes: at 1 the hardest.',
      first: 0.5,
      range: [0, 1],
    },
    measured: {
      label: 'What it holds, lately',
      hint: 'What it holds within its band, as measured on the training batches of the last steps.',
      first: 0,
      range: [0, 1],
    },
  },
  weights: (tf, { similarity, eligible, state }, { k: wanted }) =>
    consecutive(
      tf,
      asCandidates(tf, similarity),
      asCandidates(tf, eligible),
      state.position as Scalar,
      wanted,
    ),
  next(tf, choice, achieved, { held, targetLow, targetHigh, gain }) {
    const { position, measured: before } = choice.state as Record<string, Scalar>;
    const any = tf.step(tf.sum(answerable(tf, choice)));
    // The first step has no running mean yet: it is its own.
    const memory = tf.mul(tf.step(choice.step), MEMORY);
    const change = tf.mul(tf.sub(1, memory), tf.sub(achieved[held], before as Scalar));
    const measured = tf.clipByValue(tf.add(before as Scalar, tf.mul(change, any)), 0, 1) as Scalar;
    const over = tf.sub(
      tf.relu(tf.sub(measured, targetHigh)),
      tf.relu(tf.sub(targetLow, measured)),
    );
    const turn = tf.exp(tf.mul(tf.mul(over, gain), any));
    const theta = tf.clipByValue(tf.mul(tf.sub(1, position as Scalar), turn), NEAREST, 1);
    return { position: tf.sub(1, theta) as Scalar, measured };
  },
});
