import type { Learned } from '../parts/datasets/learned';
import type { HeldOutMeasure } from './measures';

/** A lane seen from outside at one step. */
export interface Picture {
  readonly step: number;
  readonly measures: Readonly<Record<HeldOutMeasure, number>>;
  /** Vectors compared with one another at a step: anchors times candidates, and what a source adds. */
  readonly comparisons: number;
  /** Milliseconds a step spent choosing; null where the backend does not tell. */
  readonly miningMs: number | null;
  /** "16 classes x 4": the batch as it is. */
  readonly batch: string;
  /** Weights of the encoder. */
  readonly weightCount: number;
  readonly map: MapView;
  /** null before the first step: there was no batch yet. */
  readonly spectrum: Spectrum | null;
  readonly push: PushCurve | null;
  readonly anchor: AnchorView;
  /** Numbers that the lane's parts keep from step to step, as they are now. */
  readonly dials: readonly Dial[];
  /** How old the candidates are that were encoded at earlier steps; null: all are fresh. */
  readonly ages: Ages | null;
  /** Share of the candidates that the guard removed, 0..1; null before the first step. */
  readonly removed: number | null;
  /** What was learnt of the very problem the data pose; null where the map says it all. */
  readonly learned: Learned | null;
}

/** A number that a part keeps from step to step. */
export interface Dial {
  readonly label: string;
  /** What it is and on what it is measured, in a sentence. */
  readonly hint: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How many steps ago candidates were encoded. */
export interface Ages {
  readonly mean: number;
  readonly oldest: number;
  /** Counts in equal bins of 0..`oldest`. */
  readonly bins: Uint32Array;
}

/** Held-out items on the map. */
export interface MapView {
  /** 'circle': d = 2 as it is; 'sphere': d = 3 as it is; 'pca': two main directions. */
  readonly projection: 'circle' | 'sphere' | 'pca';
  /** 2, or 3 for the sphere. */
  readonly axes: 2 | 3;
  /** [items, axes], -32767..32767 for -1..1: one scale in all lanes. */
  readonly positions: Int16Array;
  /** Share of the variance the map shows, 0..1. */
  readonly varianceShown: number;
  /** Negatives that no item gave; null where the source makes none. */
  readonly synthetic: SyntheticView | null;
}

/**
 * Negatives that a source made itself, as it makes them for the anchor and the held-out items around
 * it: vectors between, beyond or instead of items. At most 64 are shown: those chosen for the anchor,
 * then the first others.
 */
export interface SyntheticView {
  /** What kind they are, as in "64 learned negatives". */
  readonly name: string;
  /** [shown, axes], as those of items. */
  readonly positions: Int16Array;
  /** How many of them were chosen for the anchor: the first ones. */
  readonly chosen: number;
  /** How many there are, shown or not. */
  readonly count: number;
}

/** How many pairs of the last training batch lie where, as counts in equal bins. */
export interface Spectrum {
  /** 'distance': Euclidean, 0..2. 'similarity': cosine, -1..1. */
  readonly axis: 'distance' | 'similarity';
  readonly low: number;
  readonly high: number;
  readonly positives: Uint32Array;
  /** Candidates the guard let through. */
  readonly candidates: Uint32Array;
  readonly chosen: Uint32Array;
  /** Chosen that truly are of the anchor's class. */
  readonly chosenFalse: Uint32Array;
  /** Where the margin or the temperature stands on the axis, if the loss has one: from and to. */
  readonly band: { readonly label: string; readonly from: number; readonly to: number } | null;
}

/** The mean push on a candidate at each similarity, measured on the last training batch. */
export interface PushCurve {
  /**
   * Mean d loss / d similarity times N of a candidate, in equal bins of cosine -1..1: below 0 where the
   * loss draws candidates closer. NaN: none there.
   */
  readonly push: Float32Array;
  /** Mean cosine of the positives. */
  readonly positive: number;
}

/** One held-out item as anchor among a held-out batch, under the lane's own selection and loss. */
export interface AnchorView {
  readonly item: number;
  readonly positive: number;
  readonly positiveSimilarity: number;
  /**
   * Candidates, most similar first: a held-out item by its number, training item t as -2 - t, and
   * -1 for a vector that no item gave.
   */
  readonly candidates: Int32Array;
  readonly similarity: Float32Array;
  /** 1 where the lane's selection chose it for this anchor and positive. */
  readonly chosen: Uint8Array;
  /** 1 where it truly is of the anchor's class. */
  readonly isFalse: Uint8Array;
  /** d loss / d similarity of this row, as a share of the pull on its positive; below 0: pulled too. */
  readonly push: Float32Array;
}
