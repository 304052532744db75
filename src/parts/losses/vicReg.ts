import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../part';
import { defineLoss } from './loss';
import { centred, columnProducts, offDiagonalSquares } from './shared/columns';

/** Added to each variance before its root is taken, so that its gradient stays finite at 0. */
const EPSILON = 1e-4;

/**
 * The three terms of two views x and y, [B, d] each, all []: invariance, the mean squared difference
 * of their entries; variance, what each column's standard deviation lacks to 1, mean over columns
 * and views; covariance, the squared entries of each view's covariance outside the diagonal, over d,
 * summed over views. Variances divide by B - 1; of one pair they are 0.
 */
export function vicRegTerms(tf: Tf, x: Tensor2D, y: Tensor2D) {
  const [pairs, d] = x.shape;
  const divisor = Math.max(1, pairs - 1);
  const views = [centred(tf, x), centred(tf, y)].map((view) => {
    const variance = tf.div(tf.sum(tf.square(view), 0), divisor);
    const lack = tf.relu(tf.sub(1, tf.sqrt(tf.add(variance, EPSILON))));
    const covariance = columnProducts(tf, view, view, divisor);
    return { lack: tf.mean(lack), tied: tf.div(offDiagonalSquares(tf, covariance), d) };
  });
  const sum = (name: 'lack' | 'tied') =>
    tf.addN(views.map((view) => view[name] as Scalar)) as Scalar;
  return {
    invariance: tf.mean(tf.square(tf.sub(x, y))) as Scalar,
    variance: tf.div(sum('lack'), 2) as Scalar,
    covariance: sum('tied'),
  };
}

/**
 * Variance-invariance-covariance regularisation of embeddings before they are normalised: each
 * query and its first positive are two views. The weighted sum of `vicRegTerms`; the variance term
 * is the mean of the two views, as in the authors' code. All embeddings equal: 0.99 times its weight.
 */
export const vicReg = defineLoss({
  label: 'VICReg',
  phrase: 'VICReg',
  summary: 'No negatives: pairs agree, each dimension keeps its spread, and no two say the same.',
  paper: 'Bardes, Ponce, LeCun 2022, https://arxiv.org/abs/2105.04906, eq. 1 to 6',
  formula: String.raw`\lambda\, \positive{\operatorname{mean} (x - y)^2} + \frac{\mu}{2d} \sum_{v \in \{x, y\}} \sum_k \Big[ 1 - \sqrt{\operatorname{Var}(v_k) + 10^{-4}} \Big]_+ + \frac{\nu}{d} \sum_{v \in \{x, y\}} \sum_{k \ne l} \operatorname{Cov}(v_k, v_l)^2`,
  advice:
    'A baseline that no choice of negatives can change; small batches tell it little of spread and covariance, and it spreads the embedding before it is put on the sphere.',
  axis: 'similarity',
  anchors: 'all',
  terms: 'none',
  knobs: {
    invarianceWeight: {
      kind: 'number',
      label: 'Invariance weight',
      hint: 'How strongly the two views of an item are drawn together.',
      min: 0,
      max: 50,
      step: 0.5,
      default: 25,
    },
    varianceWeight: {
      kind: 'number',
      label: 'Variance weight',
      hint: 'How strongly each dimension is kept from shrinking; at 0 everything collapses.',
      min: 0,
      max: 50,
      step: 0.5,
      default: 25,
    },
    covarianceWeight: {
      kind: 'number',
      label: 'Covariance weight',
      hint: 'How strongly dimensions are kept from saying the same.',
      min: 0,
      max: 10,
      step: 0.1,
      default: 1,
    },
  },
  value(tf, rows, { invarianceWeight, varianceWeight, covarianceWeight }) {
    const [x, y] = rows.pairs(rows.raw);
    const { invariance, variance, covariance } = vicRegTerms(tf, x, y);
    const kept = tf.add(tf.mul(variance, varianceWeight), tf.mul(covariance, covarianceWeight));
    return tf.add(tf.mul(invariance, invarianceWeight), kept);
  },
  active: (tf, rows) => tf.zerosLike(rows.weights),
  band: null,
  chance: ({ varianceWeight }) => varianceWeight * (1 - Math.sqrt(EPSILON)),
});
