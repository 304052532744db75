import type { Tensor3D } from '@tensorflow/tfjs-core';
import { asCandidates, asRows } from '../losses/loss';
import { defineSelection, k } from './selection';
import { highest } from './shared/rank';

/**
 * For each anchor and positive: the k most similar candidates that are less similar than the
 * positive (no lower bound). If a row has none, its k least similar candidates instead, as
 * TensorFlow's form of FaceNet's rule has it: on a collapsed or reversed row the easiest are safe.
 */
export const semiHard = defineSelection({
  label: 'Semi-hard',
  phrase: 'a semi-hard one',
  summary:
    'Takes the most similar negatives that are still less similar than the positive: hard, but not impossible.',
  paper: 'Schroff et al. 2015 (FaceNet), https://arxiv.org/abs/1503.03832, section 3.2',
  formula: String.raw`w_{in} = 1 \text{ for the } k \text{ highest } \negative{s_{in}} < \positive{s_{ip}}`,
  advice:
    'Helps a triplet loss from the first step on without collapse; once every negative is far beyond the positive it has little left to teach.',
  perPositive: true,
  knobs: { k },
  weights(tf, { similarity, positiveSimilarity, eligible }, knobs) {
    const candidates = asCandidates(tf, similarity);
    const below = tf.step(tf.sub(asRows(tf, positiveSimilarity), candidates));
    const allowed = tf.mul(below, asCandidates(tf, eligible)) as Tensor3D;
    const scores = tf.mul(candidates, tf.onesLike(allowed)) as Tensor3D;
    const semiHardest = highest(tf, scores, allowed, knobs.k);
    const none = tf.sub(1, tf.step(tf.sum(allowed, 2, true)));
    const easiest = highest(tf, tf.neg(candidates), asCandidates(tf, eligible), knobs.k);
    return tf.add(semiHardest, tf.mul(none, easiest)) as Tensor3D;
  },
});
