import type { Tensor } from '@tensorflow/tfjs-core';
import { streamKey, uniformAt } from '../parts/random';
import { tf } from './backends/tf';
import { STREAM } from './streams';

/**
 * The random numbers of one step: functions of seed and step alone, so lanes get the same ones
 * and a step can be repeated. Tensors are made once and shared by all lanes; `dispose` frees them.
 */
export class Draws {
  private readonly made = new Map<string, Tensor>();

  private readonly seed: number;
  private readonly step: number;

  constructor(seed: number, step: number) {
    this.seed = seed;
    this.step = step;
  }

  /** Uniform on [0, 1). Two calls with one purpose and shape give the same tensor. */
  uniform(purpose: keyof typeof STREAM, shape: readonly number[]): Tensor {
    return this.cached(
      `${purpose} ${shape}`,
      shape,
      (key, index) => uniformAt(key, index),
      purpose,
    );
  }

  /** Standard normal, by Box and Muller. */
  normal(purpose: keyof typeof STREAM, shape: readonly number[]): Tensor {
    return this.cached(
      `normal ${purpose} ${shape}`,
      shape,
      (key, index) =>
        Math.sqrt(-2 * Math.log(1 - uniformAt(key, 2 * index))) *
        Math.cos(2 * Math.PI * uniformAt(key, 2 * index + 1)),
      purpose,
    );
  }

  private cached(
    name: string,
    shape: readonly number[],
    value: (key: number, index: number) => number,
    purpose: keyof typeof STREAM,
  ): Tensor {
    const known = this.made.get(name);
    if (known) return known;
    const key = streamKey(this.seed, STREAM[purpose], this.step);
    const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
    for (let i = 0; i < values.length; i++) values[i] = value(key, i);
    const tensor = tf.keep(tf.tensor(values, [...shape]));
    this.made.set(name, tensor);
    return tensor;
  }

  dispose() {
    for (const tensor of this.made.values()) tensor.dispose();
    this.made.clear();
  }
}
