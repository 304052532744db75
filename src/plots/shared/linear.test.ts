import { scaleLinear } from 'd3';
import { expect, test } from 'vitest';
import { linear } from './linear';

const domain = [-1, 3] as const;
const range = [200, 20] as const;
const values = [-2, -1, 0, 0.7, 3, 5];

test.each([true, false])('a scale agrees with that of D3, clamped: %s', (clamps) => {
  const [own, other] = [linear(domain, range, clamps), scaleLinear(domain, range).clamp(clamps)];
  for (const value of values) {
    expect(own(value)).toBeCloseTo(other(value), 9);
    expect(own.invert(40 * value)).toBeCloseTo(other.invert(40 * value), 9);
  }
  expect(own.ticks(4)).toEqual(other.ticks(4));
});

test('a domain without extent is drawn in the middle', () => {
  expect(linear([2, 2], [0, 10])(2)).toBe(5);
});
