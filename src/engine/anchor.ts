import type { Tensor } from '@tensorflow/tfjs-core';
import type { AnchorView } from '../protocol/messages';
import { tf } from './backends/tf';
import type { Batch } from './batch';
import type { Lane } from './lane';
import type { Plan } from './plan';
import { pushesOf } from './pushes';
import { choose, meet } from './rows';

/** The row of one anchor among C candidates, the first N of which are the probe's batch. */
export type AnchorNumbers<T> = {
  /** [C] each. `chosen` is how strongly a candidate acts with the anchor's first positive. */
  readonly similarity: T;
  readonly allowed: T;
  readonly push: T;
  readonly chosen: T;
  readonly sameClass: T;
  /** The training item that each candidate behind the batch shows, -1 if none, [C - N]. */
  readonly others: T;
};

/** The first row of a batch, with the lane's own selection and loss acting on it alone. */
export function anchorTensors(lane: Lane, batch: Batch): AnchorNumbers<Tensor> {
  const { plan } = lane;
  const encoded = lane.encoded(batch.items);
  const met = meet(plan, encoded, batch, lane.kept, lane.knobs);
  const { choice, ...chosen } = choose(plan, met, encoded, batch, lane.kept, lane.knobs);
  const first = (tensor: Tensor) => {
    const row = tf.slice(tensor, 0, 1);
    return tf.reshape(row, [row.size]);
  };
  const onlyFirst = <T extends Tensor>(tensor: T): T => {
    const row = tf.slice(tensor, 0, 1);
    const rest = tf.zeros([plan.n - 1, ...tensor.shape.slice(1)]);
    return tf.concat([row, rest]) as T;
  };
  const seen = {
    ...chosen,
    raw: encoded.raw,
    embeddings: encoded.unit,
    candidates: met.candidates,
    similarity: met.similarity,
    eligible: met.eligible,
    sameClass: met.sameClass,
    weights: onlyFirst(chosen.weights),
    valid: onlyFirst(chosen.valid),
  };
  return {
    similarity: first(met.similarity),
    allowed: first(chosen.allowed),
    push: first(pushesOf(lane, seen)),
    chosen: tf.reshape(tf.slice(chosen.weights, [0, 0, 0], [1, 1, -1]), [-1]),
    sameClass: first(met.sameClass),
    others: met.others ? tf.cast(met.others.items, 'float32') : tf.zeros([0]),
  };
}

/** The view of held-out item `item` whose probe shows these items, in the order of its rows, [N]. */
export function anchorOf(
  { layout, n }: Plan,
  item: number,
  items: Int32Array,
  { similarity, allowed, push, chosen, sameClass, others }: AnchorNumbers<Float32Array>,
): AnchorView {
  const itemOf = (row: number) =>
    row < n ? (items[row] as number) : -2 - (others[row - n] as number);
  const positive = layout.positives[0] as number;
  const pull = Math.abs(push[positive] as number);
  const order = Array.from(similarity.keys())
    .filter((row) => allowed[row] === 1)
    .sort((a, b) => (similarity[b] as number) - (similarity[a] as number) || a - b);
  const inOrder = (value: (row: number) => number) => order.map(value);
  return {
    item,
    positive: itemOf(positive),
    positiveSimilarity: similarity[positive] as number,
    candidates: Int32Array.from(inOrder(itemOf)),
    similarity: Float32Array.from(inOrder((row) => similarity[row] as number)),
    chosen: Uint8Array.from(inOrder((row) => ((chosen[row] as number) > 0 ? 1 : 0))),
    isFalse: Uint8Array.from(inOrder((row) => sameClass[row] as number)),
    push: Float32Array.from(
      inOrder((row) => (pull > 0 ? Math.abs(push[row] as number) / pull : 0)),
    ),
  };
}
