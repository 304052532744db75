import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from '../../parts/kernels';
import { sizeOf } from '../../parts/sizeOf';
import { tf } from '../tf';

/**
 * What a step does with all weights as one array, the arena: by a kernel where the backend has one, else
 * by TensorFlow.js ops. None of it has a gradient.
 */

/** Arrays of these shapes, cut out of the arena one after the other. */
export function pieces(arena: Tensor1D, shapes: readonly (readonly number[])[]): Tensor[] {
  if (hasKernel(tf, 'ArenaPieces')) return runKernel(tf, 'ArenaPieces', { arena }, { shapes });
  let start = 0;
  return shapes.map((shape) => {
    const size = sizeOf(shape);
    const own = tf.reshape(tf.slice(arena, [start], [size]), [...shape]);
    start += size;
    return own;
  });
}

/** All arrays end to end. */
export const joined = (arrays: readonly Tensor[]): Tensor1D =>
  hasKernel(tf, 'ArenaJoined')
    ? runKernel(tf, 'ArenaJoined', [...arrays])
    : tf.concat(arrays.map((array) => tf.reshape(array, [-1]) as Tensor1D));

/** Length of a gradient; where there is a kernel, `BROKEN_NORM` if it holds NaN or an infinity. */
export const normOf = (gradient: Tensor1D): Scalar =>
  hasKernel(tf, 'GradientNorm')
    ? runKernel(tf, 'GradientNorm', { gradient })
    : tf.sqrt(tf.sum(tf.square(gradient)));
