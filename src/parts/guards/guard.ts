import type { Scalar, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Knobs, KnobTensors, KnobValues, Part, Tf } from '../part';

/** What a guard sees: values only, outside the gradient. N anchors, C candidates, Q positives. */
export interface Suspects {
  /** 1 where the candidate may be a negative of the anchor, else 0, [N, C]. */
  readonly eligible: Tensor2D;
  /** 1 where anchor and candidate truly share a class, else 0, [N, C]. */
  readonly sameClass: Tensor2D;
  /** Cosine of each anchor to each candidate, [N, C]. */
  readonly similarity: Tensor2D;
  /** Cosine of each anchor to its positives, [N, Q]. */
  readonly positiveSimilarity: Tensor2D;
  /** 1 where the positive exists, else 0, [N, Q]. */
  readonly valid: Tensor2D;
  /** Picks for each anchor the row of its first positive from an [N, x] matrix, [N, x]. */
  partner(matrix: Tensor2D): Tensor2D;
  /**
   * The same cosines as a teacher or the momentum encoder sees them, where the guard asked for one;
   * else those of the encoder itself. What a teacher can't see, since no item gave it, is below every
   * cosine.
   */
  readonly guide: { readonly similarity: Tensor2D; readonly positiveSimilarity: Tensor2D };
}

/** What protects from false negatives: candidates of the anchor's own class. */
export interface Guard<K extends Knobs = Knobs> extends Part<K> {
  /** `eligible` without the candidates it holds to be false negatives, [N, C]. */
  allowed(tf: Tf, suspects: Suspects, knobs: KnobTensors<K>): Tensor2D;
  /**
   * Candidates that become positives of their anchor, one to a table: 1 at the candidate, else 0;
   * all 0 where there is none, [N, F, C]. Missing, or undefined where F is 0: none ever does.
   */
  attracted?(tf: Tf, suspects: Suspects, knobs: KnobTensors<K>): Tensor3D | undefined;
  /** How many such candidates an anchor may get, F. */
  attracts?(knobs: KnobValues<K>): number;
  /** Share of the candidates it holds to be false without knowing which (tau+), 0..1. */
  prior?(knobs: KnobTensors<K>): Scalar;
  /** Whether `guide` has to come from the momentum encoder. */
  asksMomentumEncoder?(knobs: KnobValues<K>): boolean;
  /**
   * Steps for which a teacher is trained before the lane starts, and from which `guide` then
   * comes: another encoder of the same kind, which stays as it is. null: none is asked for.
   */
  taughtFor?(knobs: KnobValues<K>): number | null;
}

/** Gives a guard its exact knob names. */
export const defineGuard = <const K extends Knobs>(guard: Guard<K>): Guard<K> => guard;
