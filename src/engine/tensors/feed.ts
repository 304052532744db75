import type { DataType, Tensor } from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from '../../parts/kernels';
import { streamKey, uniformAt } from '../../parts/random';
import { tf } from '../tf';
import { rewritten } from './inPlace';
import { STREAM } from './streams';

type Values = Float32Array | Int32Array;
type Purpose = keyof typeof STREAM;
/** The values of a tensor at a step of a run. */
type ValuesAt = (seed: number, step: number) => Values;

/**
 * Everything that changes from step to step besides the weights: item indices, classes, random
 * numbers. Each is a tensor made once, with new values at every step: functions of seed and step
 * alone, so that lanes get the same ones and a step can be repeated.
 */
export class Feed {
  private readonly made = new Map<string, { tensor: Tensor; valuesAt: ValuesAt }>();
  private seed = 0;
  private step = 0;

  /** All of its tensors. */
  get tensors(): Tensor[] {
    return [...this.made.values()].map(({ tensor }) => tensor);
  }

  /** Gives every tensor the values of this step. */
  advance(seed: number, step: number) {
    if (seed === this.seed && step === this.step) return;
    this.seed = seed;
    this.step = step;
    for (const entry of this.made.values())
      entry.tensor = rewritten(entry.tensor, entry.valuesAt(seed, step));
  }

  /** The tensor of this name; made at the first call, with the values of the present step. */
  tensor(name: string, shape: readonly number[], dtype: DataType, valuesAt: ValuesAt): Tensor {
    const known = this.made.get(name);
    if (known) return known.tensor;
    const values = valuesAt(this.seed, this.step);
    const tensor = tf.keep(tf.tensor(values, [...shape], dtype));
    this.made.set(name, { tensor, valuesAt });
    return tensor;
  }

  /** The keys of the streams that serve these purposes at this step, whole numbers, [purposes]. */
  keys = (...purposes: Purpose[]): Tensor =>
    this.tensor(`keys ${purposes}`, [purposes.length], 'int32', (seed, step) =>
      Int32Array.from(purposes, (purpose) => streamKey(seed, STREAM[purpose], step)),
    );

  /**
   * Uniform on [0, 1). Two calls with one purpose and shape give the same numbers: drawn on the
   * device where it has a kernel `CounterUniform`, else made here. Call within tidy.
   */
  uniform(purpose: Purpose, shape: readonly number[]): Tensor {
    if (hasKernel(tf, 'CounterUniform'))
      return runKernel(tf, 'CounterUniform', { key: this.keys(purpose) }, { shape: [...shape] });
    const size = shape.reduce((product, one) => product * one, 1);
    return this.tensor(`${purpose} ${shape}`, shape, 'float32', (seed, step) => {
      const key = streamKey(seed, STREAM[purpose], step);
      return Float32Array.from({ length: size }, (_, i) => uniformAt(key, i));
    });
  }

  /** Standard normal, by Box and Muller; drawn as uniform numbers are. */
  normal(purpose: Purpose, shape: readonly number[]): Tensor {
    if (hasKernel(tf, 'CounterNormal'))
      return runKernel(tf, 'CounterNormal', { key: this.keys(purpose) }, { shape: [...shape] });
    const size = shape.reduce((product, one) => product * one, 1);
    return this.tensor(`normal ${purpose} ${shape}`, shape, 'float32', (seed, step) => {
      const key = streamKey(seed, STREAM[purpose], step);
      return Float32Array.from(
        { length: size },
        (_, i) =>
          Math.sqrt(-2 * Math.log(1 - uniformAt(key, 2 * i))) *
          Math.cos(2 * Math.PI * uniformAt(key, 2 * i + 1)),
      );
    });
  }

  dispose() {
    tf.dispose(this.tensors);
    this.made.clear();
  }
}
