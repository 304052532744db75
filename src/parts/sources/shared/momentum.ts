import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';

/**
 * Weights of the momentum encoder, momentum * follower + (1 - momentum) * leader, [weights]: its
 * own with momentum 1, exactly the leader's with 0. He et al. 2020, eq. 2.
 */
export const movedTowards = (
  tf: Tf,
  follower: Tensor1D,
  leader: Tensor1D,
  momentum: Scalar,
): Tensor1D => tf.add(tf.mul(follower, momentum), tf.mul(leader, tf.sub(1, momentum)));
