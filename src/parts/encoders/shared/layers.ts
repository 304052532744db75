import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';
import type { Weight } from '../encoder';
import { type Activation, convolutionBlock, denseBlock } from './blocks';

export type { Activation };

/** Kernel [in, out] and bias [out] of a dense layer. */
export const denseWeights = (name: string, inputs: number, outputs: number): Weight[] => {
  const bound = 1 / Math.sqrt(inputs);
  return [
    { name: `${name}/kernel`, shape: [inputs, outputs], bound },
    { name: `${name}/bias`, shape: [outputs], bound },
  ];
};

/** Kernel [size, size, in, out] and bias [out] of a convolution. */
export const convolutionWeights = (
  name: string,
  size: number,
  inputs: number,
  outputs: number,
): Weight[] => {
  const bound = 1 / Math.sqrt(size * size * inputs);
  return [
    { name: `${name}/kernel`, shape: [size, size, inputs, outputs], bound },
    { name: `${name}/bias`, shape: [outputs], bound },
  ];
};

/** Dense layers with the activation between them, none after the last. Weights: kernel, bias, ... */
export function denseStack(
  tf: Tf,
  rows: Tensor2D,
  weights: readonly Tensor[],
  activation: Activation,
): Tensor2D {
  let result = rows;
  for (let i = 0; i < weights.length; i += 2) {
    const [kernel, bias] = weights.slice(i) as [Tensor2D, Tensor];
    const isLast = i + 2 >= weights.length;
    result = denseBlock(tf, result, kernel, bias, isLast ? null : activation);
  }
  return result;
}

/** Convolutions, each with its stride, bias and activation; padding as TensorFlow's 'same'. */
export function convolutionStack(
  tf: Tf,
  images: Tensor4D,
  weights: readonly Tensor[],
  strides: readonly number[],
  activation: Activation,
): Tensor4D {
  return strides.reduce((result, stride, layer) => {
    const [kernel, bias] = weights.slice(2 * layer) as [Tensor4D, Tensor];
    return convolutionBlock(tf, result, kernel, bias, stride, activation);
  }, images);
}

/** [N, ...shape] to [N, features]. */
export const flattened = (tf: Tf, items: Tensor): Tensor2D =>
  tf.reshape(items, [items.shape[0] as number, -1]);
