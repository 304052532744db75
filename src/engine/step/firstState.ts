import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { randomStream, streamKey, uniformAt } from '../../parts/random';
import { sizeOf } from '../../parts/sizeOf';
import type { KeptArray } from '../../parts/sources/source';
import { STREAM } from '../tensors/streams';
import { tf } from '../tf';
import type { Plan } from './plan';
import type { LaneState } from './step';

/** What a lane starts from: functions of its plan and seed alone. */

/** First weights, uniform within each array's bounds: functions of seed, array and index alone. */
export function firstWeights(plan: Plan, seed: number): Float32Array {
  const values = new Float32Array(plan.weightCount);
  let at = 0;
  plan.weights.forEach(({ shape, bound, first = 0 }, array) => {
    const key = streamKey(seed, STREAM.weights, array);
    const size = sizeOf(shape);
    for (let i = 0; i < size; i++) values[at++] = first + (2 * uniformAt(key, i) - 1) * bound;
  });
  return values;
}

/** Every array of a lane at step 0, in the order of `tensorsOf`. */
export function firstValues(plan: Plan, seed: number) {
  const weights = () => ({ shape: [plan.weightCount], values: firstWeights(plan, seed) });
  const scalar = (value: number) => ({ shape: [], values: Float32Array.of(value) });
  return [
    weights(),
    ...Array.from({ length: plan.optimizer.slots }, () => ({
      shape: [plan.weightCount],
      values: new Float32Array(plan.weightCount),
    })),
    ...Array.from({ length: plan.optimizer.scalars }, () => scalar(1)),
    ...(plan.hasMomentumEncoder ? [weights()] : []),
    ...plan.kept.map((kept, array) => ({
      shape: [...kept.shape],
      values: (array === 0 && plan.lists?.slice()) || firstKept(kept, seed, array),
    })),
    ...plan.counted.map((name) => scalar(plan.selection.state?.[name]?.first ?? 0)),
    ...plan.guiding.map((shape) => ({
      shape: [...shape],
      values: new Float32Array(sizeOf(shape)),
    })),
  ];
}

export function firstState(plan: Plan, seed: number): LaneState {
  const made = firstValues(plan, seed).map(({ shape, values }) =>
    tf.keep(tf.tensor(values, shape)),
  );
  const take = <T extends Tensor>(count: number) => made.splice(0, count) as T[];
  return {
    weights: take<Tensor1D>(1)[0] as Tensor1D,
    slots: take(plan.optimizer.slots),
    scalars: take(plan.optimizer.scalars),
    follower: take(plan.hasMomentumEncoder ? 1 : 0),
    kept: {
      source: take(plan.kept.length),
      selection: take(plan.counted.length),
      ...(plan.guiding.length > 0 && { guard: take(plan.guiding.length) }),
    },
  };
}

/** First values of an array that a source keeps. */
function firstKept({ shape, first }: KeptArray, seed: number, array: number): Float32Array {
  const size = sizeOf(shape);
  if (first !== 'unit rows') return new Float32Array(size).fill(first);
  const random = randomStream(seed, STREAM.state, array);
  const values = Float32Array.from({ length: size }, () => random.normal());
  const d = shape.at(-1) as number;
  for (let start = 0; start < size; start += d) {
    const row = values.subarray(start, start + d);
    const norm = Math.hypot(...row);
    row.set(row.map((value) => value / norm));
  }
  return values;
}
