import type { Scalar } from '@tensorflow/tfjs-core';
import type { Knobs, KnobTensors, Part, Tf } from '../part';

/** How the learning rate changes over the steps. */
export interface Schedule<K extends Knobs = Knobs> extends Part<K> {
  /**
   * What the learning rate is multiplied by at the step that follows `step` steps done, [], 0..1.
   * Missing: the rate stays as it is, and the step costs nothing more.
   */
  factor?(tf: Tf, step: Scalar, knobs: KnobTensors<K>): Scalar;
}

/** Gives a schedule its exact knob names. */
export const defineSchedule = <const K extends Knobs>(schedule: Schedule<K>): Schedule<K> =>
  schedule;
