import { expect, test } from 'vitest';
import { runningMean } from './runningMean';

test('the running mean of a constant is that constant from the first step', () => {
  expect([...runningMean([2, 2, 2])].every((mean) => Math.abs(mean - 2) < 1e-12)).toBe(true);
});

test('the running mean leaves gaps out and never changes what came before', () => {
  const means = runningMean([1, Number.NaN, 1, 5]);
  expect(means[1]).toBeNaN();
  expect(means[2]).toBeCloseTo(1);
  expect([...runningMean([1, 2, 3])]).toEqual([...runningMean([1, 2, 3, 9])].slice(0, 3));
});
