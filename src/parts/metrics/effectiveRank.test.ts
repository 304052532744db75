import { expect, test } from 'vitest';
import { randomStream } from '../random';
import { effectiveRank, rankOf } from './effectiveRank';
import { heldOutOf } from './metric';
import { eigenOfSymmetric } from './shared/eigen';
import { singularValues } from './shared/singularValues';

const randomRows = (n: number, d: number) => {
  const random = randomStream(n, d);
  return Float64Array.from({ length: n * d }, () => random.normal());
};

test('singular values of a matrix worked by hand', () => {
  // The product of the columns of [[3, 0], [4, 5]] is [[25, 20], [20, 25]].
  const [first, second] = singularValues(Float64Array.from([3, 0, 4, 5]), 2, 2);
  expect(first).toBeCloseTo(Math.sqrt(45), 12);
  expect(second).toBeCloseTo(Math.sqrt(5), 12);
});

test.each([
  [300, 32],
  [40, 64],
  [7, 3],
  [2, 5],
  [1, 4],
])('squares of the singular values of %i x %i rows are eigenvalues', (n, d) => {
  const rows = randomRows(n, d);
  const products = new Float64Array(d * d);
  for (let item = 0; item < n; item++)
    for (let i = 0; i < d; i++)
      for (let j = 0; j < d; j++)
        products[i * d + j] =
          (products[i * d + j] as number) +
          (rows[item * d + i] as number) * (rows[item * d + j] as number);
  const { values } = eigenOfSymmetric(products, d);
  const singular = singularValues(rows, n, d);
  expect(singular).toHaveLength(Math.min(n, d));
  singular.forEach(
    (value, i) => void expect(value ** 2 / n).toBeCloseTo((values[i] as number) / n, 9),
  );
});

test('a value a billion times smaller than the largest is still exact', () => {
  // Rows along (1, 1) and, hardly, along (1, -1).
  const tiny = 1e-9;
  const rows = Float64Array.from([1, 1, tiny, -tiny]);
  const [first, second] = singularValues(rows, 2, 2) as unknown as [number, number];
  expect(first).toBeCloseTo(Math.SQRT2, 12);
  expect(second / (tiny * Math.SQRT2)).toBeCloseTo(1, 6);
});

test('directions that are used alike count one each', () => {
  for (const d of [2, 5, 16]) {
    const axes = Float64Array.from(
      { length: 3 * d * d },
      (_, at) => +(at % d === Math.floor(at / d) % d),
    );
    expect(effectiveRank.measure(heldOutOf(axes, new Int32Array(3 * d), d))).toBeCloseTo(d, 4);
  }
});

test('one point is one direction, because rows are not centred', () => {
  const rows = Float64Array.from({ length: 40 }, (_, at) => [0.6, 0, 0.8, 0][at % 4] as number);
  expect(effectiveRank.measure(heldOutOf(rows, new Int32Array(10), 4))).toBeCloseTo(1, 4);
  const zeros = new Float64Array(40);
  expect(effectiveRank.measure(heldOutOf(zeros, new Int32Array(10), 4))).toBeNaN();
});

test('the size of rows does not matter, and without a floor nothing is added', () => {
  const singular = Float64Array.from([4, 2, 2, 0]);
  const expected = Math.exp(0.5 * Math.log(2) + 0.5 * Math.log(4));
  expect(rankOf(singular, 0)).toBeCloseTo(expected, 12);
  expect(
    rankOf(
      singular.map((value) => 1000 * value),
      1e-7,
    ),
  ).toBeCloseTo(rankOf(singular, 1e-7), 12);
});
