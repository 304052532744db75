import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { rowRank } from '../../parts/selections/shared/rank';
import type { Picture } from '../../protocol/picture';
import type { Lane } from '../lanes/lane';
import type { Batch } from '../step/batch';
import type { Plan } from '../step/plan';
import { type Chosen, choose, type Met, meet } from '../step/rows';
import { tf } from '../tf';
import { encodedBy } from './encoded';
import type { PictureFacts } from './facts';
import { pushesOf } from './pushes';
import type { Made } from './view';

/** The row of one anchor among C candidates, the first N of which are the batch around it. */
export type AnchorNumbers<T> = {
  /** [C] each. `chosen` is how strongly a candidate acts with the anchor's first positive. */
  readonly similarity: T;
  readonly allowed: T;
  readonly push: T;
  readonly chosen: T;
  readonly sameClass: T;
  /** The item that each candidate behind the batch shows, by its number, -1 if none, [C - N]. */
  readonly others: T;
  /** Negatives that no item gave, those chosen for the anchor first, [S, d]; [0, d] if there are none. */
  readonly made: T;
  /** Of each of them: 2 chosen for the anchor, 1 a candidate of some row of the batch, 0 neither, [S]. */
  readonly madeState: T;
  /** How many there are that are a candidate of some row, [1]. */
  readonly madeCount: T;
};

/** Negatives that no item gave shown on a map at the most. */
const MOST_MADE = 64;

/** The first row of a batch, with the lane's own selection and loss acting on it alone. */
export function anchorTensors(lane: Lane, batch: Batch): AnchorNumbers<Tensor> {
  const { plan } = lane;
  const encoded = encodedBy(lane, batch);
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
    ...madeTensors(plan, met, chosen),
  };
}

/** The negatives that no item gave, as far as they are shown: chosen ones, then in their order. */
function madeTensors({ synthetic, d }: Plan, met: Met, { weights }: Chosen) {
  const { count } = synthetic;
  if (count === 0)
    return { made: tf.zeros([0, d]), madeState: tf.zeros([0]), madeCount: tf.zeros([0]) };
  const first = met.candidates.shape[0] - count;
  const ofAnchor = tf.slice(weights, [0, 0, first], [1, 1, count]);
  const exists = tf.max(tf.slice(met.eligible, [0, first], [-1, count]), 0, true);
  const state = tf.add(exists, tf.reshape(tf.step(ofAnchor), [1, count])) as Tensor2D;
  const shown = Math.min(MOST_MADE, count);
  const rank = rowRank(tf, tf.reshape(state, [1, 1, count]) as Tensor3D);
  const places = tf.reshape(tf.range(0, shown), [shown, 1]);
  const pick = tf.cast(tf.equal(places, tf.reshape(rank, [1, count])), 'float32');
  return {
    made: tf.matMul(pick as Tensor2D, tf.slice(met.candidates, [first, 0], [count, d])),
    madeState: tf.reshape(tf.matMul(pick as Tensor2D, state, false, true), [shown]),
    madeCount: tf.reshape(tf.sum(exists), [1]),
  };
}

/** The negatives that no item gave, for the map; null where the source makes none. */
export const madeBy = (
  { synthetic }: Plan,
  { made, madeState, madeCount }: AnchorNumbers<Float32Array>,
): Made | null =>
  synthetic.count > 0
    ? {
        name: synthetic.name,
        rows: made,
        state: madeState,
        count: Math.round(madeCount[0] as number),
      }
    : null;

/** The anchor among the candidates of its batch. */
export function anchorView(
  { plan, item, itemsOfBatch: items }: PictureFacts,
  { similarity, allowed, push, chosen, sameClass, others }: AnchorNumbers<Float32Array>,
): Pick<Picture, 'anchor'> {
  const { layout, n, items: training, synthetic } = plan;
  const firstMade = similarity.length - synthetic.count;
  const itemOf = (row: number) => {
    if (row < n) return items[row] as number;
    const shown = others[row - n] as number;
    if (row >= firstMade || shown < 0) return -1;
    return shown < training ? -2 - shown : shown - training;
  };
  const positive = layout.positives[0] as number;
  const pull = Math.abs(push[positive] as number);
  const order = Array.from(similarity.keys())
    .filter((row) => allowed[row] === 1 && !isRepeat(layout, items, row))
    .sort((a, b) => (similarity[b] as number) - (similarity[a] as number) || a - b);
  const inOrder = (value: (row: number) => number) => order.map(value);
  const anchor = {
    item,
    positive: itemOf(positive),
    positiveSimilarity: similarity[positive] as number,
    candidates: Int32Array.from(inOrder(itemOf)),
    similarity: Float32Array.from(inOrder((row) => similarity[row] as number)),
    chosen: Uint8Array.from(inOrder((row) => ((chosen[row] as number) > 0 ? 1 : 0))),
    isFalse: Uint8Array.from(inOrder((row) => sameClass[row] as number)),
    push: Float32Array.from(inOrder((row) => (pull > 0 ? (push[row] as number) / pull : 0))),
  };
  return { anchor };
}

/** Whether a row of the batch repeats an item only because there are too few items to fill it. */
const isRepeat = ({ items: places }: Plan['layout'], items: Int32Array, row: number): boolean =>
  items
    .subarray(0, row)
    .some((item, other) => item === items[row] && places[other] !== places[row]);
