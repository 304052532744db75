import { type Random, randomStream } from '../../parts/random';

/**
 * What is drawn while data are read: each has its own stream of random numbers under the wish's
 * `drawSeed`, which is not the experiment's seed.
 */
export const DRAW = { train: 11, heldOut: 12, split: 13, components: 14, rowGroups: 15 } as const;

/**
 * A uniform draw of at most `most` items from a sequence of unknown length, in its order: Algorithm
 * R (Vitter 1985, https://doi.org/10.1145/3147.3165). It never holds more than `most` items.
 */
export class Reservoir<T> {
  readonly #most: number;
  readonly #random: Random;
  readonly #kept: { readonly place: number; readonly item: T }[] = [];
  /** Items offered so far. */
  seen = 0;

  constructor(most: number, seed: number, stream: number) {
    this.#most = most;
    this.#random = randomStream(seed, stream);
  }

  /** Counts an item, and makes it only if it is drawn so far. */
  offer(make: () => T): void {
    const place = this.seen++;
    if (place < this.#most) this.#kept.push({ place, item: make() });
    else {
      const slot = this.#random.integer(this.seen);
      if (slot < this.#most) this.#kept[slot] = { place, item: make() };
    }
  }

  get drawn(): T[] {
    return [...this.#kept].sort((a, b) => a.place - b.place).map(({ item }) => item);
  }
}

/** A uniform draw of at most `most` of the items, in their order; the same seed draws the same. */
export function drawnFrom<T>(items: readonly T[], most: number, seed: number, stream: number): T[] {
  const reservoir = new Reservoir<T>(most, seed, stream);
  for (const item of items) reservoir.offer(() => item);
  return reservoir.drawn;
}
