import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';
import { untaped } from '../../untaped';
import type { Rows } from '../loss';

/**
 * Euclidean distance of anchors to candidates, [N, C], 0..2. Where two embeddings coincide it is 0
 * with gradient 0 (as torch.cdist), so a collapsed encoder is a fixed point, not a NaN.
 */
export function euclidean(tf: Tf, rows: Rows): Tensor2D {
  const squared = rows.squaredDistance();
  const apart = untaped(tf, () => tf.step(tf.sub(squared, 1e-14)));
  const safe = tf.add(tf.mul(squared, apart), tf.sub(1, apart));
  return tf.mul(tf.sqrt(safe), apart);
}

/** Euclidean distance of two unit vectors with this cosine, 0..2. */
export const distanceAt = (cosine: number): number => Math.sqrt(Math.max(0, 2 - 2 * cosine));
