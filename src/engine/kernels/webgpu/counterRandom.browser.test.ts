import { beforeAll, expect, test } from 'vitest';
import { streamKey, uniformAt } from '../../../parts/random';
import { Feed } from '../../tensors/feed';
import { STREAM } from '../../tensors/streams';
import { tf } from '../../tf';
import { dispatchesOf, gpuErrors, numbersOn, openGpu } from './onGpu.testing';

beforeAll(openGpu);

const feedAt = (seed: number, step: number) => {
  const feed = new Feed();
  feed.advance(seed, step);
  return feed;
};

test.each([
  [7, 0],
  [9999, 123456],
  [0, 2 ** 31 - 1],
])('uniform numbers of seed %i at step %i are the processor’s, bit for bit', async (seed, step) => {
  const feed = feedAt(seed, step);
  const { drawn } = await numbersOn('webgpu', () => ({
    drawn: feed.uniform('selection', [3, 111]),
  }));
  const key = streamKey(seed, STREAM.selection, step);
  expect(drawn).toEqual(Array.from({ length: 333 }, (_, i) => uniformAt(key, i)));
  feed.dispose();
  expect(gpuErrors).toEqual([]);
});

test('normal numbers are the processor’s to 5e-5, with mean 0 and variance 1', async () => {
  const draw = async (backend: 'webgpu' | 'cpu') => {
    const feed = feedAt(7, 42);
    const { drawn } = await numbersOn(backend, () => ({ drawn: feed.normal('noise', [20000]) }));
    feed.dispose();
    return drawn as number[];
  };
  const [ours, expected] = [await draw('webgpu'), await draw('cpu')];
  ours.forEach((one, i) => void expect(Math.abs(one - (expected[i] as number))).toBeLessThan(5e-5));
  const mean = ours.reduce((sum, one) => sum + one, 0) / ours.length;
  const variance = ours.reduce((sum, one) => sum + (one - mean) ** 2, 0) / ours.length;
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(Math.abs(variance - 1)).toBeLessThan(0.04);
});

test('a step uploads one key for its random numbers, however many there are', () => {
  const feed = feedAt(7, 1);
  expect(dispatchesOf(() => feed.uniform('selection', [64, 3, 64]))).toBe(1);
  expect(feed.tensors.reduce((sum, { size }) => sum + size, 0)).toBe(1);
  feed.dispose();
  expect(tf.getBackend()).toBe('webgpu');
});
