import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelArguments, run, vectorFor, widthOf } from './program';

/** Threads of a workgroup. */
const THREADS = 64;

/** How many of them share one sum, so that each has about 16 products: a power of two up to 16. */
const slicesFor = (products: number): number =>
  2 ** Math.max(0, Math.min(4, Math.floor(Math.log2(products / 16))));

/**
 * `DenseBlock`: rows [N, in] times kernel [in, out] plus bias [out], through a ReLU or not, in one
 * dispatch. Batches are small and rows may be long, so up to 16 threads of a workgroup sum a slice
 * each of four columns (or one), then add up.
 */
export function denseBlock({
  inputs: { rows, kernel, bias },
  attrs,
  backend,
}: KernelArguments<'DenseBlock'>): TensorInfo {
  const [n = 0, inputs = 0] = rows.shape;
  const outputs = bias.shape[0] as number;
  const rowVector = vectorFor(inputs);
  const vector = vectorFor(outputs);
  const width = widthOf(rowVector);
  const parts = width === 4 ? ['.x', '.y', '.z', '.w'] : [''];
  const vectors = outputs / widthOf(vector);
  const slices = slicesFor(inputs / width);
  const cells = THREADS / slices;
  const addUp = `
      sums[local] = sum;
      workgroupBarrier();
      for (var half = ${slices / 2}; half > 0; half /= 2) {
        if (slice < half) { sums[local] += sums[local + half * ${cells}]; }
        workgroupBarrier();
      }
      sum = sums[local];`;
  const [result] = run(backend, {
    name: 'DenseBlock',
    inputs: { rows: [rows, rowVector], kernel: [kernel, vector], bias: [bias, vector] },
    outputs: { result: [[n, outputs], vector] },
    numbers: { cells: n * vectors },
    size: { workgroups: Math.ceil((n * vectors) / cells) },
    workgroupSize: THREADS,
    declarations: `
      const INPUTS = ${inputs / width};
      const VECTORS = ${vectors};
      ${slices > 1 ? `var<workgroup> sums : array<${vector}, ${THREADS}>;` : ''}`,
    body: `
      let slice = local / ${cells};
      let cell = workgroup * ${cells} + local % ${cells};
      let row = cell / VECTORS;
      let vector = cell % VECTORS;
      var sum = ${vector}(0);
      if (cell < uniforms.cells) {
        for (var i = slice; i < INPUTS; i += ${slices}) {
          let value = rows[row * INPUTS + i];
          let weight = i * ${width} * VECTORS + vector;
          ${parts.map((part, k) => `sum += value${part} * kernel[weight + ${k} * VECTORS];`).join('\n')}
        }
      }
      ${slices > 1 ? addUp : ''}
      if (slice == 0 && cell < uniforms.cells) {
        sum += bias[vector];
        // Not max(): it may turn NaN into 0.
        result[cell] = ${attrs.relu ? `select(sum, ${vector}(0), sum < ${vector}(0))` : 'sum'};
      }`,
  });
  return result as TensorInfo;
}
