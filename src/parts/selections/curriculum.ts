import type { Scalar } from '@tensorflow/tfjs-core';
import { asCandidates } from '../losses/loss';
import type { Tf } from '../part';
import { answerable } from './positives';
import { consecutive, masked } from './rank';
import { type Choice, defineSelection, k } from './selection';

/** How much of the running mean is left after a step: it looks back about 20 steps. */
const MEMORY = 0.95;

/**
 * The share of rows whose positive is more similar than every eligible candidate, and 1 if there
 * is any row to measure, else 0; [] each.
 */
function measured(tf: Tf, choice: Choice): { share: Scalar; any: Scalar } {
  const { similarity, eligible, positiveSimilarity } = choice;
  const hardest = tf.max(masked(tf, asCandidates(tf, similarity), asCandidates(tf, eligible)), 2);
  const counts = answerable(tf, choice);
  const wins = tf.mul(tf.step(tf.sub(positiveSimilarity, hardest)), counts);
  const count = tf.sum(counts);
  const share = tf.div(tf.sum(wins), tf.maximum(count, 1)) as Scalar;
  return { share, any: tf.step(count) as Scalar };
}

/**
 * The k candidates that follow one another in rank at a position that moves from the easiest (0) to
 * the hardest (1): evenly over a number of steps, or with what the encoder has achieved, the
 * running mean (0.95 a step) of the share of rows whose positive beats every candidate. Where there
 * is nothing to measure the running mean stays. Ours; no single reference.
 */
export const curriculum = defineSelection({
  label: 'Curriculum',
  phrase: 'ever harder ones',
  summary: 'Starts with the easiest negatives and moves on to the hardest as training goes on.',
  paper: 'Bengio et al. 2009 (Curriculum learning), https://doi.org/10.1145/1553374.1553380',
  formula: String.raw`w_{in} = 1 \text{ for ranks } r_i(\negative{n}) \in [r, r + k), \quad r = \mathrm{round}\big((1 - \mathrm{position})(m_i - k)\big)`,
  advice:
    'Helps where the hardest negatives collapse a fresh encoder; over steps it can run ahead of what was learned, over what was achieved it waits, and may wait for ever.',
  knobs: {
    k,
    pace: {
      kind: 'choice',
      label: 'Moves with',
      hint: 'Steps: evenly, whatever was learned. Achieved: with the share of positives that beat all candidates.',
      options: { steps: 'Steps', achieved: 'What was achieved' },
      default: 'steps',
    },
    courseSteps: {
      kind: 'number',
      label: 'Steps to the hardest',
      hint: 'After how many steps the hardest negatives act, where the pace is by steps.',
      min: 10,
      max: 5000,
      step: 10,
      default: 300,
      scale: 'log',
    },
  },
  state: {
    position: { label: 'Position, easy to hard', first: 0, range: [0, 1] },
    achieved: { label: 'Positives that beat all', first: 0, range: [0, 1] },
  },
  weights: (tf, { similarity, eligible, state }, { k: wanted }) =>
    consecutive(
      tf,
      asCandidates(tf, similarity),
      asCandidates(tf, eligible),
      state.position as Scalar,
      wanted,
    ),
  next(tf, choice, _achieved, { pace, courseSteps }) {
    const before = choice.state.achieved as Scalar;
    const { share, any } = measured(tf, choice);
    const moved = tf.mul(tf.mul(tf.sub(share, before), 1 - MEMORY), any);
    const achieved = tf.clipByValue(tf.add(before, moved), 0, 1) as Scalar;
    const done = tf.div(tf.add(choice.step, 1), courseSteps);
    const position = pace === 'steps' ? (tf.clipByValue(done, 0, 1) as Scalar) : achieved;
    return { position, achieved };
  },
});
