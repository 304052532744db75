import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebgpuInternals } from '../../tensors/webgpuInternals';
import { blockGeometry, type Geometry } from './geometry';
import { kernelGradientParts } from './kernelGradientParts';
import { type KernelArguments, run, vectorFor, widthOf } from './program';

/**
 * `ConvolutionBlockKernelGradient`: the gradients of a block by kernel and bias, from its images,
 * the slope of its result and the result itself (what ReLU cut has no slope). Two dispatches.
 */
export function convolutionKernelGradient({
  inputs: { images, slope, result },
  attrs,
  backend,
}: KernelArguments<'ConvolutionBlockKernelGradient'>): TensorInfo[] {
  const geometry = blockGeometry(images.shape, attrs.kernelShape, attrs);
  return kernelGradient(backend, geometry, images, slope, result);
}

/**
 * The gradient of a convolution by its kernel; of a block with bias and ReLU by kernel and bias if
 * its `result` is given.
 */
export function kernelGradient(
  backend: WebgpuInternals,
  geometry: Geometry,
  images: TensorInfo,
  slope: TensorInfo,
  result?: TensorInfo,
): TensorInfo[] {
  const parts = kernelGradientParts(backend, geometry, images, slope, result);
  const [count = 0, rows = 0, outputs = 0] = parts.shape;
  const vector = vectorFor(outputs);
  const gradients = run(backend, {
    name: 'KernelGradientSum',
    inputs: { parts: [parts, vector] },
    outputs: {
      kernelGradient: [geometry.filterShape, vector],
      ...(result && { biasGradient: [[outputs], vector] as const }),
    },
    numbers: { parts: count },
    size: { threads: (rows * outputs) / widthOf(vector) },
    body: `
      var sum = ${vector}(0);
      for (var part = 0; part < uniforms.parts; part++) {
        sum += parts[part * uniforms.count + thread];
      }
      let kernelSize = uniforms.kernelGradientSize / ${widthOf(vector)};
      if (thread < kernelSize) { kernelGradient[thread] = sum; }
      ${result ? 'else { biasGradient[thread - kernelSize] = sum; }' : ''}`,
  });
  backend.disposeData(parts.dataId);
  return gradients;
}
