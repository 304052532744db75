import type { Tensor3D } from '@tensorflow/tfjs-core';
import { asCandidates } from '../losses/loss';
import { defineSelection, k } from './selection';
import { lowestPositive } from './shared/positives';
import { highest, masked, rowRank } from './shared/rank';

/** Room for rounding around the fixed limits: cosines reach a little beyond -1 and 1. */
const ROUNDING = 1e-6;

const margin = {
  kind: 'number',
  min: 0,
  max: 1,
  step: 0.01,
} as const;

/**
 * Mining as for retrieval: candidates too similar to be true negatives go, then a window of ranks
 * among the rest is left, then k of it act, the most similar or drawn at random. With p the lowest
 * cosine of the anchor's positives, a candidate goes if s > p - max(absolute, relative * |p|) or
 * s > ceiling; equality stays. The window skips `skipped` of the rest and ends at rank `depth`, so
 * nothing is left if that is not beyond. One table for all positives of an anchor where the most
 * similar act, one each where they are drawn. Too few left: all of them; an anchor without a
 * positive has none.
 */
export const positiveAware = defineSelection({
  label: 'Positive-aware',
  phrase: 'hard ones below the positive',
  summary:
    'Drops candidates that come too close to the positive’s similarity as likely false, then takes the hardest left.',
  paper:
    'Moreira et al. 2024 (NV-Retriever), https://arxiv.org/abs/2407.15831, section 3; sentence-transformers mine_hard_negatives',
  formula: String.raw`\candidate{s_{ic}} \le \min_p \positive{s_{ip}} - \max\big(a, \rho \, |\min_p \positive{s_{ip}}|\big): \quad w_{in} = 1 \text{ for } k \text{ of the ranks } [\text{skip}, \text{depth})`,
  advice:
    'Helps where unlabelled positives hide among the hardest candidates; with wide margins only easy ones are left, and where everything lies close together none is, so training stops.',
  perPositive: true,
  knobs: {
    k,
    absoluteMargin: {
      ...margin,
      label: 'Absolute margin',
      hint: 'How much less similar than the positive a negative has to be, in cosine.',
      default: 0,
    },
    relativeMargin: {
      ...margin,
      label: 'Relative margin',
      hint: 'The same as a share of the positive’s own cosine; 0.05 in NV-Retriever.',
      default: 0.05,
    },
    mostSimilar: {
      ...margin,
      min: -1,
      label: 'Highest cosine',
      hint: 'More similar candidates are dropped, whatever the positive; 1 drops none.',
      default: 1,
    },
    leastSimilar: {
      ...margin,
      min: -1,
      label: 'Lowest cosine',
      hint: 'Less similar candidates are dropped; -1 drops none.',
      default: -1,
    },
    skipped: {
      kind: 'number',
      label: 'Skip the first',
      hint: 'How many of the hardest that are left are passed over.',
      min: 0,
      max: 100,
      step: 1,
      default: 0,
    },
    depth: {
      kind: 'number',
      label: 'Down to rank',
      hint: 'Only this many of the hardest that are left count at all.',
      min: 1,
      max: 1000,
      step: 1,
      default: 100,
      scale: 'log',
    },
    taken: {
      kind: 'choice',
      label: 'Takes',
      hint: 'The hardest within these ranks, or a random draw from them (as ANCE does).',
      options: { top: 'The hardest', random: 'At random' },
      default: 'top',
    },
  },
  weights(tf, choice, knobs) {
    const { positiveSimilarity, uniform } = choice;
    const candidates = asCandidates(tf, choice.similarity);
    const positive = lowestPositive(tf, choice);
    const gap = tf.maximum(knobs.absoluteMargin, tf.mul(knobs.relativeMargin, tf.abs(positive)));
    const hasPositive = tf.step(tf.sub(2, positive));
    const tooHard = tf.add(
      tf.step(tf.sub(candidates, tf.sub(positive, gap))),
      tf.step(tf.sub(candidates, tf.add(knobs.mostSimilar, ROUNDING))),
    );
    const tooEasy = tf.step(tf.sub(tf.sub(knobs.leastSimilar, ROUNDING), candidates));
    const dropped = tf.step(tf.add(tooHard, tooEasy));
    const left = tf.mul(
      tf.mul(asCandidates(tf, choice.eligible), tf.sub(1, dropped)),
      hasPositive,
    ) as Tensor3D;
    const rank = rowRank(tf, masked(tf, candidates, left));
    const unskipped = tf.step(tf.add(tf.sub(rank, knobs.skipped), 0.5));
    const window = tf.mul(tf.mul(unskipped, tf.step(tf.sub(knobs.depth, rank))), left) as Tensor3D;
    if (knobs.taken === 'top')
      return tf.mul(window, tf.step(tf.sub(tf.add(knobs.skipped, knobs.k), rank))) as Tensor3D;
    const [n, q] = positiveSimilarity.shape;
    const draws = uniform([n, q, candidates.shape[2]]) as Tensor3D;
    return highest(tf, draws, tf.mul(window, tf.onesLike(draws)) as Tensor3D, knobs.k);
  },
  acting(candidates, { absoluteMargin, relativeMargin, mostSimilar, skipped, depth, k: wanted }) {
    if (absoluteMargin > 0 || relativeMargin > 0 || mostSimilar < 1) return null;
    return Math.max(0, Math.min(wanted, Math.min(candidates, depth) - skipped)) || null;
  },
});
