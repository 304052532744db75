import type { NearMisses, Scenes } from '../parts/datasets/dataset';
import type { MeasureId } from './measures';

/** What the page shows of the data. */
export interface DataShown {
  /** [height, width, channels] of an image, [features] of a point, [tokens] of a text. */
  readonly shape: readonly number[];
  readonly classNames: readonly string[];
  /** Look-alike group of each class. */
  readonly groups: readonly number[];
  readonly trainCount: number;
  /** Pairs given with the training items. */
  readonly trainPairs: number;
  /** Class of each held-out item. */
  readonly labels: Int32Array;
  /** Held-out items for thumbnails, [items, ...shape], `range` spread over 0..255; texts have none, or one of no meaning beside pictures. */
  readonly thumbnails: Uint8Array;
  /** What each held-out item says, [items], '' for a picture among texts; null where all are pictures. */
  readonly texts: readonly string[] | null;
  /** Words the encoder knows, behind two that stand for none; null where items are no texts. */
  readonly vocabulary: readonly string[] | null;
  /** How many words of a text are read at most; 0 where items are no texts. */
  readonly wordsRead: number;
  /** Pairs given with the held-out items, a query and its key by their numbers, [pairs * 2]. */
  readonly pairs: Int32Array | null;
  /** Near misses given with the held-out items, and the names of their kinds. */
  readonly nearMisses: (NearMisses & { readonly names: readonly string[] }) | null;
  /** The pictures that held-out items are pixels of; null where they are none. */
  readonly scenes: Scenes | null;
  /** The training items that sources may remember: their classes, thumbnails and texts as above. */
  readonly train: {
    readonly labels: Int32Array;
    readonly thumbnails: Uint8Array;
    readonly texts: readonly string[] | null;
  };
  readonly range: readonly [number, number];
  /** Chance of each held-out measure: that of an encoder that tells nothing apart. */
  readonly chance: Readonly<Partial<Record<MeasureId, number>>>;
}
