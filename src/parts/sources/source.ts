import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { DataTraits, Items } from '../data';
import type { Knobs, KnobTensors, KnobValues, Part, Tf } from '../part';

/** Sizes that a source may depend on. */
export interface Sizes {
  /** Rows of a batch, N. */
  readonly n: number;
  /** Dimensions of an embedding, d. */
  readonly d: number;
  /** Training items, T. */
  readonly items: number;
  /** Held-out items, H; missing: none. */
  readonly heldOut?: number;
  /** Near misses given for each of them; missing: none. */
  readonly nearMisses?: number;
}

/** An array that a source keeps from step to step. */
export interface KeptArray {
  readonly name: string;
  readonly shape: readonly number[];
  /** Its values at step 0: a number, or rows of unit length drawn from the seed. */
  readonly first: number | 'unit rows';
}

/**
 * What a source sees of a batch before it is encoded. Items go by their numbers: those of training
 * from 0, the held-out ones from T. The latter only occur where the page looks at one of them.
 */
export interface Context {
  /** Class of each row, and the item it shows, [N] each. */
  readonly classes: Tensor1D;
  readonly items: Tensor1D;
  /** Class of every item, [T + H]. */
  readonly classOfItem: Tensor1D;
  /** 1 where a row of the batch may be a negative of the anchor, else 0, [N, N]. */
  readonly eligible: Tensor2D;
  /** Picks each anchor's positives out of an [N, N] matrix, [N, Q]. */
  positive(matrix: Tensor2D): Tensor2D;
  /** 1 where the row is a query, 0 where it is a key, [N]. */
  readonly isQuery: Tensor1D;
  /** What the source keeps, in the order of its `state`. */
  readonly state: readonly Tensor[];
  /** Steps done before this one, []. */
  readonly step: Scalar;
  /** Fresh numbers on [0, 1), the same for every lane at the same step. */
  uniform(shape: readonly number[]): Tensor;
}

/** What a source that makes items itself sees of the encoder, before the batch is encoded. */
export interface Sight {
  /** The batch as the encoder reads it, [N, ...shape]. */
  readonly inputs: Tensor;
  /** Smallest and largest value an item is meant to hold. */
  readonly range: readonly [number, number];
  /** Unit rows of items, [M, d], as the encoder sees them before this step. */
  embed(inputs: Tensor): Tensor2D;
}

/** Items that a source made, constants to the loss. */
export interface Forged {
  /** As the encoder reads them, [M, ...shape]. */
  readonly inputs: Tensor;
  /** The item each was made from, by its number, -1 where there was none, [M]. */
  readonly items: Tensor1D;
}

/** What a source sees of a batch that was encoded. */
export interface Drawn extends Context {
  /** Unit rows of the batch, [N, d]; on the gradient tape. */
  readonly batch: Tensor2D;
  /** The same rows as the momentum encoder sees them, [N, d], constants; where `keys` asks for it. */
  readonly keys: Tensor2D | null;
  /** Unit rows of the items that `mine` named or `forge` made, [M, d]; on the gradient tape. */
  readonly mined: Tensor2D | null;
  /** Which items those are, or were made from, [M]. */
  readonly minedItems: Tensor1D | null;
}

/** Items for which a source looks for others among all training items. */
export interface Asked {
  /** Unit rows of those that ask, [M, d]; training items come before held-out ones. */
  readonly rows: Tensor2D;
  /** Unit rows of all training items, [T, d]. */
  readonly index: Tensor2D;
  /** 1 where a training item is no answer to one that asks, [M, T]. */
  readonly isTaken: Tensor2D;
}

/** Candidates besides the batch, X of them. Everything but `rows` is a constant. */
export interface Others {
  /** Unit rows, [X, d]. */
  readonly rows: Tensor2D;
  /** Class of each, -1 if it has none, [X]. */
  readonly classes: Tensor1D;
  /** The item each shows, or was made from, by its number; -1 if none, [X]. */
  readonly items: Tensor1D;
  /** 1 where it exists for the anchor, else 0, [1, X] for all anchors alike or [N, X]. */
  readonly exists: Tensor2D;
  /** Steps since it was encoded, [X]; null: it is fresh. */
  readonly age: Tensor1D | null;
}

