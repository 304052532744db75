import { expect, test } from 'vitest';
import { usualWish } from '../protocol/reading/wish';
import { heldOutShare, MOST_HELD_OUT } from './heldOutShare';

test('a share is held out as wished while it is measured quickly', () => {
  expect(heldOutShare(usualWish, { used: 5000, items: 5000, pairs: 0, split: null })).toBe(0.2);
  expect(heldOutShare(usualWish, { used: 0, items: 0, pairs: 0, split: null })).toBe(0.2);
});

test('of many items no more are held out than every picture can measure', () => {
  const share = heldOutShare(usualWish, { used: 40_000, items: 60_000, pairs: 0, split: null });
  expect(share * 40_000).toBeCloseTo(MOST_HELD_OUT);
});

test('a pair counts as the items it is made of', () => {
  const share = heldOutShare(usualWish, { used: 5000, items: 15_000, pairs: 5000, split: null });
  expect(share * 5000 * 3).toBeCloseTo(MOST_HELD_OUT);
});

test('where the preview says how many are held out, the wish is followed as it is', () => {
  const split = { train: 9000, heldOut: 1000 };
  expect(heldOutShare(usualWish, { used: 10_000, items: 10_000, pairs: 0, split })).toBe(0.2);
});
