import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Data } from '../parts/datasets/dataset';
import { type Random, randomStream, shuffled } from '../parts/random';
import type { AnchorView } from '../protocol/messages';
import { tf } from './backends/tf';
import type { Pool } from './batch';
import { Feed } from './feed';
import type { Lane } from './lane';
import { pushesOf } from './pushes';
import { choose, meet } from './rows';
import { STREAM } from './streams';
import { tidied } from './tidied';

/**
 * Held-out items that make a batch of the lane's layout with `item` first. Where batches are drawn
 * by class: its own class, then classes of its look-alike group, then others; else at random.
 */
function probeItems(lane: Lane, data: Data, pool: Pool, item: number, seed: number): Int32Array {
  const { layout, positives } = lane.plan;
  const random = randomStream(seed, STREAM.probe, item);
  const itemFirst = (items: readonly number[]) => {
    const others = shuffled(items, random).filter((other) => other !== item);
    return items.includes(item) ? [item, ...others] : others;
  };
  if (!positives.byLabel)
    return positives.sample([itemFirst(pool.byClass.flat())], layout, inOrder);
  const label = pool.items.labels[item] as number;
  const distance = (items: readonly number[]) => {
    const own = pool.items.labels[items[0] as number] as number;
    if (own === label) return 0;
    return data.groups[own] === data.groups[label] ? 1 : 2;
  };
  const classes = shuffled(pool.byClass, random).sort((a, b) => distance(a) - distance(b));
  return positives.sample(classes.map(itemFirst), layout, inOrder);
}

/** Draws that leave what they shuffle in its order: the first classes, and their first items. */
const inOrder: Random = { uniform: () => 0, normal: () => 0, integer: () => 0 };

/** One held-out item as anchor, with the lane's own selection and loss acting on its row alone. */
export async function anchorOf(
  lane: Lane,
  data: Data,
  pool: Pool,
  item: number,
): Promise<AnchorView> {
  const seed = Number(lane.recipe.knobs.seed);
  const { plan } = lane;
  const { n } = plan;
  const sampled = probeItems(lane, data, pool, item, seed);
  const feed = new Feed();
  feed.advance(seed, PROBE_STEP);
  const drawn = pool.batch(plan, () => sampled, feed, lane.knobs);
  // What a source remembers are training items, and these are not among them.
  const strangers = tf.fill([n], STRANGER) as Tensor1D;
  const batch = { ...drawn, rows: strangers };
  const probe = tidied(() => {
    const encoded = lane.encoded(batch.items);
    const met = meet(plan, encoded, batch, lane.kept, lane.knobs);
    const { choice, ...chosen } = choose(plan, met, encoded, batch, lane.kept, lane.knobs);
    const first = (tensor: Tensor) => {
      const row = tf.slice(tensor, 0, 1);
      return tf.reshape(row, [row.size]);
    };
    const onlyFirst = <T extends Tensor>(tensor: T): T => {
      const row = tf.slice(tensor, 0, 1);
      const rest = tf.zeros([n - 1, ...tensor.shape.slice(1)]);
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
  });
  feed.dispose();
  const read = async (tensor: Tensor) =>
    tensor.size > 0 ? ((await tensor.data()) as Float32Array) : new Float32Array();
  const { similarity, allowed, push, chosen, sameClass, others } = Object.fromEntries(
    await Promise.all(
      Object.entries(probe).map(async ([name, tensor]) => [name, await read(tensor)] as const),
    ),
  ) as Record<keyof typeof probe, Float32Array>;
  tf.dispose([...Object.values(probe), batch.items, batch.sameClass, strangers]);

  const itemOf = (row: number) =>
    row < n
      ? (sampled[plan.layout.items[row] as number] as number)
      : -2 - (others[row - n] as number);
  const positive = plan.layout.positives[0] as number;
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

/** The step whose random numbers every probe uses: none that training reaches. */
const PROBE_STEP = 0x7fffffff;
/** The number of an item that no source knows. */
const STRANGER = -2;
