import type { TensorInfo } from '@tensorflow/tfjs-core';
import { blockGeometry } from '../../webgpu/geometry';
import type { KernelArguments } from '../heap';
import { convolve, inputGradient, kernelGradient } from './convolve';

/**
 * Layers with their bias and ReLU as one kernel each, and their gradients, as on WebGPU. A dense
 * layer is a convolution of images of one pixel.
 */

/** `ConvolutionBlock`: relu(convolution + bias). */
export const convolutionBlock = ({
  inputs,
  attrs,
  backend,
}: KernelArguments<'ConvolutionBlock'>): TensorInfo =>
  convolve(backend, blockGeometry(inputs.images.shape, inputs.kernel.shape, attrs), inputs, true);

/** `ConvolutionBlockKernelGradient`: the gradients by kernel and bias. */
export const convolutionKernelGradient = ({
  inputs,
  attrs,
  backend,
}: KernelArguments<'ConvolutionBlockKernelGradient'>): TensorInfo[] =>
  kernelGradient(
    backend,
    blockGeometry(inputs.images.shape, attrs.kernelShape, attrs),
    inputs,
    inputs.result,
  );

/** `ConvolutionBlockInputGradient`: the gradient by the images. */
export const convolutionInputGradient = ({
  inputs,
  attrs,
  backend,
}: KernelArguments<'ConvolutionBlockInputGradient'>): TensorInfo =>
  inputGradient(
    backend,
    blockGeometry(attrs.imagesShape, inputs.kernel.shape, attrs),
    inputs,
    inputs.result,
  );

const denseGeometry = ([n = 0, inputs = 0]: number[], [outputs = 0]: number[]) =>
  blockGeometry([n, 1, 1, inputs], [1, 1, inputs, outputs], { stride: 1 });

/** `DenseBlock`: rows [N, in] times kernel [in, out] plus bias [out], through a ReLU or not. */
export function denseBlock({
  inputs: { rows, kernel, bias },
  attrs: { relu },
  backend,
}: KernelArguments<'DenseBlock'>): TensorInfo {
  const geometry = denseGeometry(rows.shape, bias.shape);
  const result = convolve(backend, geometry, { images: rows, kernel, bias }, relu);
  return { ...result, shape: [geometry.batchSize, geometry.outChannels] };
}

/** `DenseBlockKernelGradient`: the gradients by kernel and bias. */
export function denseKernelGradient({
  inputs: { rows, slope, result },
  attrs: { relu },
  backend,
}: KernelArguments<'DenseBlockKernelGradient'>): TensorInfo[] {
  const geometry = denseGeometry(rows.shape, slope.shape.slice(1));
  const inputs = { images: rows, slope };
  const [byKernel, byBias] = kernelGradient(backend, geometry, inputs, relu ? result : undefined);
  return [{ ...byKernel, shape: [geometry.inChannels, geometry.outChannels] }, byBias];
}

/** `DenseBlockInputGradient`: the gradient by the rows. */
export function denseInputGradient({
  inputs: { slope, kernel, result },
  attrs: { relu },
  backend,
}: KernelArguments<'DenseBlockInputGradient'>): TensorInfo {
  const geometry = denseGeometry(
    [...slope.shape.slice(0, 1), ...kernel.shape.slice(0, 1)],
    slope.shape.slice(1),
  );
  const gradient = inputGradient(backend, geometry, { slope, kernel }, relu ? result : undefined);
  return { ...gradient, shape: [geometry.batchSize, geometry.inChannels] };
}
