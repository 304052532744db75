/**
 * What data are once they are loaded or brought: items of training and items held out. How a data set is
 * described and offered is in `datasets/dataset.ts`.
 */

/** What an item is: pixels, coordinates, the numbers of words, or either a picture or its caption. */
export type DataKind = 'image' | 'point' | 'text' | 'captioned';

/** What is known of data before they are loaded, and decides which parts can be chosen with them. */
export interface DataTraits {
  readonly kind: DataKind;
  /** Whether they come with pairs, and with near misses. */
  readonly gives?: { readonly pairs?: boolean; readonly nearMisses?: boolean };
}

/** What items of each kind are called, in the plural. */
export const dataKindNames: Readonly<Record<DataKind, string>> = {
  image: 'images',
  point: 'points',
  text: 'texts',
  captioned: 'pictures and captions',
};

/** One side of the split: `count` items laid out one after the other, and the class of each. */
export interface Items {
  readonly count: number;
  /** [count, ...shape], row by row; images are [height, width, channels]. */
  readonly values: Float32Array;
  /** Class of each item, an index into `classNames`, [count]. */
  readonly labels: Int32Array;
  /** Where each item comes from, such as "reviews.csv, line 12", [count]. */
  readonly ids?: readonly string[];
  /** What each item says, where items are texts, [count]; '' for a picture among them. */
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
  /** Shape of the pictures, where items are pictures and texts in rows of `captioned.ts`. */
  readonly pictures?: readonly [height: number, width: number, channels: number];
  /** Smallest and largest value an item is meant to hold; noise may stray beyond. */
  readonly range: readonly [number, number];
  /**
   * Whether the largest value of a picture of one channel is white, as in a photograph; otherwise it is
   * ink on paper. Only how it is shown depends on it.
   */
  readonly isLight?: boolean;
  readonly train: Items;
  readonly heldOut: Items;
  readonly classNames: readonly string[];
  /** The word of each token, where items are texts; token 0 pads. */
  readonly vocabulary?: readonly string[];
  /** Whether texts were cut into words as `anyScript` does; otherwise words are runs of letters. */
  readonly isAnyScript?: boolean;
  /** Names of the kinds of near misses, where there are such. */
  readonly editNames?: readonly string[];
  /** Look-alike group of each class, [classes]: classes of a group share a hue on screen. */
  readonly groups: readonly number[];
  /** How many of a picture's channels are shown, counted from the first; missing: all. */
  readonly seenChannels?: number;
  /** The pictures whose pixels the held-out items are; missing: they are none. */
  readonly scenes?: Scenes;
}

/** Pictures of one size whose pixels on a grid are the held-out items. */
export interface Scenes {
  readonly count: number;
  /** Size of each, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels from one item to the next, across and down. */
  readonly step: number;
  /** 0 is paper and 255 ink, [count, height, width]. */
  readonly ink: Uint8Array;
  /** Which instance each pixel truly is of, counted from 1; 0 is the ground, [count, height, width]. */
  readonly instances: Uint8Array;
  /** The pixel of each held-out item, an index into `ink`, [items]. */
  readonly places: Int32Array;
}
