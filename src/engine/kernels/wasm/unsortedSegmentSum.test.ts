import { beforeAll, expect, test } from 'vitest';
import { tf } from '../../tf';
import { switchTo } from './onWasm.testing';

beforeAll(() => switchTo('wasm'));

test('rows of the same id are added, a segment nobody names is zero', async () => {
  const rows = tf.tensor2d([
    [1, 2],
    [10, 20],
    [100, 200],
  ]);
  const sums = tf.unsortedSegmentSum(rows, tf.tensor1d([2, 0, 2], 'int32'), 4);
  expect(await sums.array()).toEqual([
    [10, 20],
    [0, 0],
    [101, 202],
    [0, 0],
  ]);
});

test('ids outside the segments are left out', async () => {
  const sums = tf.unsortedSegmentSum(
    tf.tensor1d([1, 2, 4], 'int32'),
    tf.tensor1d([-1, 3, 0], 'int32'),
    2,
  );
  expect(await sums.array()).toEqual([4, 0]);
});

test('a lookup of the same row twice gets both gradients', async () => {
  const table = tf.zeros([3, 2]);
  const lookup = (table: tf.Tensor) => tf.gather(table, tf.tensor1d([1, 1, 0], 'int32'));
  const gradient = tf.grad(lookup)(
    table,
    tf.tensor2d([
      [1, 2],
      [3, 4],
      [5, 6],
    ]),
  );
  expect(await gradient.array()).toEqual([
    [5, 6],
    [4, 6],
    [0, 0],
  ]);
});
