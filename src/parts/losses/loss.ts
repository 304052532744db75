import type { Scalar, Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Knobs, KnobTensors, KnobValues, Part, Tf } from '../part';
import { untaped } from '../untaped';

/**
 * What a loss reads. N anchors, C candidates, up to Q positives an anchor. A row is one anchor
 * with one of its positives; rows that do not exist have `valid` 0 and count for nothing.
 */
export interface Rows {
  /** Cosine of each anchor to each candidate, [N, C], -1..1; on the gradient tape. */
  readonly similarity: Tensor2D;
  /** Squared Euclidean distance, [N, C], 0..4, from direct differences; on the gradient tape. */
  squaredDistance(): Tensor2D;
  /** Picks from an [N, C] matrix the entries of each anchor's positives, [N, Q]. */
  positive(matrix: Tensor2D): Tensor2D;
  /** 1 where the row exists, else 0, [N, Q]; a constant. */
  readonly valid: Tensor2D;
  /** How strongly each negative acts in each row, >= 0, 0 if not chosen, [N, Q or 1, C]; a constant. */
  readonly weights: Tensor3D;
}

/** Where a knob of the loss stands on the axis of its negatives. */
export interface Band<K extends Knobs = Knobs> {
  /** The knob that moves its edge. */
  readonly knob: Extract<keyof K, string>;
  readonly label: string;
  /** Start, fixed by the mean cosine of the positives, and edge, moved by the knob. */
  range(knobs: KnobValues<K>, positiveSimilarity: number): readonly [start: number, edge: number];
  /** The knob's value that puts the edge there. */
  value(knobs: KnobValues<K>, positiveSimilarity: number, edge: number): number;
}

/** A training objective. Parts never dispose: both functions run inside tidy. */
export interface Loss<K extends Knobs = Knobs> extends Part<K> {
  /** The axis on which its negatives are best looked at. */
  readonly axis: 'distance' | 'similarity';
  /** 'queries': only first samples are anchors and only later ones candidates. */
  readonly anchors: 'all' | 'queries';
  /** The loss, in nats or in units of distance; 0 with zero gradient if no row exists. */
  value(tf: Tf, rows: Rows, knobs: KnobTensors<K>): Scalar;
  /** 1 where a chosen negative still moves the encoder noticeably, else 0; shape of `weights`. */
  active(tf: Tf, rows: Rows, knobs: KnobTensors<K>): Tensor3D;
  readonly band: Band<K>;
  /** The loss of an encoder that tells nothing apart, given the negatives of a row. */
  chance(knobs: KnobValues<K>, negatives: number): number;
}

/** Gives a loss its exact knob names. */
export const defineLoss = <const K extends Knobs>(loss: Loss<K>): Loss<K> => loss;

/** [N, Q] to [N, Q, 1], to meet [N, 1, C] in a row-by-candidate table. */
export const asRows = (tf: Tf, positive: Tensor2D): Tensor3D =>
  tf.reshape(positive, [positive.shape[0], positive.shape[1], 1]);

/** [N, C] to [N, 1, C], to meet [N, Q, 1] in a row-by-candidate table. */
export const asCandidates = (tf: Tf, matrix: Tensor2D): Tensor3D =>
  tf.reshape(matrix, [matrix.shape[0], 1, matrix.shape[1]]);

/** sum(values) / count, where a count of 0 makes the mean of nothing 0. */
export const meanOver = (tf: Tf, values: Tensor, count: Scalar): Scalar =>
  tf.div(tf.sum(values), tf.add(count, tf.sub(1, tf.step(count))));

/** The sum of everything, as a constant to the loss. */
export const constantSum = (tf: Tf, values: Tensor): Scalar =>
  untaped(tf, () => tf.sum(values) as Scalar);
