import type { Preview } from '../protocol/reading/preview';
import type { Wish } from '../protocol/reading/wish';

/**
 * Held-out items at most: each is compared with each for every picture of every lane, so that more of
 * them would make training wait for its measures.
 */
export const MOST_HELD_OUT = 1000;

/** The share that will be held out: as wished, or as much as is measured quickly, 0..1. */
export function heldOutShare(
  { heldOutShare: wished }: Wish,
  { used, items, pairs }: Pick<Preview, 'used' | 'items' | 'pairs'>,
): number {
  const itemsOfEach = pairs > 0 ? items / pairs : 1;
  return Math.min(wished, MOST_HELD_OUT / Math.max(1, used * itemsOfEach));
}
