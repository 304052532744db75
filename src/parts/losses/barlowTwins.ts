import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../part';
import { defineLoss } from './loss';
import { centred, columnProducts, offDiagonalSquares } from './shared/columns';

/** Added to each variance before its root is taken, as batch normalisation does. */
const EPSILON = 1e-5;

/** Columns of mean 0 and variance 1 over the batch, [B, d]; a constant column is 0. */
function standardised(tf: Tf, rows: Tensor2D): Tensor2D {
  const view = centred(tf, rows);
  const variance = tf.mean(tf.square(view), 0, true);
  return tf.div(view, tf.sqrt(tf.add(variance, EPSILON))) as Tensor2D;
}

/** Correlation of each dimension of one view with each of the other over the batch, [d, d]. */
export const crossCorrelation = (tf: Tf, x: Tensor2D, y: Tensor2D): Tensor2D =>
  columnProducts(tf, standardised(tf, x), standardised(tf, y), x.shape[0]);

/**
 * Barlow Twins on embeddings before they are normalised: each query and its first positive are
 * two views; the correlations of their dimensions should be 1 on the diagonal and 0 elsewhere. Sum
 * of squared differences, those outside the diagonal times a weight. Variances divide by B. All
 * embeddings equal: no dimension varies, which costs 1 each, and there is no gradient.
 */
export const barlowTwins = defineLoss({
  label: 'Barlow Twins',
  phrase: 'Barlow Twins',
  summary: 'No negatives: each dimension agrees between the two views and with no other dimension.',
  paper: 'Zbontar et al. 2021, https://arxiv.org/abs/2103.03230, eq. 1 and 2',
  formula: String.raw`\sum_k \positive{(1 - C_{kk})^2} + \lambda \sum_k \sum_{l \ne k} C_{kl}^2, \quad C_{kl} = \operatorname{corr}(x_k, y_l)`,
  advice:
    'A baseline that no choice of negatives can change; it does without very large batches, but over a few dozen items correlations are mostly noise.',
  axis: 'similarity',
  anchors: 'all',
  terms: 'none',
  knobs: {
    redundancyWeight: {
      kind: 'number',
      label: 'Redundancy weight (lambda)',
      hint: 'How strongly dimensions are kept from saying the same.',
      min: 0.001,
      max: 1,
      step: 0.001,
      default: 0.005,
      scale: 'log',
    },
  },
  value(tf, rows, { redundancyWeight }) {
    const [x, y] = rows.pairs(rows.raw);
    const correlation = crossCorrelation(tf, x, y);
    const identity = tf.eye(correlation.shape[0]);
    const own = tf.sum(tf.mul(tf.square(tf.sub(correlation, 1)), identity));
    return tf.add(own, tf.mul(offDiagonalSquares(tf, correlation), redundancyWeight));
  },
  active: (tf, rows) => tf.zerosLike(rows.weights),
  band: null,
  // It costs 1 per dimension, and their number is not a knob of the loss.
  chance: () => null,
});
