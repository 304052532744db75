import type { DataKind } from '../../parts/data';
import type { LeftOut } from './facts';
import type { Roles } from './wish';

/**
 * What the cells of a column are. 'truths' are True and False or yes and no; 'number lists' and
 * 'text lists' are lists in each cell.
 */
export type Holds =
  | 'text'
  | 'numbers'
  | 'truths'
  | 'number lists'
  | 'text lists'
  | 'pictures'
  | 'nothing readable';

/** A column of a table, as described to the visitor, who may say what it is for. */
export interface Column {
  readonly name: string;
  /** Pictures occur in Parquet files alone. In other files this is told from the cells. */
  readonly holds: Holds;
  /** Rows in which its cell holds something. */
  readonly filled: number;
  /** Rows in which its cell is empty or holds a mark for a missing value, such as NA. */
  readonly missing: number;
  /** The marks for missing values that occur, besides empty cells. */
  readonly marks: readonly string[];
  /** Different values, counted up to 2,000. */
  readonly distinct: number;
  /** Mean number of characters of a filled cell. */
  readonly meanLength: number;
  /** Mean number of words of a filled cell. */
  readonly meanWords: number;
  /** The first few values, shortened. */
  readonly examples: readonly string[];
  /** How often each value occurs, most frequent first; empty if there are 2,000 or more. */
  readonly values: readonly (readonly [value: string, count: number])[];
  /** Of numbers: the decimal mark, the range, whether all are whole, how many cells are none. */
  readonly numbers: {
    readonly decimal: '.' | ',';
    readonly least: number;
    readonly most: number;
    readonly isWhole: boolean;
    /** Whether groups of thousands or signs of percent or money are part of the cells. */
    readonly isDressed: boolean;
    readonly strays: number;
    readonly strayExamples: readonly string[];
    /** Whether they count the rows: 0, 1, 2 or 1, 2, 3, or these numbers in another order. */
    readonly numbersRows: boolean;
  } | null;
  /** Of lists: how long most are, and how many have another length. */
  readonly lists: { readonly length: number; readonly others: number } | null;
  /** What it is used for, and why, in words: "feature", "not used: it numbers the rows". */
  readonly use: string;
}

/** A question that must be answered before the data can be used. */
export interface Question {
  readonly id: string;
  /** One sentence. */
  readonly ask: string;
  readonly options: readonly {
    readonly value: string;
    readonly words: string;
    /** What comes of it: "60 pairs, 20 near misses". */
    readonly outcome: string;
  }[];
  /** The value that was chosen; null: it waits. */
  readonly answer: string | null;
}

/** Something about how the data are read that the visitor may choose, or has to. */
export interface Choice {
  /** Names it in `Wish.choices`. */
  readonly id: string;
  /** "Each row is" */
  readonly question: string;
  readonly options: readonly (readonly [value: string, words: string])[];
  /** As wished, else what is most likely meant; null: nobody can tell, so the visitor has to. */
  readonly chosen: string | null;
}

/** What is known of a visitor's data before they are read and anything is replaced. */
export interface Preview {
  /** The name of the folder, of the file or of the data set on the hub. */
  readonly name: string;
  readonly kind: DataKind;
  /** Pictures, texts or points, before a draw leaves some out. */
  readonly items: number;
  /** The most items (of pairs: pairs) that will be used, by the wish and the memory. */
  readonly used: number;
  /** In the order of their numbers; `count` is null if it isn't known before all is read. */
  readonly classes: readonly { readonly name: string; readonly count: number | null }[];
  /** Pairs; 0 if the items are not in pairs. */
  readonly pairs: number;
  /** Items on either side if the data bring a split; else null. */
  readonly sides: { readonly train: number; readonly heldOut: number } | null;
  /** Pictures of each size, most frequent first; of many pictures only some are counted. */
  readonly sizes: readonly {
    readonly width: number;
    readonly height: number;
    readonly count: number;
  }[];
  /** Columns of tables and Parquet files; else empty. */
  readonly columns: readonly Column[];
  /** What the columns are for: as wished, else as guessed; null if unknown. */
  readonly roles: Roles | null;
  /** What else may be chosen. While one is not chosen and has to be, `problem` says so. */
  readonly choices: readonly Choice[];
  /**
   * Names of the subsets of a data set on the hub. Without a wish "default" or else the first is
   * read.
   */
  readonly subsets: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** Sentences on how it was read and on what will be done. */
  readonly notes: readonly string[];
  /** Of one item, as in Data: [height, width, channels], [features] or [tokens]; an upper bound. */
  readonly shape: readonly number[];
  /** Bytes that the finished data take; an upper bound. */
  readonly memoryBytes: number;
  /** Bytes to download; 0 for files. */
  readonly downloadBytes: number;
  /** What the visitor has to decide, and has decided. Where one waits, `problem` repeats it. */
  readonly questions: readonly Question[];
  /** The first rows: as they stand in the file, and as they are understood. */
  readonly firstRows: readonly {
    readonly line: number;
    readonly cells: readonly string[];
    readonly read: readonly string[];
  }[];
  /** How a file of text was read; null for others. */
  readonly layout: {
    readonly encoding: string;
    readonly separator: string | null;
    readonly isNamed: boolean;
  } | null;
  /** Items that will train and that will be held out, exactly; null if not known before reading. */
  readonly split: { readonly train: number; readonly heldOut: number } | null;
  /**
   * Why it can't be used as it stands, if another choice of columns or fewer items may help; else
   * null.
   */
  readonly problem: string | null;
}
