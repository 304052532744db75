import type { Scalar, Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Knobs, KnobTensors, KnobValues, Part, Tf } from '../part';

/** What a selection sees: values only, outside the gradient. Sizes as in `Rows` of a loss. */
export interface Choice {
  /** Cosine of each anchor to each candidate, [N, C]. */
  readonly similarity: Tensor2D;
  /** Cosine of each anchor to its positives, [N, Q]. */
  readonly positiveSimilarity: Tensor2D;
  /** 1 where the positive exists, else 0, [N, Q]; missing: all of them do. */
  readonly valid?: Tensor2D;
  /** 1 where the candidate may be a negative of the anchor, else 0, [N, C]. */
  readonly eligible: Tensor2D;
  /** Fresh numbers on [0, 1), the same for every lane at the same step. */
  uniform(shape: readonly number[]): Tensor;
  /** Dimensions of the embeddings, d. */
  readonly dimensions: number;
  /** Steps done before this one, []. */
  readonly step: Scalar;
  /** The numbers the selection keeps, by the names in its `state`. */
  readonly state: Readonly<Record<string, Scalar>>;
}

/** A number that a selection keeps from step to step. */
export interface Kept {
  readonly label: string;
  /** What it is and on what it is measured, in a sentence. */
  readonly hint: string;
  /** Its value at step 0. */
  readonly first: number;
  /** The values it can take. */
  readonly range: readonly [number, number];
}

/** What the step that has just been computed measured, [] each. */
export interface Achieved {
  /** Share of the chosen negatives that still move the encoder. */
  readonly activeShare: Scalar;
  /** Mean rank of the chosen among the candidates let through, 1 is the most similar. */
  readonly hardness: Scalar;
}

/** Which eligible candidates act as negatives, and how strongly. */
export interface Selection<K extends Knobs = Knobs> extends Part<K> {
  /**
   * Weights >= 0, [N, Q or 1, C]: one table for every positive of an anchor (1), or one each (Q).
   * 0 on candidates that are not eligible. Fewer eligible than wanted: all of them.
   */
  weights(tf: Tf, choice: Choice, knobs: KnobTensors<K>): Tensor3D;
  /**
   * How many negatives of an anchor act, with weight 1, where everything lies on one point, given
   * its candidates; null: none, so such an encoder costs nothing. Missing: `k` of them if it has
   * that knob, else all.
   */
  acting?(candidates: number, knobs: KnobValues<K>): number | null;
  /**
   * Whether it may choose different candidates for each positive of an anchor. Missing: one table
   * serves all of them, [N, 1, C].
   */
  readonly perPositive?: true;
  /** What it keeps from step to step; shown on screen. */
  readonly state?: Readonly<Record<string, Kept>>;
  /** What it keeps after a step, every name of `state`. Runs outside the gradient. */
  next?(
    tf: Tf,
    choice: Choice,
    achieved: Achieved,
    knobs: KnobTensors<K>,
  ): Readonly<Record<string, Scalar>>;
}

/** Gives a selection its exact knob names. */
export const defineSelection = <const K extends Knobs>(selection: Selection<K>): Selection<K> =>
  selection;

/** Negatives that act on each anchor and positive under these knobs of a recipe; null: no knob says. */
export const negativesPerPair = (knobs: KnobValues<Knobs>): number | null =>
  'k' in knobs ? Number(knobs.k) : null;

/** The knob of every selection that keeps a number of negatives. */
export const k = {
  kind: 'number',
  label: 'Negatives per pair',
  hint: 'How many negatives act on each anchor and positive. With many, mining tends to show less.',
  min: 1,
  max: 64,
  step: 1,
  default: 1,
} as const;
