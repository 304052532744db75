import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Knobs, KnobTensors, Part, Tf } from '../part';

/** Where candidates come from. */
export interface Source<K extends Knobs = Knobs> extends Part<K> {
  /**
   * The candidates of every anchor, [C, d], unit rows. The first N are the batch itself, in its
   * order, so that positives are found among them.
   */
  candidates(tf: Tf, batch: Tensor2D, knobs: KnobTensors<K>): Tensor2D;
}

/** Gives a source its exact knob names. */
export const defineSource = <const K extends Knobs>(source: Source<K>): Source<K> => source;
