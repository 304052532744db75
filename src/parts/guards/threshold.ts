import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { asCandidates } from '../losses/loss';
import type { Tf } from '../part';
import { highest } from '../selections/shared/rank';
import { defineGuard, type Suspects } from './guard';

/** Above every cosine: the threshold of an anchor without a positive. */
const NONE = 3;

/** Cosine of each anchor to the least similar of its positives, [N, 1]; 3 without any. */
const lowestPositive = (tf: Tf, positiveSimilarity: Tensor2D, valid: Tensor2D): Tensor2D =>
  tf.min(tf.add(tf.mul(positiveSimilarity, valid), tf.mul(tf.sub(1, valid), NONE)), 1, true);

/** The `count` eligible candidates of each anchor that the guide finds least similar, [N, C]. */
function leastSimilar(
  tf: Tf,
  { eligible, guide }: Suspects,
  count: Parameters<typeof highest>[3],
): Tensor2D {
  const away = asCandidates(tf, tf.neg(guide.similarity)) as Tensor3D;
  return tf.reshape(highest(tf, away, asCandidates(tf, eligible), count), eligible.shape);
}

/**
 * Removes candidates that a guide finds more similar to the anchor than its positive, strictly:
 * above p - m, or p (1 - m). The guide is the encoder itself, its momentum encoder, or a
 * teacher that was trained before and stays as it is, as in the paper. A teacher sees the batch as it
 * is, views as views, and what a source remembers as the undistorted item; a candidate that shows no
 * item it can't judge, and that stays. Of several positives the least similar one counts. Where fewer
 * candidates than wanted would remain, the least similar ones stay. An anchor without a positive
 * loses none.
 */
export const threshold = defineGuard({
  label: 'Similarity threshold (GIST)',
  phrase: 'guarded by a similarity threshold',
  summary: 'Drops candidates that look more like the anchor than its own positive does.',
  paper:
    'Solatorio 2024 (GISTEmbed), https://arxiv.org/abs/2402.16829, section 3; margins as in sentence-transformers',
  formula: String.raw`\false{n} \text{ is dropped if } g_{in} > \positive{g_{ip}} - m \quad \text{or} \quad g_{in} > \positive{g_{ip}}\,(1 - m), \qquad g: \text{cosine of the guide}`,
  advice:
    'Helps when a guide can tell false negatives from hard ones, as it can when it is ahead of the encoder, like a teacher; an untrained guide drops the very negatives that teach most.',
  knobs: {
    guide: {
      kind: 'choice',
      label: 'Guide',
      hint: 'Whose similarities decide: the encoder in training, its slow follower (that of the source, if it has one), or another encoder, trained beforehand.',
      options: {
        encoder: 'The encoder itself',
        momentum: 'Momentum encoder',
        teacher: 'Teacher',
      },
      default: 'encoder',
    },
    guideMomentum: {
      kind: 'number',
      label: 'Guide momentum',
      hint: 'How slowly the momentum encoder follows: the share it keeps of itself at each step.',
      min: 0,
      max: 0.999,
      step: 0.001,
      default: 0.99,
      when: { knob: 'guide', is: ['momentum'], unless: 'encoderMomentum' },
    },
    guideSteps: {
      kind: 'number',
      label: 'Guide steps',
      hint: 'How long the teacher is trained before the lane starts. Untrained, it knows only how items look.',
      min: 0,
      max: 500,
      step: 10,
      default: 100,
      restarts: true,
      when: { knob: 'guide', is: ['teacher'] },
    },
    guideMarginForm: {
      kind: 'choice',
      label: 'Margin is',
      hint: 'Subtracted from the cosine of the positive, or a share of that cosine: it is multiplied by 1 minus the margin, and so rises where it is negative.',
      options: { absolute: 'Absolute', relative: 'Relative to the positive' },
      default: 'absolute',
    },
    guideMargin: {
      kind: 'number',
      label: 'Guard margin',
      hint: 'How far below the positive a candidate has to be to stay. If negative, it may be above.',
      min: -0.5,
      max: 0.5,
      step: 0.01,
      default: 0,
    },
    guideLeaves: {
      kind: 'number',
      label: 'Candidates to leave',
      hint: 'Where fewer would remain for an anchor, the least similar ones stay all the same.',
      min: 0,
      max: 32,
      step: 1,
      default: 1,
    },
  },
  allowed(tf, suspects, { guideMarginForm, guideMargin, guideLeaves }) {
    const { eligible, valid, guide } = suspects;
    const positive = lowestPositive(tf, guide.positiveSimilarity, valid);
    const limit =
      guideMarginForm === 'relative'
        ? tf.mul(positive, tf.sub(1, guideMargin))
        : tf.sub(positive, guideMargin);
    const below = tf.sub(1, tf.step(tf.sub(guide.similarity, limit)));
    const kept = leastSimilar(tf, suspects, guideLeaves);
    return tf.maximum(tf.mul(eligible, below), kept) as Tensor2D;
  },
  asksMomentumEncoder: ({ guide }) => guide === 'momentum',
  taughtFor: ({ guide, guideSteps }) => (guide === 'teacher' ? guideSteps : null),
});
