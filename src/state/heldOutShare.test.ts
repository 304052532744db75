import { expect, test } from 'vitest';
import { usualWish } from '../protocol/reading/wish';
import { heldOutShare, MOST_HELD_OUT } from './heldOutShare';

test('a share is held out as wished while it is measured quickly', () => {
  expect(heldOutShare(usualWish, { used: 5000, items: 5000, pairs: 0 })).toBe(0.2);
  expect(heldOutShare(usualWish, { used: 0, items: 0, pairs: 0 })).toBe(0.2);
});

test('of many items no more are held out than every picture can measure', () => {
  const share = heldOutShare(usualWish, { used: 40_000, items: 60_000, pairs: 0 });
  expect(share * 40_000).toBeCloseTo(MOST_HELD_OUT);
});

test('a pair counts as the items it is made of', () => {
  const share = heldOutShare(usualWish, { used: 5000, items: 15_000, pairs: 5000 });
  expect(share * 5000 * 3).toBeCloseTo(MOST_HELD_OUT);
});
