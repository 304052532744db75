import { beforeAll, expect, test } from 'vitest';
import { uniform } from '../../../parts/random.testing';
import { rowRank } from '../../../parts/selections/shared/rank';
import { tf } from '../../tf';
import { ranksOfRows } from '../processor/rowRank';
import { dispatchesOf, gpuErrors, numbersOn, openGpu } from './onGpu.testing';

beforeAll(openGpu);

test.each([
  [3, 1, 1],
  [3, 2, 13],
  [5, 3, 16],
  [2, 1, 130],
  [64, 3, 64],
  [2, 1, 3000],
])(
  'ranks of %i x %i rows of %i scores, many of them tied, are those of plain loops',
  async (...shape) => {
    const size = shape[0] * shape[1] * shape[2];
    const values = Float32Array.from({ length: size }, () =>
      uniform() < 0.2 ? -1e9 : Math.round(uniform(0, 20)) / 10 - 1,
    );
    const expected = new Float32Array(size);
    ranksOfRows(values, shape[2], expected);
    const { ranks } = await numbersOn('webgpu', () => ({
      ranks: rowRank(tf, tf.tensor3d(values.slice(), shape)),
    }));
    expect(ranks).toEqual([...expected]);
    expect(gpuErrors).toEqual([]);
  },
);

test('ranking costs one dispatch', () => {
  const scores = tf.randomNormal([64, 3, 64]) as tf.Tensor3D;
  expect(dispatchesOf(() => rowRank(tf, scores))).toBe(1);
});
