import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { DataKind } from '../data';
import { hasKernel, runKernel } from '../kernels';
import type { Knobs, KnobValues, Part, Tf } from '../part';

/** One array of weights, drawn uniformly from first - bound..first + bound at the start. */
export interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  /** 1 / sqrt(inputs of a unit), as torch.nn.Linear and Conv2d do by default. */
  readonly bound: number;
  /** What the draws lie around, 0 unless told: 1 for gains, which start by changing nothing. */
  readonly first?: number;
}

/** What turns items into embeddings. */
export interface Encoder<K extends Knobs = Knobs> extends Part<K> {
  /** Kinds of items it reads. */
  readonly accepts: readonly DataKind[];
  /**
   * Its weights, in the order `embed` takes them, for items of this shape and d dimensions; of texts,
   * with so many words (0: no texts).
   */
  weights(
    shape: readonly number[],
    d: number,
    knobs: KnobValues<K>,
    words: number,
  ): readonly Weight[];
  /**
   * Embeddings before they are normalised, [N, d], from items [N, ...shape]. Of pictures and texts
   * `pictures` may say that the first so many rows are pictures and all others texts.
   */
  embed(
    tf: Tf,
    items: Tensor,
    weights: readonly Tensor[],
    knobs: KnobValues<K>,
    pictures?: number | null,
  ): Tensor2D;
}

/** Gives an encoder its exact knob names. */
export const defineEncoder = <const K extends Knobs>(encoder: Encoder<K>): Encoder<K> => encoder;

/**
 * Rows of unit length: x / sqrt(|x|^2 + 1e-12), so that a zero row is 0 and its gradient finite. A
 * backend that has a kernel `NormaliseRows` is asked.
 */
export function normalised(tf: Tf, rows: Tensor2D): Tensor2D {
  if (hasKernel(tf, 'NormaliseRows')) return runKernel(tf, 'NormaliseRows', { rows });
  return tf.mul(rows, tf.rsqrt(tf.add(tf.sum(tf.square(rows), 1, true), 1e-12)));
}
