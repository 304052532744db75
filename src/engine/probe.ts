import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Data } from '../parts/datasets/dataset';
import { type Random, randomStream, shuffled } from '../parts/random';
import { tf } from './backends/tf';
import type { Batch, Pool } from './batch';
import { Feed } from './feed';
import { rewritten } from './inPlace';
import type { Lane } from './lane';
import { STREAM } from './streams';

/** The step whose random numbers every probe uses: none that training reaches. */
const PROBE_STEP = 0x7fffffff;
/** The number of an item that no source knows. */
const STRANGER = -2;

/** A batch of held-out items in the layout of a lane, around one of them that is asked for. */
export class Probe {
  /** The held-out item that is asked for. */
  item: number;
  /** The held-out item each row shows, the asked one first, [N]. */
  items: Int32Array;
  private readonly lane: Lane;
  private readonly data: Data;
  private readonly pool: Pool;
  private readonly feed = new Feed();
  private drawn: Pick<Batch, 'rows' | 'classes'> | null = null;

  /** @param pool the held-out items */
  constructor(lane: Lane, data: Data, pool: Pool, item: number) {
    this.lane = lane;
    this.data = data;
    this.pool = pool;
    this.item = item;
    this.items = this.itemsAround(item);
    this.feed.advance(lane.seed, PROBE_STEP);
  }

  /** Asks for another item: where tensors are rewritten in place, in the batch there is already. */
  ask(item: number) {
    if (item === this.item) return;
    this.item = item;
    this.items = this.itemsAround(item);
    if (!this.drawn) return;
    rewritten(this.drawn.rows, this.items);
    rewritten(this.drawn.classes, Float32Array.from(this.items, this.labelOf));
  }

  /** The batch on the device; call within tidy. */
  batch(): Batch {
    const { lane, pool, feed } = this;
    const { n } = lane.plan;
    const sampled = () => sampledAround(lane, this.data, pool, this.item);
    const batch = pool.batch(lane.plan, sampled, feed, lane.knobs);
    this.drawn = batch;
    // What a source remembers are training items, and these are not among them.
    return { ...batch, rows: tf.fill([n], STRANGER) as Tensor1D };
  }

  /** What says which items the batch shows and how they are drawn. */
  get tensors(): Tensor[] {
    return this.feed.tensors;
  }

  dispose() {
    this.feed.dispose();
    this.drawn = null;
  }

  private labelOf = (item: number) => this.pool.items.labels[item] as number;

  private itemsAround(item: number): Int32Array {
    const sampled = sampledAround(this.lane, this.data, this.pool, item);
    return this.lane.plan.layout.items.map((place) => sampled[place] as number);
  }
}

/**
 * Held-out items that make a batch of the lane's layout with `item` first, [sampled]. Where batches
 * are drawn by class: its own class, then classes of its look-alike group, then others; else at
 * random.
 */
function sampledAround(lane: Lane, data: Data, pool: Pool, item: number): Int32Array {
  const { layout, positives } = lane.plan;
  const random = randomStream(lane.seed, STREAM.probe, item);
  const itemFirst = (items: readonly number[]) => {
    const others = shuffled(items, random).filter((other) => other !== item);
    return items.includes(item) ? [item, ...others] : others;
  };
  if (!positives.byLabel)
    return positives.sample(
      { byClass: [itemFirst(pool.byClass.flat())], pairs: pairsAround(pool, item, random) },
      layout,
      inOrder,
    );
  const label = pool.items.labels[item] as number;
  const distance = (items: readonly number[]) => {
    const own = pool.items.labels[items[0] as number] as number;
    if (own === label) return 0;
    return data.groups[own] === data.groups[label] ? 1 : 2;
  };
  const classes = shuffled(pool.byClass, random).sort((a, b) => distance(a) - distance(b));
  return positives.sample({ byClass: classes.map(itemFirst), pairs: pool.pairs }, layout, inOrder);
}

/** The pairs given with the data in a random order, the one with `item` first and `item` in front. */
function pairsAround(pool: Pool, item: number, random: Random): Pool['pairs'] {
  const [own = [item, item]] = pool.pairs.filter((pair) => pair.includes(item));
  const others = shuffled(pool.pairs, random).filter((pair) => !pair.includes(item));
  return [own[0] === item ? own : [own[1], own[0]], ...others];
}

/** Draws that leave what they shuffle in its order: the first classes, and their first items. */
const inOrder: Random = { uniform: () => 0, normal: () => 0, integer: () => 0 };
