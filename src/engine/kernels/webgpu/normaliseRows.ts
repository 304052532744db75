import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelArguments, laneOf, run, widthOf } from './program';

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
  const { lane, lanes, sumOf, size } = layoutOf(rows);
  const [result] = run(backend, {
    name: 'NormaliseRows',
    inputs: { rows: [rows, lane] },
    outputs: { result: [rows.shape, lane] },
    size,
    body: `
      let start = thread / ${lanes} * ${lanes};
      var squares = 0.0;
      for (var i = start; i < start + ${lanes}; i++) { squares += ${sumOf('rows[i]', 'rows[i]')}; }
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
  const { lane, lanes, sumOf, size } = layoutOf(rows);
  const [gradient] = run(backend, {
    name: 'NormaliseRowsGradient',
    inputs: { rows: [rows, lane], slope: [slope, lane] },
    outputs: { gradient: [rows.shape, lane] },
    size,
    body: `
      let start = thread / ${lanes} * ${lanes};
      var squares = 0.0;
      var along = 0.0;
      for (var i = start; i < start + ${lanes}; i++) {
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
  const lane = laneOf(d);
  const lanes = d / widthOf(lane);
  const sumOf = (a: string, b: string) => (lane === 'f32' ? `${a} * ${b}` : `dot(${a}, ${b})`);
  return { lane, lanes, sumOf, size: { threads: n * lanes } };
}
