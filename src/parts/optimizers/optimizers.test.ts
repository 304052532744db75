import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { onWasm } from '../../engine/run/inNode.testing';
import { tf } from '../../engine/tf';
import { type Knob, type KnobValue, restarts } from '../part';
import { type OptimizerId, optimizers } from '.';
import type { Optimizer } from './optimizer';

beforeAll(onWasm);

/** A matrix of 2 x 2 and a bias of 2, end to end. */
const ARRAYS = [{ shape: [2, 2] }, { shape: [2] }];
const WEIGHTS = [0.3, -0.4, 1.2, 0, 0.5, -0.5];
const GRADIENT = [2, 0, -1, 2, 0.1, 0.4];

/** Weights after each of the steps down these gradients, with knobs at their default or as given. */
function descended(
  id: OptimizerId,
  given: Readonly<Record<string, KnobValue>>,
  gradients: readonly (readonly number[])[],
  start: readonly number[] = WEIGHTS,
): number[][] {
  const optimizer: Optimizer = optimizers[id];
  const knobs = Object.fromEntries(
    Object.entries(optimizer.knobs as Record<string, Knob>).map(([name, knob]) => {
      const value = given[name] ?? knob.default;
      return [name, restarts(knob) ? value : tf.scalar(Number(value))];
    }),
  );
  let state: ReturnType<Optimizer['update']> = {
    weights: tf.tensor1d([...start]),
    slots: Array.from({ length: optimizer.slots }, () => tf.zeros([start.length]) as Tensor1D),
    scalars: Array.from({ length: optimizer.scalars }, () => tf.scalar(1) as Scalar),
  };
  return gradients.map((gradient) => {
    const slope = tf.tensor1d([...gradient]);
    state = optimizer.update(tf, state.weights, slope, state, knobs, ARRAYS);
    return [...state.weights.dataSync()];
  });
}

const moved = (to: readonly number[] | undefined, from: readonly number[] = WEIGHTS) =>
  from.map((weight, i) => (to?.[i] as number) - Math.fround(weight));

const expectNear = (actual: readonly number[] | undefined, expected: readonly number[]) => {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(actual?.[i]).toBeCloseTo(value, 5);
};

describe.each(Object.keys(optimizers) as OptimizerId[])('%s', (id) => {
  test('moves every weight against its gradient', () => {
    const [after] = descended(id, { weightDecay: 0 }, [GRADIENT]);
    for (const [i, step] of moved(after).entries())
      expect(Math.sign(step) + Math.sign(GRADIENT[i] as number)).toBe(0);
  });

  test('weights and gradients of 0 give no NaN and stay 0', () => {
    const zeros = WEIGHTS.map(() => 0);
    for (const after of descended(id, { weightDecay: 0.1 }, [zeros, zeros], zeros))
      expect(after.map(Math.abs)).toEqual(zeros);
  });

  test.each([1e-30, 1e-15, 1e15])('a gradient of size %f gives finite weights', (size) => {
    const gradient = GRADIENT.map((value) => value * size);
    for (const after of descended(id, {}, [gradient, gradient]))
      expect(after.every(Number.isFinite)).toBe(true);
  });

  test('tells its formula and when it helps', () => {
    expect(optimizers[id].formula).toContain('\\eta');
    expect(optimizers[id].advice).toMatch(/\.$/);
  });
});

describe('AdamW', () => {
  test('without decay it is Adam, and with it weights shrink by rate times decay before the step', () => {
    const steps = [GRADIENT, GRADIENT];
    const plain = descended('adamW', { learningRate: 0.1, weightDecay: 0 }, steps);
    expect(plain).toEqual(descended('adam', { learningRate: 0.1, weightDecay: 0 }, steps));
    const [decayed] = descended('adamW', { learningRate: 0.1, weightDecay: 0.5 }, [GRADIENT]);
    expectNear(
      moved(decayed, plain[0]),
      WEIGHTS.map((weight) => -0.05 * weight),
    );
  });
});

describe('LARS', () => {
  const knobs = { learningRate: 1, momentum: 0, trustCoefficient: 0.1, weightDecay: 0 };

  test('a layer moves by the trusted share of its own length, however long its gradient is', () => {
    // The matrix has length 1.3 and gradient length 3; the bias takes its gradient as it is.
    const expected = [...GRADIENT.slice(0, 4).map((value) => (value * 0.13) / 3), 0.1, 0.4];
    const [after] = descended('lars', knobs, [GRADIENT]);
    expectNear(
      moved(after),
      expected.map((value) => -value),
    );
    const longer = [...GRADIENT.slice(0, 4).map((value) => 1000 * value), 0.1, 0.4];
    expectNear(descended('lars', knobs, [longer])[0], after as number[]);
  });

  test('biases are scaled and decayed like the others only when told so', () => {
    const scale = (0.1 * Math.hypot(0.5, 0.5)) / Math.hypot(0.1, 0.4);
    const [scaled] = descended('lars', { ...knobs, biases: 'scaled' }, [GRADIENT]);
    expectNear(moved(scaled).slice(4), [-0.1 * scale, -0.4 * scale]);
    const still = WEIGHTS.map(() => 0);
    const [left] = descended('lars', { ...knobs, weightDecay: 0.1 }, [still]);
    expect(moved(left).slice(4)).toEqual([0, 0]);
    expect(left?.[0]).toBeLessThan(WEIGHTS[0] as number);
  });

  test('a layer of zeros takes its plain gradient, beside one that is scaled', () => {
    const start = [0, 0, 0, 0, 0.5, -0.5];
    const [after] = descended('lars', { ...knobs, biases: 'scaled' }, [GRADIENT], start);
    expectNear(after?.slice(0, 4), [-2, 0, 1, -2]);
  });

  test('the sum of lengths counts gradient and decay apart, so where they oppose it steps less', () => {
    // Gradient and decayed weights cancel in part: 0.5 w against -0.1 w.
    const gradient = WEIGHTS.map((weight) => -0.5 * weight);
    const opposed = { ...knobs, weightDecay: 0.1 };
    const [together] = descended('lars', opposed, [gradient]);
    const [apart] = descended('lars', { ...opposed, trustRatio: 'apart' }, [gradient]);
    expectNear(
      moved(together).slice(0, 4),
      WEIGHTS.slice(0, 4).map((weight) => 0.1 * weight),
    );
    const share = (0.1 * 0.4) / 0.6;
    expectNear(
      moved(apart).slice(0, 4),
      WEIGHTS.slice(0, 4).map((weight) => share * weight),
    );
  });
});
