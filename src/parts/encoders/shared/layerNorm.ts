import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';
import type { Weight } from '../encoder';

/** Under the root, as in torch.nn.LayerNorm. */
const EPSILON = 1e-5;

/** Gains of 1 and shifts of 0 for each of `width` numbers. */
export const layerNormWeights = (name: string, width: number): Weight[] => [
  { name: `${name}/gain`, shape: [width], bound: 0, first: 1 },
  { name: `${name}/shift`, shape: [width], bound: 0 },
];

/**
 * Each row of [M, width] at mean 0 and variance 1, times gain, plus shift (Ba et al. 2016,
 * https://arxiv.org/abs/1607.06450, equation 4). A row of equal numbers becomes the shift. Rows never see one another.
 */
export function layerNorm(tf: Tf, rows: Tensor2D, gain: Tensor, shift: Tensor): Tensor2D {
  const centred = tf.sub(rows, tf.mean(rows, 1, true));
  const variance = tf.mean(tf.square(centred), 1, true);
  const scaled = tf.mul(centred, tf.rsqrt(tf.add(variance, EPSILON)));
  return tf.add(tf.mul(scaled, gain), shift);
}
