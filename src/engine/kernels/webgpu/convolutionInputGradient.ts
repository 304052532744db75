import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebgpuInternals } from '../../tensors/webgpuInternals';
import { blockGeometry, constantsOf, type Geometry, slopeAt } from './geometry';
import { type KernelArguments, run, vectorFor, widthOf } from './program';

/**
 * `ConvolutionBlockInputGradient`: the gradient of a block by its images, from the slope of its
 * result, the result itself (what ReLU cut has no slope) and the kernel. One dispatch.
 */
export function convolutionInputGradient({
  inputs: { slope, result, kernel },
  attrs,
  backend,
}: KernelArguments<'ConvolutionBlockInputGradient'>): TensorInfo {
  const geometry = blockGeometry(attrs.imagesShape, kernel.shape, attrs);
  return inputGradient(backend, geometry, attrs.imagesShape, slope, kernel, result);
}

/**
 * The gradient of a convolution by its images; of a block with a ReLU if its `result` is given. A
 * thread sums one input pixel in four channels, or in one.
 */
export function inputGradient(
  backend: WebgpuInternals,
  geometry: Geometry,
  shape: readonly number[],
  slope: TensorInfo,
  kernel: TensorInfo,
  result?: TensorInfo,
): TensorInfo {
  const imageVector = vectorFor(geometry.inChannels);
  const vector = vectorFor(geometry.outChannels);
  const width = widthOf(imageVector);
  const products = Array.from({ length: width }, (_, k) => {
    const tap = `kernel[tap + ${k} * VECTORS + i]`;
    return widthOf(vector) === 4 ? `dot(cut, ${tap})` : `cut * ${tap}`;
  });
  const size = shape.reduce((product, one) => product * one, 1);
  const [gradient] = run(backend, {
    name: 'InputGradient',
    inputs: {
      slope: [slope, vector],
      kernel: [kernel, vector],
      ...(result && { result: [result, vector] as const }),
    },
    outputs: { gradient: [shape, imageVector] },
    size: { threads: size / width },
    declarations: `
      ${constantsOf(geometry)}
      const IMAGE_VECTORS = ${geometry.inChannels / width};
      const VECTORS = ${geometry.outChannels / widthOf(vector)};`,
    body: `
      let imageVector = thread % IMAGE_VECTORS;
      let pixel = thread / IMAGE_VECTORS;
      let column = pixel % WIDTH + LEFT;
      let row = pixel / WIDTH % HEIGHT + TOP;
      let image = pixel / (WIDTH * HEIGHT);
      var sum = ${imageVector}(0);
      for (var tapRow = 0; tapRow < TAP_ROWS; tapRow++) {
        let y = row - tapRow;
        if (y < 0 || y % STRIDE_Y != 0 || y / STRIDE_Y >= OUT_HEIGHT) { continue; }
        for (var tapColumn = 0; tapColumn < TAP_COLUMNS; tapColumn++) {
          let x = column - tapColumn;
          if (x < 0 || x % STRIDE_X != 0 || x / STRIDE_X >= OUT_WIDTH) { continue; }
          let start = ((image * OUT_HEIGHT + y / STRIDE_Y) * OUT_WIDTH + x / STRIDE_X) * VECTORS;
          let tap = ((tapRow * TAP_COLUMNS + tapColumn) * CHANNELS + imageVector * ${width}) * VECTORS;
          for (var i = 0; i < VECTORS; i++) {
            let cut = ${slopeAt(vector, 'start + i', result !== undefined)};
            sum += ${imageVector}(${products.join(', ')});
          }
        }
      }
      gradient[thread] = sum;`,
  });
  return gradient as TensorInfo;
}
