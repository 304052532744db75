import type { Pixels } from './picture';

/** A set that reaches over less of the 256 steps is nearly black, or nearly one grey, to the eye. */
export const NARROW = 16;

/** The range of all pixels of pictures that can be seen, from 0 to 255; of none, from 0 to 0. */
export class PixelRange {
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;

  /** Looks at one more picture, unless it is known already that the range is wide. */
  add({ rgba }: Pixels): void {
    const mayBeBeyond = rgba instanceof Float32Array;
    for (let at = 0; at < rgba.length; at += 4) {
      if (!mayBeBeyond && this.#high - this.#low > NARROW) return;
      if (rgba[at + 3] === 0) continue;
      for (let c = at; c < at + 3; c++) {
        const value = rgba[c] as number;
        if (value < this.#low && value > Number.NEGATIVE_INFINITY) this.#low = value;
        if (value > this.#high && value < Number.POSITIVE_INFINITY) this.#high = value;
      }
    }
  }

  get low(): number {
    return this.#low > this.#high ? 0 : this.#low;
  }

  get high(): number {
    return this.#low > this.#high ? 0 : this.#high;
  }

  /** Whether the values are so close together that they look alike, or lie beyond 0..255. */
  get isToBeStretched(): boolean {
    const { low, high } = this;
    return high > low && (high - low <= NARROW || low < 0 || high > 255);
  }
}
