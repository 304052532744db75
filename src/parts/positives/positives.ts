import type { Tensor } from '@tensorflow/tfjs-core';
import type { DataTraits } from '../data';
import type { Knobs, KnobTensors, KnobValues, Part, Tf } from '../part';
import type { Random } from '../random';

/**
 * How a batch is laid out: fixed by the recipe, the same at every step. A batch holds N rows for
 * the encoder; row r shows item `items[r]` of the sample (two views show one item).
 */
export interface Layout {
  /** Items drawn from the data a step. */
  readonly sampled: number;
  /** Index into the sample, for each of the N rows, [N]. */
  readonly items: Int32Array;
  /** Rows that are the positives of each row, [N, Q] laid out one after the other. */
  readonly positives: Int32Array;
  /** Positives of each row. */
  readonly q: number;
  /** 1 where a row is a query, 0 where it is a key, [N]: for losses that go one way. */
  readonly isQuery: Uint8Array;
  /** Rows known to be no negatives of one another besides themselves and their positives. */
  readonly group: Int32Array;
  /** Whether classes of one look-alike group are drawn together. */
  readonly inGroups?: boolean;
  /** "16 classes x 4" or "64 pairs", in words. */
  readonly description: string;
}

/** How much there is to draw from. */
export interface Counts {
  readonly classes: number;
  /** Items of the smallest class. */
  readonly smallestClass: number;
  /** Pairs given with the data. */
  readonly pairs: number;
}

/** What there is to draw from. */
export interface Drawable {
  /** Items of each class. */
  readonly byClass: readonly (readonly number[])[];
  /** Look-alike group of each of these classes. */
  readonly groups: readonly number[];
  /** Pairs given with the data: query and key of each. */
  readonly pairs: readonly (readonly [query: number, key: number])[];
}

/** What counts as positive, and so how batches are drawn. */
export interface Positives<K extends Knobs = Knobs> extends Part<K> {
  /** Whether labels decide: then no candidate can be a false negative. */
  readonly byLabel: boolean;
  /**
   * Whether the pairs given with the data decide: then the queries among the items only ask, and
   * answer nobody.
   */
  readonly inPairs?: true;
  /** Why it can't be chosen with these data, in one sentence; null: it can. Missing: with any data. */
  unfitFor?(data: DataTraits): string | null;
  /** Whether only the hardest positive of each anchor is used; missing: all are. */
  hardestOnly?(knobs: KnobValues<K>): boolean;
  /** The layout for data with so much to draw from. */
  layout(knobs: KnobValues<K>, counts: Counts): Layout;
  /** Item indices of one batch, [sampled]. */
  sample(drawable: Drawable, layout: Layout, random: Random): Int32Array;
  /** How many uniform numbers `augment` wants for each row; 0 if it leaves rows alone. */
  readonly drawsPerRow: number;
  /**
   * Each row as the encoder gets it, from fresh draws [N, draws]: images [N, height, width, channels]
   * or points [N, features].
   */
  augment?(tf: Tf, items: Tensor, draws: Augmentation, knobs: KnobTensors<K>): Tensor;
}

/** Fresh numbers for one batch. */
export interface Augmentation {
  /** Uniform on [0, 1), [N, drawsPerRow]. */
  perRow(): Tensor;
  /** Standard normal, the shape of the items. */
  noise(): Tensor;
  /** The streams these two come from, as whole numbers, [2]. */
  keys(): Tensor;
}

/** Gives a kind of positives its exact knob names. */
export const definePositives = <const K extends Knobs>(positives: Positives<K>): Positives<K> =>
  positives;
