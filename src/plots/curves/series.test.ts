import { expect, test } from 'vitest';
import { noisyLine } from './noisyLine.testing';
import { decimated, lastStep, pointBefore } from './series';

test('thinning keeps the largest and the smallest value and stays within two points a pixel', () => {
  const line = noisyLine(0, 'hardest', 5000);
  const values = Array.from(line.values);
  values[1234] = 9;
  values[4321] = -9;
  const kept = decimated({ steps: line.steps, values }, 200);
  expect(kept.length).toBeLessThanOrEqual(400);
  expect(kept).toContainEqual([1235, 9]);
  expect(kept).toContainEqual([4322, -9]);
});

test('thinned points stay in order, and the ends stay where they are', () => {
  const kept = decimated(noisyLine(0, 'hardest', 5000), 200);
  expect(kept.every(([step], index) => index === 0 || step > (kept[index - 1]?.[0] ?? 0))).toBe(
    true,
  );
  expect(kept[0]?.[0]).toBeLessThan(26);
  expect(kept.at(-1)?.[0]).toBeGreaterThan(4975);
});

test('a long gap stays a gap when thinned', () => {
  const line = noisyLine(0, 'hardest', 1000);
  const values = Array.from(line.values, (value, index) =>
    index > 300 && index < 600 ? Number.NaN : value,
  );
  const kept = decimated({ steps: line.steps, values }, 50);
  expect(kept.filter(([, value]) => Number.isNaN(value)).length).toBeGreaterThan(5);
});

test('few points are drawn as they are', () => {
  expect(decimated({ steps: [1, 2], values: [3, Number.NaN] }, 100)).toEqual([
    [1, 3],
    [2, Number.NaN],
  ]);
  expect(decimated({ steps: [], values: [] }, 100)).toEqual([]);
});

test('the cross-hair reads the last value at or before its step, over gaps', () => {
  const points = { steps: [10, 20, 30], values: [1, 2, Number.NaN] };
  expect(pointBefore(points, 25)).toEqual([20, 2]);
  expect(pointBefore(points, 99)).toEqual([20, 2]);
  expect(pointBefore(points, 9)).toBeNull();
});

test('lines without steps end at 0', () => {
  expect(lastStep([])).toBe(0);
  expect(lastStep([{ steps: [5, 7], values: [1] }])).toBe(5);
});
