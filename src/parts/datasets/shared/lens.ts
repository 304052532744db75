/** What the measurements behind different lenses have in common. */

/** Unit rows of the held-out items, [count, d]. */
export interface Embedded {
  readonly embeddings: Float32Array;
  readonly d: number;
}

/** A share of what was asked, 0..1, and how often it was asked; NaN: never. */
export interface Share {
  readonly name: string;
  readonly value: number;
  readonly count: number;
}
