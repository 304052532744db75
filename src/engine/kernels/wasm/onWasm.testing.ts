import { vi } from 'vitest';
import { openInNode } from '../../run/inNode.testing';
import { tf } from '../../tf';

/** Runs `compute` on a backend and gives back the numbers of every tensor it returns. */
export async function numbersOn(
  name: 'wasm' | 'cpu',
  compute: () => Record<string, tf.Tensor>,
): Promise<Record<string, number[]>> {
  await switchTo(name);
  const results = tf.tidy(compute);
  const numbers: Record<string, number[]> = {};
  for (const [key, tensor] of Object.entries(results))
    numbers[key] = Array.from(await tensor.data());
  tf.dispose(results);
  return numbers;
}

/** Opens the backend the first time it is asked for, and switches to it after that. */
export async function switchTo(name: 'wasm' | 'cpu'): Promise<void> {
  if (tf.findBackendFactory(name) && opened.has(name)) await tf.setBackend(name);
  else await openInNode(name);
  opened.add(name);
}

const opened = new Set<string>();

/**
 * The two ways wasm may run, for `describe.each`: a machine without SIMD refuses our module. Keep
 * the order: kernels that came with the module stay.
 */
export const MACHINES = [
  ['without SIMD', () => openWasm(false)],
  ['with SIMD', () => openWasm(true)],
] as const;

async function openWasm(hasSimd: boolean): Promise<void> {
  const compile = vi.spyOn(WebAssembly, 'compile');
  if (!hasSimd) compile.mockRejectedValue(new WebAssembly.CompileError('no SIMD'));
  opened.delete('wasm');
  await switchTo('wasm');
  compile.mockRestore();
}

/** Largest difference between two lists, over the largest absolute value in the expected one. */
export function relativeError(actual: readonly number[], expected: readonly number[]): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let scale = Number.MIN_VALUE;
  expected.forEach((value, i) => {
    const other = actual[i] as number;
    if (Object.is(value, other)) return;
    difference = Math.max(difference, Math.abs(value - other));
    if (Number.isNaN(value - other)) difference = Number.POSITIVE_INFINITY;
    scale = Math.max(scale, Math.abs(value));
  });
  return difference / scale;
}
