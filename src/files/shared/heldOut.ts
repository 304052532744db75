/**
 * The most held-out items. For every picture of every lane each is compared with each, so more of
 * them would make training wait for its measures.
 */
export const MOST_HELD_OUT = 1000;

/** The share of so many items to hold out, 0..1: as wished, or less if that would be too many. */
export const measurableShare = (wished: number, items: number): number =>
  Math.min(wished, MOST_HELD_OUT / Math.max(1, items));
