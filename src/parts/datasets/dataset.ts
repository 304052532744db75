import type { Knobs, KnobValues, Part } from '../part';
import type { Embedded, Learned, LensId } from './learned';

/** What an item is: pixels, coordinates, or the numbers of words. */
export type DataKind = 'image' | 'point' | 'text';

/** One side of the split: `count` items laid out one after the other, and the class of each. */
export interface Items {
  readonly count: number;
  /** [count, ...shape], row by row; images are [height, width, channels]. */
  readonly values: Float32Array;
  /** Class of each item, an index into `classNames`, [count]. */
  readonly labels: Int32Array;
  /** What each item says, where items are texts, [count]. */
  readonly texts?: readonly string[];
  /** Pairs given with the data, a query and its key by their numbers, [pairs * 2]. */
  readonly pairs?: Int32Array;
  /** Near misses given with the data. */
  readonly nearMisses?: NearMisses;
}

/** Items that say nearly the same as another and mean something else. */
export interface NearMisses {
  readonly perItem: number;
  /** Their numbers, `perItem` for each item, -1 for none, [count * perItem]. */
  readonly items: Int32Array;
  /** How each differs from the item, an index into `Data.editNames`, [count * perItem]. */
  readonly kinds?: Uint8Array;
}

/** A loaded data set. Train and held-out items never overlap and are fixed by the seed. */
export interface Data {
  /**
   * Shape of one item: [height, width, channels] of an image, [features] of a point, [tokens] of a
   * text.
   */
  readonly shape: readonly number[];
  /** Smallest and largest value an item is meant to hold; noise may stray beyond. */
  readonly range: readonly [number, number];
  readonly train: Items;
  readonly heldOut: Items;
  readonly classNames: readonly string[];
  /** The word of each token, where items are texts; token 0 pads. */
  readonly vocabulary?: readonly string[];
  /** Names of the kinds of near misses, where there are such. */
  readonly editNames?: readonly string[];
  /** Look-alike group of each class, [classes]: classes of a group share a hue on screen. */
  readonly groups: readonly number[];
}

export interface LoadOptions<K extends Knobs> {
  /** Whole number; the same seed gives the same bytes. */
  readonly seed: number;
  readonly knobs: KnobValues<K>;
  /** Reads a file of `public/`, by its path there. @throws Error when it can't be read */
  readonly readFile: (path: string) => Promise<ArrayBuffer>;
}

/** A data set, drawn by code from a seed or read from a file shipped with the page. */
export interface Dataset<K extends Knobs = Knobs> extends Part<K> {
  /** Whose data it is and under which licence. */
  readonly source: string;
  readonly kind: DataKind;
  /** Whether it comes with pairs, and with near misses. */
  readonly gives?: { readonly pairs?: boolean; readonly nearMisses?: boolean };
  /** The part of a kind, by its key, that takes the place of one that does not fit these data. */
  readonly suits?: { readonly positives?: string; readonly encoder?: string };
  load(options: LoadOptions<K>): Promise<Data>;
  /** How the page shows what was learnt of this very problem; missing: by the map alone. */
  readonly lens?: LensId;
  /** What that lens shows, where it is more than answers to the visitor. */
  learned?(data: Data, heldOut: Embedded): Learned;
}

/** Gives a data set its exact knob names. */
export const defineDataset = <const K extends Knobs>(dataset: Dataset<K>): Dataset<K> => dataset;
