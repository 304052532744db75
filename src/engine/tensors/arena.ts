import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from '../../parts/kernels';
import { tf } from '../tf';

/**
 * What a step does with all weights end to end. A backend that has a kernel is asked; else it is
 * composed of TensorFlow.js ops. None has a gradient.
 */

/** Arrays of these shapes, cut one after the other out of the arena. */
export function pieces(arena: Tensor1D, shapes: readonly (readonly number[])[]): Tensor[] {
  if (hasKernel(tf, 'ArenaPieces')) return runKernel(tf, 'ArenaPieces', { arena }, { shapes });
  let start = 0;
  return shapes.map((shape) => {
    const size = shape.reduce((product, one) => product * one, 1);
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

/** Length of a gradient; where there is a kernel, `BROKEN_NORM` if a number in it is none. */
export const normOf = (gradient: Tensor1D): Scalar =>
  hasKernel(tf, 'GradientNorm')
    ? runKernel(tf, 'GradientNorm', { gradient })
    : tf.sqrt(tf.sum(tf.square(gradient)));
