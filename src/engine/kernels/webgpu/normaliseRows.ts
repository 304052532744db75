import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelArguments, run, vectorFor, widthOf } from './program';

/**
 * Rows of unit length and their gradient, one dispatch each. A thread does up to four numbers and
 * sums the whole row for itself: rows are short, all threads of a row read the same numbers, and
 * nobody waits for anybody.
 */

/** Under the root, so that a row of zeros stays 0 and its gradient finite. */
const TINY = '1e-12';

/** `NormaliseRows`: x / sqrt(|x|^2 + 1e-12) for every row x of [N, d]. */
export function normaliseRows({
  inputs: { rows },
  backend,
}: KernelArguments<'NormaliseRows'>): TensorInfo {
  const { vector, vectors, sumOf, size } = layoutOf(rows);
  const [result] = run(backend, {
    name: 'NormaliseRows',
    inputs: { rows: [rows, vector] },
    outputs: { result: [rows.shape, vector] },
    size,
    body: `
      let start = thread / ${vectors} * ${vectors};
      var squares = 0.0;
      for (var i = start; i < start + ${vectors}; i++) { squares += ${sumOf('rows[i]', 'rows[i]')}; }
      result[thread] = rows[thread] * inverseSqrt(squares + ${TINY});`,
  });
  return result as TensorInfo;
}

/**
 * `NormaliseRowsGradient`: with r = 1 / sqrt(|x|^2 + 1e-12) and y = r x, the slope s becomes
 * r (s - y (y s)).
 */
export function normaliseRowsGradient({
  inputs: { rows, slope },
  backend,
}: KernelArguments<'NormaliseRowsGradient'>): TensorInfo {
  const { vector, vectors, sumOf, size } = layoutOf(rows);
  const [gradient] = run(backend, {
    name: 'NormaliseRowsGradient',
    inputs: { rows: [rows, vector], slope: [slope, vector] },
    outputs: { gradient: [rows.shape, vector] },
    size,
    body: `
      let start = thread / ${vectors} * ${vectors};
      var squares = 0.0;
      var along = 0.0;
      for (var i = start; i < start + ${vectors}; i++) {
        squares += ${sumOf('rows[i]', 'rows[i]')};
        along += ${sumOf('rows[i]', 'slope[i]')};
      }
      let scale = inverseSqrt(squares + ${TINY});
      gradient[thread] = scale * (slope[thread] - rows[thread] * scale * (along * scale));`,
  });
  return gradient as TensorInfo;
}

function layoutOf({ shape }: TensorInfo) {
  const [n = 0, d = 0] = shape;
  const vector = vectorFor(d);
  const vectors = d / widthOf(vector);
  const sumOf = (a: string, b: string) => (vector === 'f32' ? `${a} * ${b}` : `dot(${a}, ${b})`);
  return { vector, vectors, sumOf, size: { threads: n * vectors } };
}
