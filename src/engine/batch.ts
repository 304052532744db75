import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Data, Items } from '../parts/datasets/dataset';
import { randomStream } from '../parts/random';
import { tf } from './backends/tf';
import type { Draws } from './draws';
import { itemsByClass, type KnobTensors, type Plan } from './plan';
import { STREAM } from './streams';

/** One batch on the device. */
export interface Batch {
  /** What the encoder reads, [N, ...shape]. */
  readonly items: Tensor;
  /** 1 where two rows truly share a class, [N, N]. */
  readonly sameClass: Tensor2D;
  /** Fresh numbers for the selection, the same in every lane. */
  uniform(shape: readonly number[]): Tensor;
}

/** The items of one side of the split on the device, with the means to draw batches from them. */
export class Pool {
  readonly values: Tensor2D;
  readonly byClass: readonly (readonly number[])[];

  readonly items: Items;
  readonly shape: readonly number[];

  constructor(items: Items, shape: readonly number[], classes: number) {
    this.items = items;
    this.shape = shape;
    const features = shape.reduce((product, size) => product * size, 1);
    this.values = tf.keep(tf.tensor2d(items.values, [items.count, features]));
    this.byClass = itemsByClass(items.labels, classes);
  }

  /** Item indices of the batch at a step: a function of seed, step and layout alone. */
  sample(plan: Plan, seed: number, step: number): Int32Array {
    const random = randomStream(seed, STREAM.batch, step);
    return plan.positives.sample(this.byClass, plan.layout, random);
  }

  /** The batch that shows these items, drawn from `draws`. The caller disposes it. */
  batch(plan: Plan, sampled: Int32Array, draws: Draws, knobs: KnobTensors): Batch {
    const { items, sameClass } = tf.tidy(() => {
      const rows = Int32Array.from(plan.layout.items, (item) => sampled[item] as number);
      const labels = Float32Array.from(rows, (item) => this.items.labels[item] as number);
      const gathered = tf.gather(this.values, tf.tensor1d(rows, 'int32'));
      const shaped = tf.reshape(gathered, [plan.n, ...this.shape]);
      const { augment, drawsPerRow } = plan.positives;
      const classes = tf.tensor1d(labels);
      return {
        items: augment
          ? augment(
              tf,
              shaped as Tensor4D,
              {
                perRow: draws.uniform('augmentation', [plan.n, drawsPerRow]),
                noise: () => draws.normal('noise', shaped.shape),
              },
              knobs.all,
            )
          : shaped,
        sameClass: tf.sub(
          1,
          tf.step(
            tf.square(tf.sub(tf.reshape(classes, [plan.n, 1]), tf.reshape(classes, [1, plan.n]))),
          ),
        ) as Tensor2D,
      };
    });
    return { items, sameClass, uniform: (shape) => draws.uniform('selection', shape) };
  }

  dispose() {
    this.values.dispose();
  }
}

/** Both sides of the split on the device. */
export const pools = (data: Data) => ({
  train: new Pool(data.train, data.shape, data.classNames.length),
  heldOut: new Pool(data.heldOut, data.shape, data.classNames.length),
});
