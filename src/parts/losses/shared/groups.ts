import type { Scalar, Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';
import { untaped } from '../../untaped';
import type { Rows } from '../loss';

/** How strongly each negative acts in each row that exists, [N, Q, C]; a constant. */
export const rowWeights = (tf: Tf, rows: Rows): Tensor3D =>
  untaped(tf, () => tf.mul(rows.weights, tf.expandDims(rows.valid, 2)));

/**
 * The same for losses that take all negatives of an anchor together, [N, 1, C]: a negative acts as
 * strongly as in the row of the anchor where it acts most. A constant.
 */
export const anchorWeights = (tf: Tf, rows: Rows): Tensor3D =>
  untaped(tf, () => tf.max(rows.weights, 1, true));

/** What belongs to each positive of an anchor as one group, [N, Q] to [N, 1, Q]. */
export const asGroup = (tf: Tf, positive: Tensor2D): Tensor3D => tf.expandDims(positive, 1);

/** 1 where any of the last axis is above 0, else 0, [.., C] to [.., 1]; a constant. */
export const hasAny = (tf: Tf, weights: Tensor3D): Tensor3D =>
  untaped(tf, () => tf.step(tf.sum(weights, 2, true)));

/** The mean over all N anchors of what each costs; an anchor that costs nothing is counted. */
export const overAnchors = (tf: Tf, perAnchor: Tensor, { similarity }: Rows): Scalar =>
  tf.div(tf.sum(perAnchor), similarity.shape[0]);

/**
 * One number for each item of the batch, N in all, as a table by candidate, [N, C], all rows alike;
 * candidates from outside the batch get `otherwise`.
 */
export function byCandidate(
  tf: Tf,
  known: Tensor,
  { similarity }: Rows,
  otherwise: Scalar | number,
): Tensor2D {
  const [n, candidates] = similarity.shape;
  const batch = tf.reshape(known, [1, n]);
  const others = tf.add(tf.zeros([1, candidates - n]), otherwise) as Tensor2D;
  const row = candidates === n ? batch : tf.concat([batch, others], 1);
  return tf.add(tf.zeros([n, 1]), row);
}
