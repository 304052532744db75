import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';

/** Squared Euclidean distance of unit vectors with these cosines, 0..4. */
export const squaredDistanceOf = <T extends Tensor>(tf: Tf, cosine: T): T =>
  tf.relu(tf.sub(2, tf.mul(cosine, 2))) as T;

/** Euclidean distance of unit vectors with these cosines, 0..2. */
export const distanceOf = <T extends Tensor>(tf: Tf, cosine: T): T =>
  tf.sqrt(squaredDistanceOf(tf, cosine));
