import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Knobs, KnobTensors, Part, Tf } from '../part';

/** What a guard sees: values only, outside the gradient. */
export interface Suspects {
  /** 1 where the candidate may be a negative of the anchor, else 0, [N, C]. */
  readonly eligible: Tensor2D;
  /** 1 where anchor and candidate truly share a class, else 0, [N, C]. */
  readonly sameClass: Tensor2D;
}

/** What protects from false negatives: candidates of the anchor's own class. */
export interface Guard<K extends Knobs = Knobs> extends Part<K> {
  /** `eligible` without the candidates it holds to be false negatives, [N, C]. */
  allowed(tf: Tf, suspects: Suspects, knobs: KnobTensors<K>): Tensor2D;
}

/** Gives a guard its exact knob names. */
export const defineGuard = <const K extends Knobs>(guard: Guard<K>): Guard<K> => guard;
