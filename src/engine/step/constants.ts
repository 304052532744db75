import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Data, Items } from '../../parts/data';
import type { Loss } from '../../parts/losses/loss';
import type { Layout, Positives } from '../../parts/positives/positives';
import { tf } from '../tf';

/** What a plan knows of every item, training items first: T of them, then H held-out ones. */
export interface ItemConstants {
  /** Class of every item, [T + H]. */
  readonly classOfItem: Tensor1D;
  /**
   * What every item belongs to as far as the positives know, [T + H]: items of one number are never
   * one another's negatives.
   */
  readonly groupOfItem: Tensor1D;
  /** 1 where a training item only asks, and so answers nobody, [T]. */
  readonly asksOnly: Tensor1D;
}

/** What follows from the layout of a batch of N rows with Q positives each. */
export interface BatchConstants {
  /** 1 where the candidate is that positive of the anchor, [N, Q, N]. */
  readonly positiveTable: Tensor3D;
  /** 1 where the row exists, [N, Q]. */
  readonly valid: Tensor2D;
  /** 1 where the row may be a negative of the anchor before any guard, [N, N]. */
  readonly eligible: Tensor2D;
  /** 1 where the row is an anchor, [N, 1]. */
  readonly asks: Tensor2D;
  /** 1 where the row is a query, [N]. */
  readonly isQuery: Tensor1D;
  /** Rows that are queries, and the first positive of each, as one 1 to a row, [B, N] each. */
  readonly sides: readonly [queries: Tensor2D, partners: Tensor2D];
  /** The first positive of each row, as one 1 to a row, [N, N]. */
  readonly partners: Tensor2D;
}

/**
 * What belongs together among all items: a class, a given pair, or an item and itself; and which of
 * the training items only ask.
 */
export function itemConstants(
  { byLabel, inPairs }: Positives,
  { train, heldOut }: Data,
): ItemConstants {
  const together = ({ count, labels, pairs }: Items, first: number) => {
    const group = Array.from({ length: count }, (_, item) =>
      byLabel ? (labels[item] as number) : first + item,
    );
    if (inPairs)
      for (let i = 0; i < (pairs?.length ?? 0); i += 2)
        group[pairs?.[i + 1] as number] = group[pairs?.[i] as number] as number;
    return group;
  };
  const asksOnly = new Float32Array(train.count);
  if (inPairs)
    for (const query of train.pairs?.filter((_, at) => at % 2 === 0) ?? []) asksOnly[query] = 1;
  return {
    classOfItem: tf.keep(tf.tensor1d(Float32Array.from([...train.labels, ...heldOut.labels]))),
    groupOfItem: tf.keep(tf.tensor1d([...together(train, 0), ...together(heldOut, train.count)])),
    asksOnly: tf.keep(tf.tensor1d(asksOnly)),
  };
}

/** With at least so many texts, no list of nearest texts that a source keeps runs out. */
const MANY_TEXTS = 512;

/**
 * Queries of a batch, if all queries are pictures and all keys texts. Then all that a source names
 * are texts too: pictures only ask, and an item without near misses that stands in for one is void.
 */
export function leadingPictures({ isQuery }: Layout, { pictures, train }: Data): number | null {
  const { pairs = new Int32Array(), texts = [] } = train;
  const isPicture = (item: number) => texts[item] === '';
  const goOneWay = pairs.every((item, at) => isPicture(item) === (at % 2 === 0));
  if (!pictures || !goOneWay || pairs.length < 2 * MANY_TEXTS) return null;
  return isQuery.reduce((sum, one) => sum + one, 0);
}

/** Which rows exist and which candidates may be negatives, from the layout of the batch. */
export function batchConstants(layout: Layout, anchors: Loss['anchors']): BatchConstants {
  const n = layout.items.length;
  const { q, positives: positiveRows, isQuery, group } = layout;
  const table = new Float32Array(n * q * n);
  const valid = new Float32Array(n * q);
  const eligible = new Float32Array(n * n);
  const asking = Float32Array.from(isQuery, (query) => (anchors === 'queries' ? query : 1));
  for (let anchor = 0; anchor < n; anchor++) {
    const asks = asking[anchor] === 1;
    const answers = (candidate: number) =>
      anchors === 'all' || isQuery[candidate] !== isQuery[anchor];
    for (let i = anchor * q; i < (anchor + 1) * q; i++) {
      const positive = positiveRows[i] as number;
      table[i * n + positive] = 1;
      valid[i] = asks && answers(positive) ? 1 : 0;
    }
    for (let candidate = 0; candidate < n; candidate++)
      eligible[anchor * n + candidate] =
        asks && answers(candidate) && group[anchor] !== group[candidate] ? 1 : 0;
  }
  const oneHot = (rows: readonly number[]) => {
    const values = new Float32Array(rows.length * n);
    rows.forEach((row, i) => void values.fill(1, i * n + row, i * n + row + 1));
    return tf.keep(tf.tensor2d(values, [rows.length, n]));
  };
  const partnerOf = (row: number) => positiveRows[row * q] as number;
  const every = Array.from({ length: n }, (_, row) => row);
  const queries = every.filter((row) => isQuery[row] === 1);
  return {
    positiveTable: tf.keep(tf.tensor3d(table, [n, q, n])),
    valid: tf.keep(tf.tensor2d(valid, [n, q])),
    eligible: tf.keep(tf.tensor2d(eligible, [n, n])),
    asks: tf.keep(tf.tensor2d(asking, [n, 1])),
    isQuery: tf.keep(tf.tensor1d(Float32Array.from(isQuery))),
    sides: [oneHot(queries), oneHot(queries.map(partnerOf))] as const,
    partners: oneHot(every.map(partnerOf)),
  };
}
