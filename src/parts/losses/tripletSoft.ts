import type { Tensor3D } from '@tensorflow/tfjs-core';
import { constantSum, defineLoss, meanOver } from './loss';
import { rowWeights } from './shared/groups';
import { pushesStill, softplus } from './shared/logSumExp';
import { marginBand, violation } from './shared/violation';

/**
 * Triplet loss with a soft margin: log(1 + exp(d(a,p) - d(a,n) + margin)), mean over the chosen
 * triplets. It never lets go of a triplet, only pushes it less and less. At margin 0 with the
 * hardest positive and negative of each anchor it is Hermans' batch-hard loss; with all triplets
 * and any margin it is what pytorch-metric-learning calls smooth. An encoder that sends everything
 * to one point costs log 2 at margin 0 and has no gradient. No triplet: 0.
 */
export const tripletSoft = defineLoss({
  label: 'Soft triplet',
  phrase: 'soft-margin triplet loss',
  summary: 'A negative is pushed less and less the farther it is than the positive, never quite 0.',
  paper: 'Hermans, Beyer, Leibe 2017, https://arxiv.org/abs/1703.07737, section 2 (soft margin)',
  formula: String.raw`\log\Big(1 + e^{\,\positive{d(z_i, z_p)} - \negative{d(z_i, z_n)} + m}\Big)`,
  advice:
    'Spares you the choice of a margin and keeps tightening classes; with the hardest negatives it collapses as the hinge does, and satisfied triplets keep taking a share of the step.',
  axis: 'distance',
  anchors: 'all',
  terms: 'triplets',
  knobs: {
    margin: {
      kind: 'number',
      label: 'Margin',
      hint: 'Where a negative is pushed half as hard as it can be: this much beyond the positive.',
      min: 0,
      max: 2,
      step: 0.01,
      default: 0,
    },
    distance: {
      kind: 'choice',
      label: 'Distance',
      hint: 'Plain distance (Hermans) pushes all alike; squared distance pushes near negatives little.',
      options: { euclidean: 'Euclidean', squaredEuclidean: 'Squared Euclidean' },
      default: 'euclidean',
    },
  },
  value(tf, rows, knobs) {
    const weights = rowWeights(tf, rows);
    const costs = tf.mul(softplus(tf, violation(tf, rows, knobs)), weights);
    return meanOver(tf, costs, constantSum(tf, weights));
  },
  active: (tf, rows, knobs) =>
    tf.mul(pushesStill(tf, violation(tf, rows, knobs)), tf.step(rowWeights(tf, rows))) as Tensor3D,
  band: marginBand,
  chance: ({ margin }) => Math.log1p(Math.exp(margin)),
});
