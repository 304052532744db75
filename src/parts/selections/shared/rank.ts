import type { Scalar, Tensor3D } from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from '../../kernels';
import type { Tf } from '../../part';

/** Lower than any score: where a candidate is not eligible. */
const NOT_ELIGIBLE = -1e9;

/** Rows of up to this many scores are ranked by comparing all pairs: one table, no sorting. */
const FEW = 256;

/**
 * Rank of each score in its row, [.., C]: 0 is the largest, ties go to the lower index. A backend
 * that has a kernel `RowRank` is asked; else every pair in a short row is compared, and a long row
 * is sorted, then the order of its indices: where each index went is its rank.
 */
export function rowRank(tf: Tf, scores: Tensor3D): Tensor3D {
  if (hasKernel(tf, 'RowRank')) return runKernel(tf, 'RowRank', { scores });
  const [n, q, c] = scores.shape;
  if (c > FEW) {
    const order = tf.topk(scores, c).indices;
    return tf.cast(tf.topk(tf.neg(tf.cast(order, 'float32')), c).indices, 'float32');
  }
  const mine = tf.reshape(scores, [n * q, c, 1]);
  const other = tf.reshape(scores, [n * q, 1, c]);
  const index = tf.range(0, c);
  const earlier = tf.greater(tf.reshape(index, [1, c, 1]), tf.reshape(index, [1, 1, c]));
  const before = tf.logicalOr(
    tf.greater(other, mine),
    tf.logicalAnd(tf.equal(other, mine), earlier),
  );
  return tf.reshape(tf.sum(tf.cast(before, 'float32'), 2), [n, q, c]) as Tensor3D;
}

/** Scores where allowed, lower than any score elsewhere; `allowed` is 0 or 1. */
export const masked = (tf: Tf, scores: Tensor3D, allowed: Tensor3D): Tensor3D =>
  tf.add(tf.mul(scores, allowed), tf.mul(tf.sub(1, allowed), NOT_ELIGIBLE));

/** 1 for the `k` highest scores among those allowed in each row, else 0. */
export function highest(tf: Tf, scores: Tensor3D, allowed: Tensor3D, k: Scalar): Tensor3D {
  const kept = tf.step(tf.sub(k, rowRank(tf, masked(tf, scores, allowed))));
  return tf.mul(kept, allowed);
}

/**
 * The k allowed candidates that follow one another in rank at `position` of the way from the
 * easiest k (0) to the hardest k (1); [N, 1, C] for a similarity and a mask of that shape. Fewer
 * than k allowed: all of them.
 */
export function consecutive(
  tf: Tf,
  similarity: Tensor3D,
  allowed: Tensor3D,
  position: Scalar,
  k: Scalar,
): Tensor3D {
  const room = tf.relu(tf.sub(tf.sum(allowed, 2, true), k));
  const first = tf.floor(tf.add(tf.mul(room, tf.sub(1, position)), 0.5));
  const past = tf.sub(rowRank(tf, masked(tf, similarity, allowed)), first);
  return tf.mul(tf.mul(tf.step(tf.add(past, 0.5)), tf.step(tf.sub(k, past))), allowed);
}
