import { asCandidates } from '../losses/loss';
import { defineSelection } from './selection';
import { squaredDistanceOf } from './shared/distances';

/**
 * Every eligible candidate strictly nearer to the anchor than a Euclidean distance on the unit
 * sphere, 0..2; one table for all positives of an anchor. Nothing that near: the anchor rests.
 */
export const pairMargin = defineSelection({
  label: 'Within a distance',
  phrase: 'all within reach',
  summary: 'Takes every negative nearer than a fixed distance, however near the positive is.',
  paper:
    'Musgrave et al. 2020 (PairMarginMiner), https://arxiv.org/abs/2008.09164; the rule of Hadsell et al. 2006',
  formula: String.raw`w_{in} = 1 \text{ if } \negative{\lVert z_i - z_n \rVert} < \text{reach}`,
  advice:
    'Helps to see what a margin alone does; a fixed reach takes everything on a fresh, contracted encoder and nothing on a spread-out one.',
  knobs: {
    reach: {
      kind: 'number',
      label: 'Reach',
      hint: 'Euclidean distance within which negatives act; 1.41 is a right angle.',
      min: 0.05,
      max: 2,
      step: 0.05,
      default: 1,
    },
  },
  weights(tf, { similarity, eligible }, { reach }) {
    const squared = squaredDistanceOf(tf, asCandidates(tf, similarity));
    const near = tf.step(tf.sub(tf.square(reach), squared));
    return tf.mul(near, asCandidates(tf, eligible));
  },
});
