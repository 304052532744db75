import { MOST_HELD_OUT, measurableShare } from '../files/shared/heldOut';
import type { Preview } from '../protocol/reading/preview';
import type { Wish } from '../protocol/reading/wish';

export { MOST_HELD_OUT };

/**
 * The share to hold out, 0..1: as wished, or less where there are more items than are measured
 * quickly. Of tables the preview says what is held out; there the wish is followed as it is.
 */
export function heldOutShare(
  { heldOutShare: wished }: Wish,
  { used, items, pairs, split }: Pick<Preview, 'used' | 'items' | 'pairs' | 'split'>,
): number {
  if (split) return wished;
  return measurableShare(wished, used * (pairs > 0 ? items / pairs : 1));
}
