import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Knobs, KnobTensors, Part, Tf } from '../part';

/** What a selection sees: values only, outside the gradient. Sizes as in `Rows` of a loss. */
export interface Choice {
  /** Cosine of each anchor to each candidate, [N, C]. */
  readonly similarity: Tensor2D;
  /** Cosine of each anchor to its positives, [N, Q]. */
  readonly positiveSimilarity: Tensor2D;
  /** 1 where the candidate may be a negative of the anchor, else 0, [N, C]. */
  readonly eligible: Tensor2D;
  /** Fresh numbers on [0, 1), the same for every lane at the same step. */
  uniform(shape: readonly number[]): Tensor;
}

/** Which eligible candidates act as negatives, and how strongly. */
export interface Selection<K extends Knobs = Knobs> extends Part<K> {
  /**
   * Weights >= 0, [N, Q or 1, C]: one table for every positive of an anchor (1), or one each (Q).
   * 0 on candidates that are not eligible. Fewer eligible than wanted: all of them.
   */
  weights(tf: Tf, choice: Choice, knobs: KnobTensors<K>): Tensor3D;
}

/** Gives a selection its exact knob names. */
export const defineSelection = <const K extends Knobs>(selection: Selection<K>): Selection<K> =>
  selection;

/** The knob of every selection that keeps a number of negatives. */
export const k = {
  kind: 'number',
  label: 'Negatives per pair',
  hint: 'How many negatives act on each anchor and positive. With many, mining shows little.',
  min: 1,
  max: 64,
  step: 1,
  default: 1,
} as const;
