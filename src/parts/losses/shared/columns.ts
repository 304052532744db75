import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';

/** Each column less its mean over the batch, [B, d]. */
export const centred = (tf: Tf, rows: Tensor2D): Tensor2D =>
  tf.sub(rows, tf.mean(rows, 0, true)) as Tensor2D;

/**
 * Inner products of the columns of two matrices over `divisor`, [d, d]. Transposed before
 * multiplying: with an odd number of rows the transposing matmul of TensorFlow.js on WebGL includes
 * the padding.
 */
export const columnProducts = (tf: Tf, a: Tensor2D, b: Tensor2D, divisor: number): Tensor2D =>
  tf.div(tf.matMul(tf.transpose(a), b), divisor) as Tensor2D;

/** Sum of squares outside the diagonal of a square matrix, []. */
export const offDiagonalSquares = (tf: Tf, matrix: Tensor2D) =>
  tf.sum(tf.square(tf.mul(matrix, tf.sub(1, tf.eye(matrix.shape[0])))));
