import type { NearMisses, Scenes } from '../parts/data';
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
  /**
   * Thumbnails of the held-out items, [items, ...shape], with `range` spread over 0..255. Empty if
   * all items are texts; a text among pictures has one that means nothing.
   */
  readonly thumbnails: Uint8Array;
  /**
   * Text of each held-out item, [items]; '' for a picture among texts; null if no item is a text.
   */
  readonly texts: readonly string[] | null;
  /** Where each held-out item comes from, such as "reviews.csv, line 12"; missing: not known. */
  readonly ids?: readonly string[];
  /**
   * Words the encoder knows, after two entries for padding and the unknown word; null if items are
   * not texts.
   */
  readonly vocabulary: readonly string[] | null;
  /** How many words of a text the encoder reads at most; 0 if items are not texts. */
  readonly wordsRead: number;
  /** Pairs given with the held-out items, [pairs * 2]: the numbers of a query and of its key. */
  readonly pairs: Int32Array | null;
  /** Near misses given with the held-out items, and the names of their kinds. */
  readonly nearMisses: (NearMisses & { readonly names: readonly string[] }) | null;
  /** The pictures whose pixels are the held-out items; null if items are not pixels. */
  readonly scenes: Scenes | null;
  /**
   * The training items that sources may use as candidates: classes, thumbnails and texts as above.
   */
  readonly train: {
    readonly labels: Int32Array;
    readonly thumbnails: Uint8Array;
    readonly texts: readonly string[] | null;
  };
  readonly range: readonly [number, number];
  /** Chance level of each held-out measure: what an encoder that tells nothing apart scores. */
  readonly chance: Readonly<Partial<Record<MeasureId, number>>>;
}
