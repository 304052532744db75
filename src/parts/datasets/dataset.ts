import type { Data, DataTraits } from '../data';
import type { Knobs, KnobValue, KnobValues, Part } from '../part';
import type { Learned, LensId } from './learned';
import type { Embedded } from './shared/lens';

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
export interface Dataset<K extends Knobs = Knobs> extends Part<K>, DataTraits {
  /** Whose data it is and under which licence. */
  readonly source: string;
  /** What its classes are, in the plural; missing: "classes". */
  readonly classWord?: string;
  /** Whether the data are the visitor's own, and so not there before they are brought. */
  readonly isOwn?: true;
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

/** Gives a data set its exact knob names. */
export const defineDataset = <const K extends Knobs>(dataset: Dataset<K>): Dataset<K> => dataset;
