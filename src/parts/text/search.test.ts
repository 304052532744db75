import { describe, expect, test } from 'vitest';
import type { Items } from '../data';
import { answering } from './search';

/** Items without values: what is tested reads pairs alone. */
const items = (count: number, pairs?: readonly number[]): Items => ({
  count,
  values: new Float32Array(count),
  labels: new Int32Array(count),
  ...(pairs && { pairs: Int32Array.from(pairs) }),
});

describe('what can be found', () => {
  test('is every item without pairs, and with pairs what answers or asks nothing', () => {
    expect([...answering(items(3))]).toEqual([0, 1, 2]);
    expect([...answering(items(5, [0, 3, 1, 2]))]).toEqual([2, 3, 4]);
    // Item 1 asks, but answers 0 as well.
    expect([...answering(items(4, [0, 1, 1, 2]))]).toEqual([1, 2, 3]);
  });
});
