import type { DataKind } from '../../parts/datasets/dataset';
import type { LeftOut } from './facts';
import type { Roles } from './wish';

/** What a column holds, as far as the visitor needs it to say what it is for. */
export interface Column {
  readonly name: string;
  /** Pictures are known only of Parquet files; of others what the cells look like. */
  readonly holds: 'text' | 'numbers' | 'pictures' | 'nothing readable';
  /** Rows in which it isn't empty. */
  readonly filled: number;
  /** Different values, counted up to `MANY`. */
  readonly distinct: number;
  /** Characters of a cell, in the mean. */
  readonly meanLength: number;
  /** The first few values, shortened. */
  readonly examples: readonly string[];
  /** How often each value comes, where there are fewer than `MANY`; most often first. */
  readonly values: readonly (readonly [value: string, count: number])[];
}

/** What was found, before anything is replaced. */
export interface Preview {
  /** A name for it: of the folder, the file or the set on the hub. */
  readonly name: string;
  readonly kind: DataKind;
  /** Pictures, texts or points found, before any are left out for their number. */
  readonly items: number;
  /** Items (of pairs: pairs) that will be used at most, by the wish and the memory. */
  readonly used: number;
  /** In the order they get their numbers; count null where it isn't known before all is read. */
  readonly classes: readonly { readonly name: string; readonly count: number | null }[];
  /** Pairs found; 0 where there are none. */
  readonly pairs: number;
  /** Items on either side, where the data bring their own split. */
  readonly sides: { readonly train: number; readonly heldOut: number } | null;
  /** Pictures of each size, most frequent first; of a large set from some of them. */
  readonly sizes: readonly {
    readonly width: number;
    readonly height: number;
    readonly count: number;
  }[];
  /** Of tables. */
  readonly columns: readonly Column[];
  /** What each column is for: as wished, or as guessed. */
  readonly roles: Roles | null;
  /** Sets within a set on the hub, by name; the first is used unless the wish says another. */
  readonly subsets: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** Sentences on how it was read and what will be done. */
  readonly notes: readonly string[];
  /** Of one item, as Data has it: [height, width, channels], [features] or [tokens]; an upper bound. */
  readonly shape: readonly number[];
  /** Bytes the finished data take. */
  readonly memoryBytes: number;
  /** Bytes to download; 0 for files. */
  readonly downloadBytes: number;
  /** Why it can't be used as it stands, where choosing other columns can mend it; null if it can. */
  readonly problem: string | null;
}