/**
 * Where candidates come from. The first N candidates are always the batch itself (or its keys), in
 * its order, so that positives are found among them; `others` follow.
 */
export interface Source<K extends Knobs = Knobs> extends Part<K> {
  /** Whether the rows of the batch are negatives too, not only the `others`. */
  readonly batchActs: boolean;
  /** Why it can't be chosen with these data, in one sentence; null: it can. Missing: with any data. */
  unfitFor?(data: DataTraits): string | null;
  /** Whether all it adds is the near misses given with the data. */
  readonly readsNearMisses?: true;
  /** Whether the first N candidates are the momentum encoder's rows. */
  readonly keys?: boolean;
  /** What it keeps from step to step. */
  state?(sizes: Sizes, knobs: KnobValues<K>): readonly KeptArray[];
  /**
   * First values of the first array it keeps, read off the data before the lane starts; missing: as
   * `state` says. What it holds for held-out items is read where the page looks at one, never in
   * training.
   */
  lists?(train: Items, knobs: KnobValues<K>, heldOut?: Items): Float32Array;
  /** Candidates besides the batch. */
  others?(tf: Tf, drawn: Drawn, knobs: KnobTensors<K>): Others;
  /** What it keeps after the step, in the order of `state`. Runs outside the gradient. */
  next?(tf: Tf, drawn: Drawn, knobs: KnobTensors<K>): readonly Tensor[];
  /**
   * Items to encode along with the batch, [M]: M is the same at every step. For training items it
   * names training items.
   */
  mine?(tf: Tf, context: Context, knobs: KnobTensors<K>): Tensor1D;
  /** Items of its own making to encode along with the batch, in place of `mine`. M as there. */
  forge?(tf: Tf, context: Context, sight: Sight, knobs: KnobTensors<K>): Forged;
  /**
   * New state from all items, a piece at a time: before every step whose number is a multiple of
   * `every`, as the encoder then sees them; or, with `taughtFor`, once at the start, as a teacher sees
   * them: another encoder of the same kind that was trained for that many steps before. `next` gives
   * the rows that those items have in each array of `state`.
   */
  readonly refresh?: {
    every(knobs: KnobValues<K>): number;
    taughtFor?(knobs: KnobValues<K>): number;
    next(tf: Tf, asked: Asked, knobs: KnobTensors<K>): readonly Tensor[];
  };
  /** How many candidates there are besides the batch, X; missing: none. */
  candidates?(sizes: Sizes, knobs: KnobValues<K>): number;
  /** The last of them, where those are vectors that no item gave. */
  readonly synthetic?: {
    /** What kind of negatives they are, as in "64 learned negatives". */
    readonly name: string;
    count(sizes: Sizes, knobs: KnobValues<K>): number;
  };
  /** Whether some of them were encoded at earlier steps, so that they have an age. */
  readonly remembers?: boolean;
  /** How many vectors are compared with one another at a step, besides anchors with candidates. */
  comparisons?(sizes: Sizes, knobs: KnobValues<K>): number;
  /** How the comparisons of a step grow, in plain words: N rows of a batch, T training items. */
  readonly growth?: string;
}

/** Gives a source its exact knob names. */
export const defineSource = <const K extends Knobs>(source: Source<K>): Source<K> => source;

/** How slowly a second encoder follows the first: its weights are a running mean. */
export const encoderMomentum = {
  kind: 'number',
  label: 'Encoder momentum',
  hint: 'How slowly the second encoder follows: 1 never moves, 0 is the encoder itself.',
  min: 0,
  max: 1,
  step: 0.001,
  default: 0.99,
} as const;
