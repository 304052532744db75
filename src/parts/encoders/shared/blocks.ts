import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from '../../kernels';
import type { Tf } from '../../part';

/**
 * One layer each. A backend that has a kernel for the whole layer, with its gradients, is asked;
 * else the layer is composed of TensorFlow.js ops.
 */

export type Activation = 'relu' | 'tanh';

/** activation(convolution + bias), padding as TensorFlow's 'same'. */
export function convolutionBlock(
  tf: Tf,
  images: Tensor4D,
  kernel: Tensor4D,
  bias: Tensor,
  stride: number,
  activation: Activation,
): Tensor4D {
  if (activation === 'relu' && hasKernel(tf, 'ConvolutionBlock'))
    return runKernel(tf, 'ConvolutionBlock', { images, kernel, bias }, { stride });
  return tf[activation](tf.add(tf.conv2d(images, kernel, stride, 'same'), bias));
}

/** rows * kernel + bias, through the activation if there is one. */
export function denseBlock(
  tf: Tf,
  rows: Tensor2D,
  kernel: Tensor2D,
  bias: Tensor,
  activation: Activation | null,
): Tensor2D {
  if (activation !== 'tanh' && hasKernel(tf, 'DenseBlock'))
    return runKernel(tf, 'DenseBlock', { rows, kernel, bias }, { relu: activation === 'relu' });
  const linear = tf.add(tf.matMul(rows, kernel), bias) as Tensor2D;
  return activation ? tf[activation](linear) : linear;
}
