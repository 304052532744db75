import { beforeAll, expect, test } from 'vitest';
import { normalised } from '../../../parts/encoders/encoder';
import { uniform } from '../../../parts/random.testing';
import { joined, pieces } from '../../tensors/arena';
import { tf } from '../../tf';
import { numbersOn, relativeError, switchTo } from './onWasm.testing';

beforeAll(async () => {
  await switchTo('cpu');
  await switchTo('wasm');
});

test('rows of unit length and their gradient are those of plain ops', async () => {
  for (const d of [1, 2, 31, 32]) {
    const values = Float32Array.from({ length: 9 * d }, () => uniform(-0.5, 0.5));
    const slopes = Float32Array.from({ length: 9 * d }, () => uniform(-0.5, 0.5));
    // The first row is zero: it stays zero and its gradient finite.
    values.fill(0, 0, d);
    slopes.fill(0, 0, d);
    const compute = () => {
      const rows = tf.tensor2d(values, [9, d]);
      const unit = (rows: tf.Tensor) => normalised(tf, rows as tf.Tensor2D) as tf.Tensor;
      return { value: unit(rows), gradient: tf.grad(unit)(rows, tf.tensor2d(slopes, [9, d])) };
    };
    const expected = await numbersOn('cpu', compute);
    const actual = await numbersOn('wasm', compute);
    expect(relativeError(actual.value ?? [], expected.value ?? [])).toBeLessThan(1e-5);
    // With one dimension the gradient is 0 but for rounding.
    if (d > 1)
      expect(relativeError(actual.gradient ?? [], expected.gradient ?? [])).toBeLessThan(1e-5);
    expect(actual.gradient?.every(Number.isFinite)).toBe(true);
  }
});

test('arrays cut out of an arena and joined again are the arena', async () => {
  const shapes = [[2, 3], [], [4], [1, 2, 2]];
  const numbers = await numbersOn('wasm', () => {
    const arena = tf.range(0, 15) as tf.Tensor1D;
    const arrays = pieces(arena, shapes);
    expect(arrays.map(({ shape }) => shape)).toEqual(shapes);
    return {
      second: arrays[1] as tf.Tensor,
      third: arrays[2] as tf.Tensor,
      joined: joined(arrays),
    };
  });
  expect(numbers.second).toEqual([6]);
  expect(numbers.third).toEqual([7, 8, 9, 10]);
  expect(numbers.joined).toEqual(Array.from({ length: 15 }, (_, i) => i));
});

test('a clone outlives its original', async () => {
  await switchTo('wasm');
  const original = tf.tensor1d([1, 2, 3]);
  const clone = tf.clone(original);
  original.dispose();
  tf.tensor1d([7, 7, 7]).dispose();
  expect(Array.from(await clone.data())).toEqual([1, 2, 3]);
  clone.dispose();
});

test('rows of any length are gathered, and an index out of range is refused', async () => {
  for (const length of [1, 15, 16, 784]) {
    const { picked } = await numbersOn('wasm', () => ({
      picked: tf.gather(
        tf.reshape(tf.range(0, 5 * length), [5, length]),
        tf.tensor1d([4, 0, 4], 'int32'),
      ),
    }));
    const row = (place: number) => Array.from({ length }, (_, i) => place * length + i);
    expect(picked).toEqual([...row(4), ...row(0), ...row(4)]);
  }
  expect(() => tf.gather(tf.ones([5, 16]), tf.tensor1d([5], 'int32'))).toThrow(
    /5 is not in 0 to 4/,
  );
});
