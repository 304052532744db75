import type { Tensor3D } from '@tensorflow/tfjs-core';
import { asCandidates, asRows } from '../losses/loss';
import { defineSelection } from './selection';
import { distanceOf } from './shared/distances';

/**
 * For each anchor and positive: every candidate farther than the positive by no more than a width,
 * 0 < d(a,n) - d(a,p) <= width, in Euclidean distance on the unit sphere, 0..2. A row without any
 * has none and is left out: no fallback, unlike `semiHard`.
 */
export const semiHardBand = defineSelection({
  label: 'Semi-hard band',
  phrase: 'all semi-hard ones',
  summary:
    'Takes every negative that is farther than the positive, but by no more than a width; a pair without any rests.',
  paper:
    'Schroff et al. 2015 (FaceNet), https://arxiv.org/abs/1503.03832, eq. 4; as a set in Musgrave et al. 2020, https://arxiv.org/abs/2008.09164',
  formula: String.raw`w_{in} = 1 \text{ if } 0 < \negative{\lVert z_i - z_n \rVert} - \positive{\lVert z_i - z_p \rVert} \le \text{width}`,
  advice:
    'Helps when the width is the margin of a loss on plain distance, as then all it takes still teach; with a narrow width most pairs find nothing and training starves.',
  perPositive: true,
  knobs: {
    bandWidth: {
      kind: 'number',
      label: 'Band width',
      hint: 'How much farther than the positive a negative may be and still act, in Euclidean distance.',
      min: 0.01,
      max: 2,
      step: 0.01,
      default: 0.2,
    },
  },
  weights(tf, { similarity, positiveSimilarity, eligible }, { bandWidth }) {
    const candidates = asCandidates(tf, similarity);
    const positive = asRows(tf, positiveSimilarity);
    const beyond = tf.step(tf.sub(positive, candidates));
    const excess = tf.sub(distanceOf(tf, candidates), distanceOf(tf, positive));
    const past = tf.step(tf.sub(excess, bandWidth));
    return tf.mul(tf.mul(beyond, tf.sub(1, past)), asCandidates(tf, eligible)) as Tensor3D;
  },
  acting: () => null,
});
