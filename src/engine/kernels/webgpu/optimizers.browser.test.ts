import { beforeAll, describe, expect, test } from 'vitest';
import { adam } from '../../../parts/optimizers/adam';
import { adamW } from '../../../parts/optimizers/adamW';
import { sgd } from '../../../parts/optimizers/sgd';
import { webgpuInternals } from '../../tensors/webgpuInternals';
import { tf } from '../../tf';
import { adamUpdate } from './adamUpdate';
import {
  dispatchesOf,
  freshNumbers,
  gpuErrors,
  numbersOn,
  openGpu,
  relativeError,
} from './onGpu.testing';

beforeAll(openGpu);

const scalars = (values: Record<string, number>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, tf.scalar(value)]));

const adamKnobs = () =>
  scalars({ learningRate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-3, weightDecay: 0.05 });
const sgdKnobs = (lookAhead: string) => () => ({
  ...scalars({ learningRate: 0.1, momentum: 0.7, weightDecay: 0.05 }),
  lookAhead,
});

const optimizers = [
  { name: 'Adam', optimizer: adam, knobs: adamKnobs, dispatches: 2 },
  { name: 'AdamW', optimizer: adamW, knobs: adamKnobs, dispatches: 5 },
  { name: 'SGD', optimizer: sgd, knobs: sgdKnobs('off'), dispatches: 1 },
  { name: 'SGD that looks ahead', optimizer: sgd, knobs: sgdKnobs('nesterov'), dispatches: 1 },
];

/** Both ask for their kernel on WebGPU and are plain on the CPU. */
describe.each(optimizers)('$name', ({ optimizer, knobs, dispatches }) => {
  const step = (gradient: tf.Tensor, weights: tf.Tensor, slots: tf.Tensor[], ones: tf.Tensor[]) =>
    optimizer.update(
      tf,
      weights as tf.Tensor1D,
      gradient as tf.Tensor1D,
      { slots: slots as tf.Tensor1D[], scalars: ones as tf.Scalar[] },
      knobs() as never,
      [weights],
    );

  test.each([1, 37, 1000])(
    'moves %i weights as it does on the CPU, for three steps',
    async (size) => {
      const gradients = [1, 1, 1].map(() => freshNumbers([size]));
      const first = freshNumbers([size]);
      const compute = () => {
        let weights = first() as tf.Tensor1D;
        let slots = Array.from({ length: optimizer.slots }, () => tf.zeros([size]) as tf.Tensor1D);
        let ones = Array.from({ length: optimizer.scalars }, () => tf.scalar(1));
        for (const gradient of gradients)
          ({ weights, slots, scalars: ones } = step(gradient(), weights, slots, ones) as never);
        const state = [...slots, ...ones].map((tensor, i) => [`state ${i}`, tensor]);
        return { weights, ...(Object.fromEntries(state) as Record<string, tf.Tensor>) };
      };
      const expected = await numbersOn('cpu', compute);
      const actual = await numbersOn('webgpu', compute);
      for (const [name, numbers] of Object.entries(expected))
        expect(relativeError(actual[name] as number[], numbers), name).toBeLessThan(1e-5);
      expect(gpuErrors).toEqual([]);
    },
  );

  test('leaves the state it starts from as it is', async () => {
    const state = Array.from({ length: 1 + optimizer.slots }, () => tf.abs(freshNumbers([64])()));
    const copies = state.map((tensor) => tf.mul(tensor, 1));
    const ones = Array.from({ length: optimizer.scalars }, () => tf.scalar(1));
    step(freshNumbers([64])(), state[0] as tf.Tensor, state.slice(1), ones);
    for (const [i, tensor] of state.entries())
      expect([...(await tensor.data())]).toEqual([...(await (copies[i] as tf.Tensor).data())]);
    for (const one of ones) expect([...(await one.data())]).toEqual([1]);
  });

  test('costs few dispatches, however many weights there are', () => {
    const [weights, gradient, ...slots] = Array.from({ length: 2 + optimizer.slots }, () =>
      freshNumbers([56096])(),
    ) as [tf.Tensor, tf.Tensor, ...tf.Tensor[]];
    const ones = Array.from({ length: optimizer.scalars }, () => tf.scalar(1));
    const update = () => Object.values(step(gradient, weights, slots, ones)).flat();
    expect(dispatchesOf(update)).toBe(dispatches);
  });
});

test('Adam moves the same way where a shader may bind eight buffers only', async () => {
  const backend = webgpuInternals();
  const knobs = adamKnobs();
  const state = {
    weights: freshNumbers([12])(),
    gradient: freshNumbers([12])(),
    mean: freshNumbers([12])(),
    square: tf.abs(freshNumbers([12])()),
    power1: tf.scalar(0.5),
    power2: tf.scalar(0.7),
  };
  const updated = () =>
    Promise.all(
      adamUpdate({ inputs: { ...state, ...knobs } as never, attrs: undefined, backend }).map(
        async (info) => [...(await tf.engine().makeTensorFromTensorInfo(info).data())],
      ),
    );
  const expected = await updated();
  const limits = { maxStorageBuffersPerShaderStage: 8 };
  Object.defineProperty(backend.device, 'limits', { value: limits, configurable: true });
  try {
    expect(await updated()).toEqual(expected);
  } finally {
    Reflect.deleteProperty(backend.device, 'limits');
  }
});
