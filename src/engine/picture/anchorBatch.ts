import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { type Random, randomStream, shuffled } from '../../parts/random';
import type { Lane } from '../lanes/lane';
import type { Batch, Pool, Sides } from '../step/batch';
import { groupsOf } from '../step/lookAlikes';
import { Feed } from '../tensors/feed';
import { rewritten } from '../tensors/inPlace';
import { STREAM } from '../tensors/streams';
import { tf } from '../tf';

/** The step whose random numbers these batches use: none that training reaches. */
const ANCHOR_STEP = 0x7fffffff;

/**
 * A batch of held-out items in the layout of a lane, around one of them that is asked for. Its items
 * go by numbers behind those of the training items, so that no source takes one for what it
 * remembers; its step is the lane's own, so that parts act as they do in training.
 */
export class AnchorBatch {
  /** The held-out item that is asked for. */
  item: number;
  /** The held-out item each row shows, the asked one first, [N]. */
  items: Int32Array;
  private readonly lane: Lane;
  private readonly sides: Sides;
  private readonly feed = new Feed();
  /** Steps the lane has done, []. */
  private done: Scalar;
  private drawn: Pick<Batch, 'rows' | 'classes'> | null = null;

  constructor(lane: Lane, sides: Sides, item: number) {
    this.lane = lane;
    this.sides = sides;
    this.done = tf.keep(tf.scalar(lane.step));
    this.item = item;
    this.items = this.itemsAround(item);
    this.feed.advance(lane.seed, ANCHOR_STEP);
  }

  /**
   * Asks for an item at the step the lane is at now: where tensors are rewritten in place, in the
   * batch there is already.
   */
  ask(item: number) {
    this.done = rewritten(this.done, Float32Array.of(this.lane.step));
    if (item === this.item) return;
    this.item = item;
    this.items = this.itemsAround(item);
    if (!this.drawn) return;
    rewritten(this.drawn.rows, this.items);
    rewritten(this.drawn.classes, Float32Array.from(this.items, this.labelOf));
  }

  /** The batch on the device; call within tidy. */
  batch(): Batch {
    const { lane, sides, feed } = this;
    const sampled = () => sampledAround(lane, sides, this.item);
    const batch = sides.heldOut.batch(lane.plan, sampled, feed, lane.knobs);
    this.drawn = batch;
    return {
      ...batch,
      rows: tf.add(batch.rows, tf.scalar(lane.plan.items, 'int32')),
      itemsOf: this.itemsOf,
      step: () => this.done,
    };
  }

  /** What says which items the batch shows and how they are drawn. */
  get tensors(): Tensor[] {
    return [this.done, ...this.feed.tensors];
  }

  dispose() {
    this.feed.dispose();
    this.done.dispose();
    this.drawn = null;
  }

  private labelOf = (item: number) => this.sides.heldOut.items.labels[item] as number;

  /** Items of both sides as the encoder reads them, [M, ...shape], from their numbers, [M]. */
  private itemsOf = (numbers: Tensor1D): Tensor => {
    const { train, heldOut } = this.sides;
    const { count } = train.items;
    const number = tf.cast(numbers, 'float32');
    const whole = (one: Tensor) => tf.cast(one, 'int32') as Tensor1D;
    const isHeldOut = tf.reshape(tf.step(tf.sub(number, count - 0.5)), [
      numbers.size,
      ...train.shape.map(() => 1),
    ]);
    return tf.add(
      tf.mul(heldOut.itemsOf(whole(tf.relu(tf.sub(number, count)))), isHeldOut),
      tf.mul(train.itemsOf(whole(tf.minimum(number, count - 1))), tf.sub(1, isHeldOut)),
    );
  };

  private itemsAround(item: number): Int32Array {
    const sampled = sampledAround(this.lane, this.sides, item);
    return this.lane.plan.layout.items.map((place) => sampled[place] as number);
  }
}

/**
 * Held-out items that make a batch of the lane's layout with `item` first, [sampled]. Where batches
 * are drawn by class: its own class, then classes of its look-alike group, then others; else at
 * random. Where fewer are held out than a batch has, some come again; their repeats are no candidates.
 */
function sampledAround(lane: Lane, { data, heldOut: pool }: Sides, item: number): Int32Array {
  const { layout, positives } = lane.plan;
  const random = randomStream(lane.seed, STREAM.probe, item);
  const itemFirst = (items: readonly number[]) => {
    const others = shuffled(items, random).filter((other) => other !== item);
    return items.includes(item) ? [item, ...others] : others;
  };
  if (!positives.byLabel)
    return positives.sample(
      {
        byClass: [filled(itemFirst(pool.byClass.flat()), layout.sampled)],
        groups: [0],
        pairs: filled(pairsAround(pool, item, random), layout.sampled),
      },
      layout,
      inOrder,
    );
  const label = pool.items.labels[item] as number;
  const distance = (items: readonly number[]) => {
    const own = pool.items.labels[items[0] as number] as number;
    if (own === label) return 0;
    return data.groups[own] === data.groups[label] ? 1 : 2;
  };
  const near = shuffled(pool.byClass, random).sort((a, b) => distance(a) - distance(b));
  const classes = filled(near, layout.sampled);
  const groups = groupsOf(classes, pool.items.labels, data.groups);
  const byClass = classes.map((items) => filled(itemFirst(items), layout.sampled));
  return positives.sample({ byClass, groups, pairs: pool.pairs }, layout, inOrder);
}

/** As many at least: all but the first come again, as often as they have to. */
function filled<T>(all: readonly T[], wanted: number): readonly T[] {
  if (all.length === 0 || all.length >= wanted) return all;
  const others = all.length > 1 ? all.slice(1) : all;
  const missing = wanted - all.length;
  return [...all, ...Array.from({ length: missing }, (_, i) => others[i % others.length] as T)];
}

/** The pairs given with the data in a random order, the one with `item` first and `item` in front. */
function pairsAround(pool: Pool, item: number, random: Random): Pool['pairs'] {
  const [own = [item, item]] = pool.pairs.filter((pair) => pair.includes(item));
  const others = shuffled(pool.pairs, random).filter((pair) => !pair.includes(item));
  return [own[0] === item ? own : [own[1], own[0]], ...others];
}

/** Draws that leave what they shuffle in its order: the first classes, and their first items. */
const inOrder: Random = { uniform: () => 0, normal: () => 0, integer: () => 0 };
