import { beforeAll, expect, test } from 'vitest';
import { sigmoidBias } from '../../../parts/losses/shared/sigmoidBias';
import { expectedOfEach, hard, onDevice } from '../../../parts/losses/shared/sigmoidBias.testing';
import { tf } from '../../tf';
import { withoutKernel } from '../withoutKernel.testing';
import { dispatchesOf, gpuErrors, numbersOn, openGpu } from './onGpu.testing';

beforeAll(async () => {
  await openGpu();
  withoutKernel('SigmoidBias', 'cpu');
});

const biasOn = async (backend: 'webgpu' | 'cpu', compute: () => tf.Tensor): Promise<number> =>
  ((await numbersOn(backend, () => ({ bias: compute() }))).bias as number[])[0] as number;

test.each(hard)('the bias is as good as that of plain ops: $name', async ({ pairs }) => {
  const bias = await biasOn('webgpu', () => sigmoidBias(tf, onDevice(pairs)));
  expect(Math.abs(expectedOfEach(pairs, bias) - 1)).toBeLessThan(0.02);
  expect(gpuErrors).toEqual([]);
});

test('of batches as in training it is the same bias', async () => {
  const [{ pairs } = { pairs: null }] = hard;
  if (!pairs) throw new Error('There are no pairs to fit a bias to.');
  const compute = () => sigmoidBias(tf, onDevice(pairs));
  expect(await biasOn('webgpu', compute)).toBeCloseTo(await biasOn('cpu', compute), 4);
});

test.each([
  ['no pair', 0, 0],
  ['no negative', 1, 0],
  ['no positive', 0, 1],
])('%s: the bias is a number, and that of plain ops', async (_case, valid, weight) => {
  const compute = () =>
    sigmoidBias(tf, {
      positives: tf.tensor2d([[4], [-3]]),
      valid: tf.fill([2, 1], valid),
      negatives: tf.tensor2d([[5], [-1]]),
      weights: tf.fill([2, 1], weight),
    });
  const bias = await biasOn('webgpu', compute);
  expect(Number.isFinite(bias)).toBe(true);
  expect(bias).toBeCloseTo(await biasOn('cpu', compute), 3);
});

test('fitting costs one dispatch', () => {
  const pairs = onDevice((hard[0] as (typeof hard)[0]).pairs);
  expect(dispatchesOf(() => sigmoidBias(tf, pairs))).toBe(1);
});
