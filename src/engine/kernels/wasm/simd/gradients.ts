import type {
  Conv2DBackpropFilterAttrs,
  Conv2DBackpropInputAttrs,
  TensorInfo,
} from '@tensorflow/tfjs-core';
import { geometryOf } from '../convolution';
import { free, type StockKernelArguments } from '../heap';
import { inputGradient, kernelGradient } from './convolve';

/** TensorFlow.js's own gradients of a convolution, for encoders composed of plain ops. */

export function conv2dBackpropFilter({
  inputs: { x, dy },
  attrs,
  backend,
}: StockKernelArguments<'x' | 'dy', Conv2DBackpropFilterAttrs>): TensorInfo {
  const geometry = geometryOf(x.shape, attrs.filterShape, attrs);
  const [byKernel, byBias] = kernelGradient(backend, geometry, { images: x, slope: dy });
  free(backend, byBias);
  return byKernel;
}

export const conv2dBackpropInput = ({
  inputs: { dy, filter },
  attrs,
  backend,
}: StockKernelArguments<'dy' | 'filter', Conv2DBackpropInputAttrs>): TensorInfo =>
  inputGradient(backend, geometryOf(attrs.inputShape, filter.shape, attrs), {
    slope: dy,
    kernel: filter,
  });
