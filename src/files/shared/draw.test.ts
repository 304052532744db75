import { expect, test } from 'vitest';
import { drawnFrom, Reservoir } from './draw';

test('a draw from a long sequence is fair, in order, and the same for the same seed', () => {
  const all = Array.from({ length: 200 }, (_, i) => i);
  const counts = new Array(200).fill(0);
  for (let seed = 0; seed < 400; seed++)
    for (const one of drawnFrom(all, 50, seed, 1)) counts[one]++;
  expect(Math.min(...counts)).toBeGreaterThan(60);
  expect(Math.max(...counts)).toBeLessThan(140);
  const drawn = drawnFrom(all, 50, 7, 1);
  expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
  expect(drawnFrom(all, 50, 7, 1)).toEqual(drawn);
  const none = new Reservoir<number>(0, 1, 1);
  none.offer(() => 1);
  expect([none.drawn, none.seen]).toEqual([[], 1]);
});
