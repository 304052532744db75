import type { TensorInfo } from '@tensorflow/tfjs-core';
import { inputGradient } from './convolutionInputGradient';
import { blockGeometry, slopeAt } from './geometry';
import { type KernelArguments, run, vectorFor, widthOf } from './program';

/**
 * `DenseBlockInputGradient`: the gradient of a dense block by its rows; that of a convolution of
 * images of one pixel. One dispatch.
 */
export function denseInputGradient({
  inputs: { slope, result, kernel },
  attrs,
  backend,
}: KernelArguments<'DenseBlockInputGradient'>): TensorInfo {
  const [n = 0] = slope.shape;
  const [inputs = 0, outputs = 0] = kernel.shape;
  const geometry = blockGeometry([n, 1, 1, inputs], [1, 1, inputs, outputs], { stride: 1 });
  const cut = attrs.relu ? result : undefined;
  return inputGradient(backend, geometry, [n, inputs], slope, kernel, cut);
}

/**
 * `DenseBlockKernelGradient`: the gradients of a dense block by kernel and bias, in one dispatch. A
 * thread sums four outputs (or one) of one input over the whole batch; the last are the bias's.
 */
export function denseKernelGradient({
  inputs: { rows, slope, result },
  attrs,
  backend,
}: KernelArguments<'DenseBlockKernelGradient'>): TensorInfo[] {
  const [n = 0, inputs = 0] = rows.shape;
  const outputs = slope.shape[1] as number;
  const vector = vectorFor(outputs);
  const vectors = outputs / widthOf(vector);
  const cut = slopeAt(vector, 'row * VECTORS + vector', attrs.relu);
  return run(backend, {
    name: 'DenseBlockKernelGradient',
    inputs: {
      rows: [rows, 'f32'],
      slope: [slope, vector],
      ...(attrs.relu && { result: [result, vector] as const }),
    },
    outputs: { kernelGradient: [[inputs, outputs], vector], biasGradient: [[outputs], vector] },
    numbers: { batch: n },
    size: { threads: (inputs + 1) * vectors },
    declarations: `const INPUTS = ${inputs}; const VECTORS = ${vectors};`,
    body: `
      let vector = thread % VECTORS;
      let input = thread / VECTORS;
      var sum = ${vector}(0);
      if (input == INPUTS) {
        for (var row = 0; row < uniforms.batch; row++) { sum += ${cut}; }
        biasGradient[vector] = sum;
      } else {
        for (var row = 0; row < uniforms.batch; row++) {
          sum += rows[row * INPUTS + input] * ${cut};
        }
        kernelGradient[thread] = sum;
      }`,
  });
}
