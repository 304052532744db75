import { beforeAll, describe, expect, test } from 'vitest';
import { type Activation, denseBlock } from '../../../parts/encoders/shared/blocks';
import { tf } from '../../tf';
import {
  dispatchesOf,
  freshNumbers,
  gpuErrors,
  numbersOn,
  openGpu,
  relativeError,
} from './onGpu.testing';

beforeAll(openGpu);

/** `denseBlock` asks for the kernel on WebGPU and is plain on the CPU. */
const layer =
  (activation: Activation | null) =>
  (...[rows, kernel, bias]: tf.Tensor[]) =>
    denseBlock(tf, rows as tf.Tensor2D, kernel as tf.Tensor2D, bias as tf.Tensor, activation);

const cases = [
  [3, 1024, 32],
  [64, 37, 16],
  [7, 144, 12],
  [3, 2, 64],
  [5, 13, 3],
  [3, 16, 1],
  [2, 1, 5],
].flatMap(([n, inputs, outputs]) =>
  (['relu', 'tanh', null] as const).map((activation) => ({
    n: n as number,
    inputs: inputs as number,
    outputs: outputs as number,
    activation,
  })),
);

describe.each(cases)('$n rows of $inputs to $outputs, $activation', (one) => {
  test('have the value and the gradients they have on the CPU', async () => {
    const { n, inputs, outputs, activation } = one;
    const given = [
      freshNumbers([n, inputs]),
      freshNumbers([inputs, outputs]),
      freshNumbers([outputs]),
    ];
    const probe = freshNumbers([n, outputs]);
    const op = layer(activation);
    const compute = () => {
      const gradients = tf.grads((...each) => tf.sum(tf.mul(op(...each), probe())));
      const [byRows, byKernel, byBias] = gradients(given.map((make) => make())) as [
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
      ];
      return { value: op(...given.map((make) => make())), byRows, byKernel, byBias };
    };
    const expected = await numbersOn('cpu', compute);
    const actual = await numbersOn('webgpu', compute);
    for (const [name, numbers] of Object.entries(expected))
      expect(relativeError(actual[name] as number[], numbers), name).toBeLessThan(1e-5);
    expect(gpuErrors).toEqual([]);
  });
});

test('a dense block costs one dispatch, its gradients two, and one where rows are constants', () => {
  const rows = freshNumbers([64, 1024])();
  const weights = [freshNumbers([1024, 32])(), freshNumbers([32])()];
  const slope = tf.ones([64, 32]);
  const op = layer('relu');
  expect(dispatchesOf(() => op(rows, ...weights))).toBe(1);
  const all = tf.grads((...each) => op(...each));
  expect(dispatchesOf(() => all([rows, ...weights], slope))).toBe(1 + 2);
  const weightsOnly = tf.grads((...each) => op(rows, ...each));
  expect(dispatchesOf(() => weightsOnly(weights, slope))).toBe(1 + 1);
});
