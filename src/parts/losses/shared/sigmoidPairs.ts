import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';
import { untaped } from '../../untaped';
import { asRows, constantSum, type Rows } from '../loss';
import { type PairLogits, sigmoidBias } from './sigmoidBias';

/** What the sigmoid loss decides about each positive and each candidate. */
export interface SigmoidPairs extends PairLogits {
  /** Anchors that have a positive. */
  readonly anchors: Scalar;
}

/**
 * Logits but for the bias, and how strongly each candidate acts on each anchor: the mean over the
 * anchor's rows.
 */
export function pairsOf(tf: Tf, rows: Rows, scale: Scalar): SigmoidPairs {
  const { similarity, valid, weights } = rows;
  const rowsOfAnchor = untaped(tf, () => tf.sum(valid, 1, true) as Tensor2D);
  return {
    positives: tf.mul(rows.positive(similarity), scale) as Tensor2D,
    valid,
    negatives: tf.mul(similarity, scale) as Tensor2D,
    weights: untaped(
      tf,
      () =>
        tf.div(
          tf.sum(tf.mul(weights, asRows(tf, valid)), 1),
          tf.maximum(rowsOfAnchor, 1),
        ) as Tensor2D,
    ),
    anchors: constantSum(
      tf,
      untaped(tf, () => tf.step(rowsOfAnchor)),
    ),
  };
}

interface Fitted {
  readonly pairs: SigmoidPairs;
  readonly bias: Scalar;
  readonly scale: Scalar;
}

/**
 * The loss of these rows is asked for first, then which of their negatives act: both use the same
 * pairs.
 */
const last = new WeakMap<Rows, Fitted>();

/** The pairs of the rows and the bias fitted to them, computed once for as long as it lives. */
export function fittedPairs(tf: Tf, rows: Rows, scale: Scalar): Fitted {
  const known = last.get(rows);
  if (known && known.scale === scale && !known.bias.isDisposed) return known;
  const pairs = pairsOf(tf, rows, scale);
  const fitted = { pairs, bias: sigmoidBias(tf, pairs), scale };
  last.set(rows, fitted);
  return fitted;
}
