import type { Learned } from '../parts/datasets/learned';
import type { HeldOutMeasure } from './measures';

/** A lane seen from outside at one step. */
export interface Picture {
  readonly step: number;
  readonly measures: Readonly<Record<HeldOutMeasure, number>>;
  /** Comparisons of two vectors per step: anchors times candidates, plus what the source adds. */
  readonly comparisons: number;
  /** Milliseconds that the last step spent choosing negatives; null if the backend can't tell. */
  readonly miningMs: number | null;
  /** "16 classes x 4": the batch as it is. */
  readonly batch: string;
  /** Number of weights of the encoder. */
  readonly weightCount: number;
  readonly map: MapView;
  /** null before the first step: there was no batch yet. */
  readonly spectrum: Spectrum | null;
  readonly push: PushCurve | null;
  readonly anchor: AnchorView;
  /** Numbers that the lane's parts keep from step to step, as they are now. */
  readonly dials: readonly Dial[];
  /** Age of the candidates that were encoded at earlier steps; null if all are fresh. */
  readonly ages: Ages | null;
  /** Share of the candidates that the guard removed, 0..1; null before the first step. */
  readonly removed: number | null;
  /**
   * What was learnt of the problem the data pose (a lens shows it); null if the data have no lens.
   */
  readonly learned: Learned | null;
}

/** A number that a part keeps from step to step. */
export interface Dial {
  readonly label: string;
  /** What it is and what it is measured on, in a sentence. */
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
  /** [items, axes], with -32767..32767 for -1..1; the same scale in all lanes. */
  readonly positions: Int16Array;
  /** Share of the variance the map shows, 0..1. */
  readonly varianceShown: number;
  /** Synthetic negatives; null if the source makes none. */
  readonly synthetic: SyntheticView | null;
}

/**
 * Synthetic negatives: vectors between, beyond or instead of items, made by the source for the
 * anchor and the held-out items around it. At most 64 are shown: first those chosen for the anchor,
 * then others.
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

/** Where the pairs of the last training batch lie, as counts in equal bins. */
export interface Spectrum {
  /** 'distance': Euclidean, 0..2. 'similarity': cosine, -1..1. */
  readonly axis: 'distance' | 'similarity';
  readonly low: number;
  readonly high: number;
  readonly positives: Uint32Array;
  /** Candidates the guard let through. */
  readonly candidates: Uint32Array;
  readonly chosen: Uint32Array;
  /** Chosen negatives that are of the anchor's class in truth. */
  readonly chosenFalse: Uint32Array;
  /** Where the margin or the temperature stands on the axis; null if the loss has neither. */
  readonly band: { readonly label: string; readonly from: number; readonly to: number } | null;
}

/** The mean push on a candidate at each similarity, measured on the last training batch. */
export interface PushCurve {
  /**
   * Mean of N times d loss / d similarity of a candidate, in equal bins of cosine -1..1. Below 0
   * the loss draws candidates closer. NaN: no candidate there.
   */
  readonly push: Float32Array;
  /** Mean cosine of the positives. */
  readonly positive: number;
}

/** A held-out item as anchor in a held-out batch, under the lane's own selection and loss. */
export interface AnchorView {
  readonly item: number;
  readonly positive: number;
  readonly positiveSimilarity: number;
  /**
   * Candidates, most similar first: a held-out item by its number, training item t as -2 - t, a
   * synthetic one as -1.
   */
  readonly candidates: Int32Array;
  readonly similarity: Float32Array;
  /** 1 where the lane's selection chose it for this anchor and positive. */
  readonly chosen: Uint8Array;
  /** 1 where it is of the anchor's class in truth. */
  readonly isFalse: Uint8Array;
  /**
   * d loss / d similarity, as a share of the pull on the positive; below 0 the candidate is pulled,
   * too.
   */
  readonly push: Float32Array;
}
