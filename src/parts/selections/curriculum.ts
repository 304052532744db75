import type { Scalar, Tensor3D } from '@tensorflow/tfjs-core';
import { asCandidates } from '../losses/loss';
import type { Tf } from '../part';
import { type Choice, defineSelection, k } from './selection';
import { answerable } from './shared/positives';
import { consecutive, highest, masked, rowRank } from './shared/rank';

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
 * The k hardest of a random sample of the eligible candidates that grows with the position, from k
 * of them (0: random ones, most of them easy) to all (1: the hardest there are); one sample for each
 * anchor and positive.
 */
function hardestOfSample(tf: Tf, choice: Choice, position: Scalar, wanted: Scalar): Tensor3D {
  const { similarity, eligible, positiveSimilarity, uniform } = choice;
  const [n, q] = positiveSimilarity.shape;
  const allowed = asCandidates(tf, eligible);
  const draws = uniform([n, q, similarity.shape[1]]) as Tensor3D;
  const everyRow = tf.mul(allowed, tf.onesLike(draws)) as Tensor3D;
  const order = rowRank(tf, masked(tf, draws, everyRow));
  const count = tf.sum(allowed, 2, true);
  const size = tf.add(tf.mul(tf.sub(count, wanted), position), wanted);
  // At least as many as are wanted, where there are so many.
  const sample = tf.mul(everyRow, tf.step(tf.sub(tf.maximum(size, wanted), order))) as Tensor3D;
  const scores = tf.mul(asCandidates(tf, similarity), tf.onesLike(sample)) as Tensor3D;
  return highest(tf, scores, sample, wanted);
}

/**
 * Ever harder negatives as a position moves from 0 to 1: evenly over a number of steps, or with what
 * the encoder has achieved, the running mean (0.95 a step) of the share of rows whose positive beats
 * every candidate; where there is nothing to measure the running mean stays. By sample: the k
 * hardest of a random sample that grows from k candidates to all. By rank: k candidates that follow
 * one another in rank, from the easiest to the hardest. Ours; no single reference.
 */
export const curriculum = defineSelection({
  label: 'Curriculum',
  phrase: 'ever harder ones',
  summary: 'Starts with easy negatives and moves on to the hardest as training goes on.',
  paper: 'Bengio et al. 2009 (Curriculum learning), https://doi.org/10.1145/1553374.1553380',
  formula: String.raw`\negative{n_{i1}, \dots, n_{ik}} = \text{the } k \text{ hardest of } k + \mathrm{position} \cdot (m_i - k) \text{ random } \candidate{n}`,
  advice:
    'Helps where the hardest negatives collapse a fresh encoder; over steps it can run ahead of what was learned, over what was achieved it waits, and may wait for ever.',
  perPositive: true,
  knobs: {
    k,
    course: {
      kind: 'choice',
      label: 'From easy to hard',
      hint: 'By sample: the hardest of ever more random candidates. By rank: from the least similar candidate to the most, which wastes the beginning on negatives that teach nothing.',
      options: { sample: 'By sample', rank: 'By rank' },
      default: 'sample',
    },
    pace: {
      kind: 'choice',
      label: 'Moves with',
      hint: 'Steps: evenly, whatever was learned. Achieved: with the share of positives that beat all candidates of the training batch.',
      options: { steps: 'Steps', achieved: 'What was achieved' },
      default: 'steps',
    },
    courseSteps: {
      kind: 'number',
      label: 'Steps to the hardest',
      hint: 'After how many steps the hardest negatives act.',
      min: 10,
      max: 5000,
      step: 10,
      default: 300,
      scale: 'log',
      when: { knob: 'pace', is: ['steps'] },
    },
  },
  state: {
    position: {
      label: 'Position, easy to hard',
      hint: 'How far the course has come: at 1 the hardest negatives act.',
      first: 0,
      range: [0, 1],
    },
    achieved: {
      label: 'Positives first in the batch',
      hint: 'Share of the rows of a training batch whose positive is more similar than every candidate there; a running mean over some twenty steps.',
      first: 0,
      range: [0, 1],
    },
  },
  weights(tf, choice, { k: wanted, course }) {
    const { similarity, eligible, state } = choice;
    const position = state.position as Scalar;
    if (course === 'sample') return hardestOfSample(tf, choice, position, wanted);
    const scores = asCandidates(tf, similarity);
    return consecutive(tf, scores, asCandidates(tf, eligible), position, wanted);
  },
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
