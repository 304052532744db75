import type { Tensor } from '@tensorflow/tfjs-core';
import type { Data } from '../parts/datasets/dataset';
import { type Random, randomStream, shuffled } from '../parts/random';
import type { AnchorView } from '../protocol/messages';
import { tf } from './backends/tf';
import type { Pool } from './batch';
import { Feed } from './feed';
import type { Lane } from './lane';
import { pushesOf } from './pushes';
import { choose, compare } from './rows';
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
  const { q } = plan.layout;
  const sampled = probeItems(lane, data, pool, item, seed);
  const feed = new Feed();
  feed.advance(seed, PROBE_STEP);
  const batch = pool.batch(plan, () => sampled, feed, lane.knobs);
  const probe = tidied(() => {
    const embeddings = lane.embedded(batch.items);
    const { candidates, similarity } = compare(plan, embeddings, lane.knobs);
    const chosen = choose(plan, similarity, batch.sameClass, batch.uniform, lane.knobs);
    const firstRow = tf.tensor2d(
      Float32Array.from({ length: n * q }, (_, row) => (row === 0 ? 1 : 0)),
      [n, q],
    );
    const only = tf.reshape(firstRow, [n, q, 1]);
    const seen = {
      embeddings,
      candidates,
      similarity,
      weights: tf.mul(chosen.weights, only) as typeof chosen.weights,
      allowed: chosen.allowed,
      valid: tf.mul(tf.onesLike(chosen.valid), firstRow) as typeof chosen.valid,
      sameClass: batch.sameClass,
    };
    const row = (tensor: Tensor) => tf.reshape(tf.slice(tensor, [0, 0], [1, n]), [n]);
    return {
      similarity: row(similarity),
      allowed: row(chosen.allowed),
      push: row(pushesOf(lane, seen)),
      chosen: tf.reshape(tf.slice(chosen.weights, [0, 0, 0], [1, 1, n]), [n]),
      sameClass: row(batch.sameClass),
    };
  });
  feed.dispose();
  const [similarity, allowed, push, chosen, sameClass] = (await Promise.all(
    [probe.similarity, probe.allowed, probe.push, probe.chosen, probe.sameClass].map((tensor) =>
      tensor.data(),
    ),
  )) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  tf.dispose([...Object.values(probe), batch.items, batch.sameClass]);

  const itemOf = (row: number) => sampled[plan.layout.items[row] as number] as number;
  const positive = plan.layout.positives[0] as number;
  const pull = Math.abs(push[positive] as number);
  const order = Array.from({ length: n }, (_, row) => row)
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
