import { beforeAll, expect, test } from 'vitest';
import { normalised } from '../../../parts/encoders/encoder';
import { tf } from '../../tf';
import {
  dispatchesOf,
  freshNumbers,
  gpuErrors,
  numbersOn,
  openGpu,
  relativeError,
} from './onGpu.testing';

beforeAll(openGpu);

/** `normalised` asks for the kernel on WebGPU and is plain on the CPU. */
const both = (rows: () => tf.Tensor, slope: () => tf.Tensor) => () => ({
  value: normalised(tf, rows() as tf.Tensor2D),
  gradient: tf.grad((given) => tf.sum(tf.mul(normalised(tf, given as tf.Tensor2D), slope())))(
    rows(),
  ),
});

test.each([
  [3, 1],
  [5, 3],
  [3, 16],
  [64, 32],
  [7, 130],
])(
  '%i rows of %i numbers have the length and the gradient they have on the CPU',
  async (...shape) => {
    const compute = both(freshNumbers(shape), freshNumbers(shape));
    const expected = await numbersOn('cpu', compute);
    const actual = await numbersOn('webgpu', compute);
    expect(relativeError(actual.value as number[], expected.value as number[])).toBeLessThan(1e-5);
    // A row of one number has no gradient but rounding.
    const error = relativeError(actual.gradient as number[], expected.gradient as number[]);
    if (shape[1] !== 1) expect(error).toBeLessThan(1e-5);
    expect(gpuErrors).toEqual([]);
  },
);

test('rows near zero keep direction and a finite gradient, and a row of zeros stays zero', async () => {
  const tiny = () => tf.tensor2d([0, 0, 0, 3e-7, 4e-7, 0], [2, 3]);
  const compute = both(tiny, () => tf.ones([2, 3]));
  const expected = await numbersOn('cpu', compute);
  const actual = await numbersOn('webgpu', compute);
  expect(actual.value?.slice(0, 3)).toEqual([0, 0, 0]);
  for (const name of ['value', 'gradient'])
    expect(relativeError(actual[name] as number[], expected[name] as number[])).toBeLessThan(1e-5);
});

test('normalising costs one dispatch, and its gradient another', () => {
  const rows = freshNumbers([64, 32])() as tf.Tensor2D;
  const slope = tf.ones([64, 32]);
  expect(dispatchesOf(() => normalised(tf, rows))).toBe(1);
  const gradient = tf.grad((given) => normalised(tf, given as tf.Tensor2D));
  expect(dispatchesOf(() => gradient(rows, slope))).toBe(2);
});
