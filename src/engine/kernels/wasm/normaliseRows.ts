import type { TensorInfo } from '@tensorflow/tfjs-core';
import { floatsOf, type KernelArguments } from './heap';

/** Under the root, so that a row of zeros stays 0 and its gradient finite. */
const TINY = 1e-12;

/** `NormaliseRows`: x / sqrt(|x|^2 + 1e-12) for every row x of [N, d]. */
export function normaliseRows({
  inputs: { rows },
  backend,
}: KernelArguments<'NormaliseRows'>): TensorInfo {
  const result = backend.makeOutput(rows.shape, 'float32');
  const [from, to] = floatsOf(backend, rows, result);
  const d = rows.shape.at(-1) as number;
  for (let start = 0; start < from.length; start += d) {
    const scale = 1 / Math.sqrt(along(from, from, start, d) + TINY);
    for (let i = start; i < start + d; i++) to[i] = (from[i] as number) * scale;
  }
  return result;
}

/**
 * `NormaliseRowsGradient`: with r = 1 / sqrt(|x|^2 + 1e-12) and y = r x, the slope s becomes
 * r (s - y (y s)).
 */
export function normaliseRowsGradient({
  inputs: { rows, slope },
  backend,
}: KernelArguments<'NormaliseRowsGradient'>): TensorInfo {
  const gradient = backend.makeOutput(rows.shape, 'float32');
  const [from, slopes, to] = floatsOf(backend, rows, slope, gradient);
  const d = rows.shape.at(-1) as number;
  for (let start = 0; start < from.length; start += d) {
    const scale = 1 / Math.sqrt(along(from, from, start, d) + TINY);
    const pull = along(from, slopes, start, d) * scale * scale;
    for (let i = start; i < start + d; i++)
      to[i] = scale * ((slopes[i] as number) - (from[i] as number) * pull);
  }
  return gradient;
}

/** The sum of products of two rows that start at the same place. */
function along(a: Float32Array, b: Float32Array, start: number, d: number): number {
  let sum = 0;
  for (let i = start; i < start + d; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
