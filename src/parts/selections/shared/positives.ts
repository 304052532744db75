import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';
import type { Choice } from '../selection';

/** Beyond any cosine: the lowest of no positives. */
const NONE = 1e9;

/**
 * The least similar positive of each anchor, [N, 1, 1]; 1e9, which no cosine reaches, for an anchor
 * that has none.
 */
export function lowestPositive(tf: Tf, { positiveSimilarity, valid }: Choice): Tensor3D {
  const existing = valid
    ? tf.add(tf.mul(positiveSimilarity, valid), tf.mul(tf.sub(1, valid), NONE))
    : positiveSimilarity;
  return tf.reshape(tf.min(existing, 1), [positiveSimilarity.shape[0], 1, 1]);
}

/** 1 for each anchor and positive that has something to be chosen from, else 0, [N, Q]. */
export function answerable(tf: Tf, { positiveSimilarity, eligible, valid }: Choice): Tensor2D {
  const any = tf.step(tf.sum(eligible, 1, true));
  return tf.mul(valid ?? tf.onesLike(positiveSimilarity), any) as Tensor2D;
}
