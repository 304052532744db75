import { beforeAll, expect, test } from 'vitest';
import { normOf } from '../../tensors/arena';
import { tf } from '../../tf';
import { BROKEN_NORM } from './gradientNorm';
import {
  dispatchesOf,
  freshNumbers,
  gpuErrors,
  numbersOn,
  openGpu,
  relativeError,
} from './onGpu.testing';

beforeAll(openGpu);

test.each([1, 5, 255, 1000, 56096])('the norm of %i numbers is that of the CPU', async (size) => {
  const gradient = freshNumbers([size], 1e-3);
  const compute = () => ({ norm: normOf(gradient() as tf.Tensor1D) });
  const expected = await numbersOn('cpu', compute);
  const actual = await numbersOn('webgpu', compute);
  expect(relativeError(actual.norm as number[], expected.norm as number[])).toBeLessThan(1e-5);
  expect(gpuErrors).toEqual([]);
});

test.each([
  [Number.NaN, 1000],
  [Number.POSITIVE_INFINITY, 1000],
  [Number.NEGATIVE_INFINITY, 1001],
  [1e30, 1001],
])('one %d among finite numbers shows as a huge finite norm', async (value, size) => {
  for (const at of [0, 517, size - 1]) {
    const values = new Float32Array(size).fill(0.1);
    values[at] = value;
    const norm = normOf(tf.tensor1d(values));
    expect((await norm.data())[0]).toBe(Math.fround(BROKEN_NORM));
  }
});

test('a gradient of zeros has norm 0', async () => {
  expect((await normOf(tf.zeros([37]) as tf.Tensor1D).data())[0]).toBe(0);
});

test('the norm costs one dispatch', () => {
  const gradient = freshNumbers([56096])() as tf.Tensor1D;
  expect(dispatchesOf(() => normOf(gradient))).toBe(1);
});
