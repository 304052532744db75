import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Data, Items } from '../../parts/data';
import { randomStream } from '../../parts/random';
import { sizeOf } from '../../parts/sizeOf';
import type { Feed } from '../tensors/feed';
import { STREAM } from '../tensors/streams';
import { tidied } from '../tensors/tidied';
import { tf } from '../tf';
import type { LiveKnobs } from './liveKnobs';
import { groupsOf } from './lookAlikes';
import { itemsByClass, type Plan } from './plan';

/** One batch on the device. */
export interface Batch {
  /** What the encoder reads, [N, ...shape]. */
  readonly items: Tensor;
  /** 1 where two rows truly share a class, [N, N]. */
  readonly sameClass: Tensor2D;
  /** Class of each row, and the training item it shows, [N] each. */
  readonly classes: Tensor1D;
  readonly rows: Tensor1D;
  /** Steps done before this one, []. */
  step(): Scalar;
  /** Items of the pool as the encoder reads them, [M, ...shape], from their indices, [M]. */
  itemsOf(indices: Tensor1D): Tensor;
  /** Fresh numbers for the selection or the source, the same in every lane. */
  uniform(purpose: 'selection' | 'source', shape: readonly number[]): Tensor;
}

/** Which items a batch shows: a function of seed and step alone, [sampled]. */
export type Sampler = (seed: number, step: number) => Int32Array;

/** The items of one side of the split on the device, with the means to make batches of them. */
export class Pool {
  readonly values: Tensor2D;
  readonly byClass: readonly (readonly number[])[];
  /** Look-alike group of each class in `byClass`. */
  readonly groups: readonly number[];
  readonly pairs: readonly (readonly [query: number, key: number])[];
  readonly items: Items;
  readonly shape: readonly number[];

  constructor(items: Items, shape: readonly number[], groups: readonly number[]) {
    this.items = items;
    this.shape = shape;
    const features = sizeOf(shape);
    this.values = tf.keep(tf.tensor2d(items.values, [items.count, features]));
    this.byClass = itemsByClass(items.labels, groups.length);
    this.groups = groupsOf(this.byClass, items.labels, groups);
    const given = items.pairs ?? new Int32Array();
    this.pairs = Array.from({ length: given.length / 2 }, (_, i) => [
      given[2 * i] as number,
      given[2 * i + 1] as number,
    ]);
  }

  /** Every item as an encoder reads it, [items, ...shape]. */
  get all(): Tensor {
    return tf.reshape(this.values, [this.items.count, ...this.shape]);
  }

  /** Items as an encoder reads them, [M, ...shape], from their indices, [M]. */
  itemsOf = (indices: Tensor1D): Tensor =>
    tf.reshape(tf.gather(this.values, indices), [indices.size, ...this.shape]);

  /** Batches as the plan draws them for training. */
  sampler =
    ({ positives, layout }: Plan): Sampler =>
    (seed, step) =>
      positives.sample(this, layout, randomStream(seed, STREAM.batch, step));

  /** The batch that the feed says, of the items that `sampler` draws. The caller disposes it. */
  batch(plan: Plan, sampler: Sampler, feed: Feed, knobs: LiveKnobs): Batch {
    const { n, layout, positives } = plan;
    let last = { seed: Number.NaN, step: Number.NaN, rows: new Int32Array() };
    const rowsOf: Sampler = (seed, step) => {
      if (last.seed !== seed || last.step !== step) {
        const sampled = sampler(seed, step);
        last = { seed, step, rows: layout.items.map((item) => sampled[item] as number) };
      }
      return last.rows;
    };
    const rows = feed.tensor('rows', [n], 'int32', rowsOf) as Tensor1D;
    const classes = feed.tensor('classes', [n], 'float32', (seed, step) =>
      Float32Array.from(rowsOf(seed, step), (item) => this.items.labels[item] as number),
    );
    const { items, sameClass } = tidied(() => {
      const shaped = this.itemsOf(rows);
      const draws = () => ({
        perRow: () => feed.uniform('augmentation', [n, positives.drawsPerRow]),
        noise: () => feed.normal('noise', shaped.shape),
        keys: () => feed.keys('augmentation', 'noise'),
      });
      const apart = tf.sub(tf.reshape(classes, [n, 1]), tf.reshape(classes, [1, n]));
      return {
        items: positives.augment?.(tf, shaped, draws(), knobs.all) ?? shaped,
        sameClass: tf.sub(1, tf.step(tf.square(apart))) as Tensor2D,
      };
    });
    return {
      items,
      sameClass,
      classes: classes as Tensor1D,
      rows,
      step: () => feed.tensor('step', [], 'float32', (_, step) => Float32Array.of(step)) as Scalar,
      itemsOf: this.itemsOf,
      uniform: (purpose, shape) => feed.uniform(purpose, shape),
    };
  }

  dispose() {
    this.values.dispose();
  }
}

/** Loaded data, and both sides of their split on the device. */
export interface Sides {
  readonly data: Data;
  readonly train: Pool;
  readonly heldOut: Pool;
}

/** Both sides of the split on the device. */
export const pools = (data: Data): Sides => ({
  data,
  train: new Pool(data.train, data.shape, data.groups),
  heldOut: new Pool(data.heldOut, data.shape, data.groups),
});
