import type { Knobs, KnobValue, KnobValues, Part } from '../part';
import type { Embedded, Learned, LensId } from './learned';

/** What an item is: pixels, coordinates, the numbers of words, or either a picture or its caption. */
export type DataKind = 'image' | 'point' | 'text' | 'captioned';

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
  /** How many of a picture's channels are shown, the first ones; missing: all. */
  readonly seenChannels?: number;
  /** The pictures that held-out items are pixels of, where they are. */
  readonly scenes?: Scenes;
}

/** Pictures of one size whose pixels on a grid are the held-out items. */
export interface Scenes {
  readonly count: number;
  /** Of each, pixels. */
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

export interface LoadOptions<K extends Knobs> {
  /** Whole number; the same seed gives the same bytes. */
  readonly seed: number;
  readonly knobs: KnobValues<K>;
  /** Reads a file of `public/`, by its path there. @throws Error when it can't be read */
  readonly readFile: (path: string) => Promise<ArrayBuffer>;
  /** What the visitor brought for this data set; null or missing: nothing. */
  readonly own?: Data | null;
}

/** A data set, drawn by code from a seed or read from a file shipped with the page. */
export interface Dataset<K extends Knobs = Knobs> extends Part<K> {
  /** Whose data it is and under which licence. */
  readonly source: string;
  readonly kind: DataKind;
  /** What its classes are, in the plural; missing: "classes". */
  readonly classWord?: string;
  /** Whether the data are the visitor's own, and so not there before they are brought. */
  readonly isOwn?: true;
  /** Whether it comes with pairs, and with near misses. */
  readonly gives?: { readonly pairs?: boolean; readonly nearMisses?: boolean };
  /** The part of a kind, by its key, that takes the place of one that does not fit these data. */
  readonly suits?: {
    readonly positives?: string;
    readonly encoder?: string;
    /** Knob values that suit these data better than the defaults, set when a visitor chooses them. */
    readonly knobs?: Readonly<Record<string, KnobValue>>;
  };
  load(options: LoadOptions<K>): Promise<Data>;
  /** How the page shows what was learnt of this very problem; missing: by the map alone. */
  readonly lens?: LensId;
  /** What that lens shows, where it is more than answers to the visitor. */
  learned?(data: Data, heldOut: Embedded): Learned;
}

/** What decides whether another part can be chosen with the data. */
export type DataTraits = Pick<Dataset, 'kind' | 'gives'>;

/** Gives a data set its exact knob names. */
export const defineDataset = <const K extends Knobs>(dataset: Dataset<K>): Dataset<K> => dataset;
