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
  /** Embeddings before they were normalised, [N, d]; on the gradient tape. */
  readonly raw: Tensor2D;
  /**
   * Picks from an [N, x] matrix the rows of the queries, and for each query the row of its first
   * positive: the two sides of B pairs, [B, x] each.
   */
  pairs(matrix: Tensor2D): readonly [queries: Tensor2D, partners: Tensor2D];
  /** Share of the candidates that a guard holds to be false negatives (tau+), 0..1; null: none. */
  readonly prior: Scalar | null;
}

/** Where a knob of the loss stands on the axis of its negatives. */
export interface Band<K extends Knobs = Knobs> {
  /** The knob that moves its edge. */
  readonly knob: Extract<keyof K, string>;
  readonly label: string;
  /** What the knob is measured in, where that is not the axis; null: it is. Missing: it always is. */
  unit?(knobs: KnobValues<K>): string | null;
  /**
   * Start, fixed by the mean cosine of the positives, and edge, moved by the knob; null: the edge is
   * not where the knob says, as another choice makes it idle.
   */
  range(
    knobs: KnobValues<K>,
    positiveSimilarity: number,
  ): readonly [start: number, edge: number] | null;
  /** The knob's value that puts the edge there. */
  value(knobs: KnobValues<K>, positiveSimilarity: number, edge: number): number;
}

/** A training objective. Parts never dispose: both functions run inside tidy. */
export interface Loss<K extends Knobs = Knobs> extends Part<K> {
  /** The axis on which its negatives are best looked at. */
  readonly axis: 'distance' | 'similarity';
  /**
   * 'queries': only first samples are anchors and only later ones candidates. 'bothWays': every
   * item is an anchor, but meets only the other side of the pairs.
   */
  readonly anchors: 'all' | 'queries' | 'bothWays';
  /** What one term of it is made of; 'none': it reads no negatives at all. */
  readonly terms: 'triplets' | 'negatives' | 'pairs' | 'none';
  /**
   * Whether it is a softmax of cosines over a temperature in which weights multiply the terms, and
   * whose sum takes the share that a guard holds to be false.
   */
  readonly softmax?: true;
  /** Whether it weighs the negatives of a row and corrects for false ones itself. */
  readonly corrects?: true;
  /** Whether it compares embeddings of any length, where a source keeps unit vectors alone. */
  readonly unnormalised?: true;
  /** Whether all negatives of an anchor act as one group, whichever of its positives they came with. */
  readonly together?: true;
  /** The loss, in nats or in units of distance; 0 with zero gradient if no row exists. */
  value(tf: Tf, rows: Rows, knobs: KnobTensors<K>): Scalar;
  /** 1 where a chosen negative still moves the encoder noticeably, else 0; shape of `weights`. */
  active(tf: Tf, rows: Rows, knobs: KnobTensors<K>): Tensor3D;
  /** null: no knob of it stands on that axis. */
  readonly band: Band<K> | null;
  /**
   * The loss of an encoder that sends everything to one point, given the negatives of a row and
   * its positives; null: not known without the data.
   */
  chance(knobs: KnobValues<K>, negatives: number, positives: number): number | null;
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
