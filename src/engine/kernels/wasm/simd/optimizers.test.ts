import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { runKernel } from '../../../../parts/kernels';
import { adam } from '../../../../parts/optimizers/adam';
import { sgd } from '../../../../parts/optimizers/sgd';
import { uniform } from '../../../../parts/random.testing';
import { tf } from '../../../tf';
import { BROKEN_NORM } from '../../webgpu/gradientNorm';
import { numbersOn, switchTo } from '../onWasm.testing';

beforeAll(async () => {
  await switchTo('cpu');
  await switchTo('wasm');
});

/** One that fills vectors, and one that leaves some over. */
const COUNTS = [64, 4099];

const STEPS = 5;

/** Every number of an optimizer after some steps on wasm and on the cpu, which has no kernel. */
async function both(
  optimizer: typeof adam | typeof sgd,
  count: number,
  knobs: Record<string, unknown>,
) {
  const random = () => Float32Array.from({ length: count }, () => uniform(-1, 1));
  const first = random();
  const gradients = Array.from({ length: STEPS }, random);
  const compute = () => {
    let weights = tf.tensor1d(first);
    let slots: readonly Tensor1D[] = Array.from({ length: optimizer.slots }, () =>
      tf.zeros([count]),
    );
    let scalars: readonly Scalar[] = Array.from({ length: optimizer.scalars }, () => tf.scalar(1));
    const live = Object.fromEntries(
      Object.entries(knobs).map(([name, value]) => [
        name,
        typeof value === 'number' ? tf.scalar(value) : value,
      ]),
    );
    for (const gradient of gradients)
      ({ weights, slots, scalars } = optimizer.update(
        tf,
        weights,
        tf.tensor1d(gradient),
        { slots, scalars },
        live as never,
        [{ shape: [count] }],
      ));
    return { weights, ...Object.fromEntries([...slots, ...scalars].entries()) };
  };
  return [await numbersOn('wasm', compute), await numbersOn('cpu', compute)] as const;
}

test.each(COUNTS)('Adam changes %s weights to the very numbers of its plain ops', async (count) => {
  const knobs = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 };
  const [actual, expected] = await both(adam, count, knobs);
  expect(actual).toEqual(expected);
});

test.each(COUNTS)('SGD changes %s weights to the very numbers of its plain ops', async (count) => {
  for (const lookAhead of ['off', 'nesterov']) {
    const knobs = { learningRate: 0.05, momentum: 0.9, weightDecay: 0.01, lookAhead };
    const [actual, expected] = await both(sgd, count, knobs);
    expect(actual, lookAhead).toEqual(expected);
  }
});

const normOf = async (gradient: number[]) => {
  const { norm } = await numbersOn('wasm', () => ({
    norm: runKernel(tf, 'GradientNorm', { gradient: tf.tensor1d(gradient) }),
  }));
  return norm?.[0] as number;
};

test('the length of a gradient is that of all its numbers', async () => {
  const gradient = Array.from({ length: 4099 }, () => uniform(-0.5, 0.5));
  expect(await normOf(gradient)).toBeCloseTo(Math.hypot(...gradient), 3);
  expect(await normOf([3, 4])).toBe(5);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e30])(
  'the length of a gradient with %s in it says that it is broken',
  async (number) => {
    expect(await normOf([1, 1, 1, 1, number])).toBe(Math.fround(BROKEN_NORM));
    expect(await normOf([number, 1, 1, 1, 1])).toBe(Math.fround(BROKEN_NORM));
  },
);
