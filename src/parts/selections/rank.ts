import type { Scalar, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../part';

/** Lower than any score: where a candidate is not eligible. */
const NOT_ELIGIBLE = -1e9;

/**
 * Rank of each score in its row, [.., C]: 0 is the largest, ties go to the lower index. A backend
 * that has a kernel `RowRank` is asked; else every pair in the row is compared.
 */
export function rowRank(tf: Tf, scores: Tensor3D): Tensor3D {
  if (tf.getKernel('RowRank', tf.getBackend()))
    return tf.engine().runKernel('RowRank', { scores }) as Tensor3D;
  const [n, q, c] = scores.shape;
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

/** 1 for the `k` highest scores among those allowed in each row, else 0. */
export function highest(tf: Tf, scores: Tensor3D, allowed: Tensor3D, k: Scalar): Tensor3D {
  const masked = tf.add(tf.mul(scores, allowed), tf.mul(tf.sub(1, allowed), NOT_ELIGIBLE));
  const kept = tf.step(tf.sub(k, rowRank(tf, masked as Tensor3D)));
  return tf.mul(kept, allowed);
}
