import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { labelledLayout, rowsOf as rowsOfLayout } from '../../../golden/checks/rows';
import { withoutKernel } from '../../engine/kernels/withoutKernel.testing';
import { onWasm } from '../../engine/run/inNode.testing';
import { tf } from '../../engine/tf';
import { randomStream } from '../random';
import { losses } from '.';
import type { Rows } from './loss';

beforeAll(async () => {
  await onWasm();
  withoutKernel('SigmoidBias');
});

type Changed = (rows: Rows) => Rows;
const unchanged: Changed = (rows) => rows;

/** Anchors whose first candidate is their positive, all others chosen negatives. */
const rowsOf = (similarity: Tensor2D): Rows => {
  const [n, c] = similarity.shape;
  const row = Array.from({ length: c }, (_, candidate) => (candidate === 0 ? 0 : 1));
  return {
    similarity,
    squaredDistance: () => tf.sub(2, tf.mul(similarity, 2)),
    positive: (matrix) => tf.slice(matrix, [0, 0], [n, 1]),
    valid: tf.ones([n, 1]),
    weights: tf.tensor3d(Array.from({ length: n }, () => [row])),
    raw: similarity,
    pairs: (matrix) => [matrix, matrix],
    prior: null,
  };
};

const knobsWith = (bias: 'fitted' | 'byHand', logitBias: number) => ({
  logitScale: tf.scalar(10),
  logitBias: tf.scalar(logitBias),
  bias,
});

/** Value and slope by each similarity. */
async function costOf(
  similarity: readonly (readonly number[])[],
  { bias = 'fitted' as 'fitted' | 'byHand', logitBias = -7, change = unchanged } = {},
) {
  const knobs = knobsWith(bias, logitBias);
  const { value, grads } = tf.valueAndGrads(
    (s: Tensor) => losses.sigmoid.value(tf, change(rowsOf(s as Tensor2D)), knobs) as Scalar,
  )([tf.tensor2d(similarity as number[][])]);
  return {
    value: (await value.data())[0] as number,
    slopes: [...(await (grads[0] as Tensor).data())],
  };
}

const random = randomStream(3);
const drawn = (n: number, c: number) =>
  Array.from({ length: n }, () =>
    Array.from({ length: c }, (_, i) => random.uniform(-0.6, 0.6) + (i === 0 ? 0.4 : 0)),
  );

test('no bias by hand makes the loss less than the fitted one', async () => {
  const similarity = drawn(6, 12);
  const { value } = await costOf(similarity);
  const byHand: number[] = [];
  for (let logitBias = -10; logitBias <= 2; logitBias += 0.1)
    byHand.push((await costOf(similarity, { bias: 'byHand', logitBias })).value);
  expect(Math.min(...byHand)).toBeGreaterThan(value - 1e-5);
  expect(Math.min(...byHand)).toBeLessThan(value + 1e-3);
});

test('fitted, all pulls together are as strong as all pushes, so nothing moves as a whole', async () => {
  const { slopes } = await costOf(drawn(6, 12));
  const strength = slopes.reduce((sum, slope) => sum + Math.abs(slope), 0);
  expect(strength).toBeGreaterThan(0.1);
  expect(slopes.reduce((sum, slope) => sum + slope, 0) / strength).toBeCloseTo(0, 4);
});

test.each<readonly [string, Changed]>([
  ['no pair', (rows) => ({ ...rows, valid: tf.zerosLike(rows.valid) })],
  ['no negative', (rows) => ({ ...rows, weights: tf.zerosLike(rows.weights) })],
  [
    'neither',
    (rows) => ({
      ...rows,
      valid: tf.zerosLike(rows.valid),
      weights: tf.zerosLike(rows.weights),
    }),
  ],
])('fitted, %s: costs nothing and moves nothing', async (_case, change) => {
  const { value, slopes } = await costOf(drawn(3, 4), { change });
  expect(Math.abs(value)).toBeLessThan(1e-4);
  for (const slope of slopes) expect(Math.abs(slope)).toBeLessThan(1e-4);
});

test.each([1, 0, -1])('fitted, all cosines %i: the loss is at chance', async (cosine) => {
  const { value, slopes } = await costOf(Array(4).fill(Array(8).fill(cosine)));
  const chance = losses.sigmoid.chance({ logitScale: 10, logitBias: -7, bias: 'fitted' }, 7, 1);
  expect(value).toBeCloseTo(chance as number, 5);
  expect(chance).toBeCloseTo(Math.log(8) + 7 * Math.log(8 / 7), 9);
  expect(slopes.every(Number.isFinite)).toBe(true);
});

test('fitted, every negative of a collapse counts as active, and those far off later do not', async () => {
  const active = async (similarity: number[][]) => [
    ...(await losses.sigmoid
      .active(tf, rowsOf(tf.tensor2d(similarity)), knobsWith('fitted', 0))
      .data()),
  ];
  expect(await active([Array(8).fill(1)])).toEqual([0, 1, 1, 1, 1, 1, 1, 1]);
  expect(await active([[0.9, 0.85, 0.8, -0.5, -0.6, -0.7]])).toEqual([0, 1, 1, 0, 0, 0]);
});

test('where even odds stand is shown by hand, and not while the bias is fitted', () => {
  const { band } = losses.sigmoid;
  expect(band?.range({ logitScale: 10, logitBias: -7, bias: 'byHand' }, 0.5)).toEqual([1, 0.7]);
  expect(band?.range({ logitScale: 10, logitBias: -7, bias: 'fitted' }, 0.5)).toBeNull();
});

test('a zero vector among the embeddings keeps value and gradient finite', async () => {
  const gradient = tf.grad((raw) =>
    losses.sigmoid.value(
      tf,
      rowsOfLayout(labelledLayout([0, 0, 1, 1]), raw as Tensor2D),
      knobsWith('fitted', 0),
    ),
  )(tf.tensor2d([0, 0, 1, 0, 0, 1, 0, 0], [4, 2]));
  expect([...(await gradient.data())].every(Number.isFinite)).toBe(true);
});
