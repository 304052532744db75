import { expect, test } from 'vitest';
import { randomStream } from '../../random';
import { principalAxes, steadyAxes } from './pca';

/** Rows that vary by these standard deviations along the coordinates. */
function spread(n: number, deviations: readonly number[], seed = 3) {
  const random = randomStream(seed);
  const d = deviations.length;
  return Float64Array.from(
    { length: n * d },
    (_, i) => (deviations[i % d] as number) * random.normal(),
  );
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] as number), 0);

const rowsOf = (axes: Float64Array, d: number) =>
  Array.from({ length: axes.length / d }, (_, i) => axes.subarray(i * d, (i + 1) * d));

const expectRightAngles = (axes: Float64Array, d: number) => {
  const rows = rowsOf(axes, d);
  rows.forEach((a, i) => {
    rows.forEach((b, j) => void expect(dot(a, b)).toBeCloseTo(i === j ? 1 : 0, 9));
  });
};

test('a point cloud along the diagonal, worked by hand', () => {
  const { axes, variance, mean } = principalAxes(
    Float64Array.from([0, 0, 2, 2, 4, 4, 6, 6]),
    4,
    2,
    2,
  );
  expect([...mean]).toEqual([3, 3]);
  expect(variance[0]).toBeCloseTo((2 * (9 + 1 + 1 + 9)) / 3, 12);
  expect(variance[1]).toBeCloseTo(0, 12);
  expect(axes[0]).toBeCloseTo(Math.SQRT1_2, 12);
  expect(axes[1]).toBeCloseTo(Math.SQRT1_2, 12);
});

test.each([2, 5, 32, 64])('d = %i: right angles, falling variance that sums to the whole', (d) => {
  const values = spread(
    300,
    Array.from({ length: d }, (_, i) => 1 + (i % 5)),
  );
  const { axes, variance } = principalAxes(values, 300, d, d);
  expectRightAngles(axes, d);
  const sorted = [...variance].sort((a, b) => b - a);
  sorted.forEach((value, i) => void expect(variance[i]).toBeCloseTo(value, 9));
  const mean = principalAxes(values, 300, d, 1).mean;
  let whole = 0;
  values.forEach((value, i) => {
    whole += (value - (mean[i % d] as number)) ** 2 / 299;
  });
  expect(variance.reduce((sum, one) => sum + one, 0)).toBeCloseTo(whole, 6);
  for (const axis of rowsOf(axes, d)) {
    const largest = [...axis].reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
    expect(largest).toBeGreaterThan(0);
  }
});

test('the same rows give the same axes', () => {
  const values = spread(100, [3, 2, 2, 1]);
  expect(principalAxes(values, 100, 4, 2)).toEqual(principalAxes(values, 100, 4, 2));
});

test('axes do not jump while two eigenvalues cross', () => {
  let previous: Float64Array | null = null;
  for (let moment = 0; moment <= 40; moment++) {
    const share = moment / 40;
    const values = spread(200, [2 + share, 3 - share, 0.1, 0.05]);
    const { axes, variance } = principalAxes(values, 200, 4, 2, previous);
    if (previous)
      rowsOf(axes, 4).forEach((axis, i) => {
        expect(dot(axis, rowsOf(previous as Float64Array, 4)[i] as Float64Array)).toBeGreaterThan(
          0.99,
        );
      });
    expectRightAngles(axes, 4);
    expect(variance.every((one) => one > 1)).toBe(true);
    previous = axes;
  }
});

test('steady axes undo a swap, a flip and a turn within the plane', () => {
  const before = Float64Array.from([1, 0, 0, 0, 1, 0]);
  const turn = (angle: number, flip: number) => {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return Float64Array.from([c, s, 0, -s * flip, c * flip, 0]);
  };
  const variants = [turn(0.4, 1), turn(2.8, 1), turn(1.2, -1), turn(Math.PI, -1)];
  variants.push(Float64Array.from([0, 1, 0, 1, 0, 0]), Float64Array.from([-1, 0, 0, 0, 1, 0]));
  for (const next of variants) {
    const steady = steadyAxes(before, next);
    steady.forEach((value, i) => void expect(value).toBeCloseTo(before[i] as number, 12));
  }
  expect(steadyAxes(null, before)).toEqual(before);
});

test('planes at right angles leave the new axes as they are', () => {
  const next = Float64Array.from([0, 0, 1, 0, 0, 0, 0, 1]);
  expect(steadyAxes(Float64Array.from([1, 0, 0, 0, 0, 1, 0, 0]), next)).toEqual(next);
});

test.each([
  ['all rows equal', new Float32Array(20).fill(0.5), 5],
  ['one row', new Float32Array(4).fill(0.5), 1],
  ['no rows', new Float32Array(), 0],
  ['no finite row', new Float32Array(8).fill(Number.NaN), 2],
])('%s: a finite basis at right angles', (_, values, n) => {
  const first = principalAxes(values, n, 4, 2);
  expectRightAngles(first.axes, 4);
  expect([...first.variance]).toEqual([0, 0]);
  const before = Float64Array.from([0, 0.6, 0.8, 0, 0, 0.8, -0.6, 0]);
  expectRightAngles(principalAxes(values, n, 4, 2, before).axes, 4);
});
