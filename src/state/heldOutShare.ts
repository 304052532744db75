import type { Preview } from '../protocol/reading/preview';
import type { Wish } from '../protocol/reading/wish';

/**
 * The most held-out items. For every picture of every lane each is compared with each, so more of
 * them would make training wait for its measures.
 */
export const MOST_HELD_OUT = 1000;

/**
 * The share to hold out, 0..1: as wished, or less where there are more items than are measured
 * quickly.
 */
export function heldOutShare(
  { heldOutShare: wished }: Wish,
  { used, items, pairs }: Pick<Preview, 'used' | 'items' | 'pairs'>,
): number {
  const itemsOfEach = pairs > 0 ? items / pairs : 1;
  return Math.min(wished, MOST_HELD_OUT / Math.max(1, used * itemsOfEach));
}
