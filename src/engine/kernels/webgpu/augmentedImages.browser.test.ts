import { beforeAll, expect, test } from 'vitest';
import { augmented, DRAWS } from '../../../parts/positives/shared/augmented';
import { Feed } from '../../tensors/feed';
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

const STRENGTHS = {
  rotation: 0.7,
  stretch: 0.4,
  crop: 0.3,
  shear: 0.35,
  shift: 0.45,
  brightness: 0.4,
  noise: 0.3,
};

const seen = (images: () => tf.Tensor, shape: readonly number[], step: number) => () => {
  const feed = new Feed();
  feed.advance(7, step);
  const strengths = Object.fromEntries(
    Object.entries(STRENGTHS).map(([name, value]) => [name, tf.scalar(value)]),
  ) as Record<keyof typeof STRENGTHS, tf.Scalar>;
  const draws = {
    perRow: () => feed.uniform('augmentation', [shape[0] as number, DRAWS]),
    noise: () => feed.normal('noise', shape),
    keys: () => feed.keys('augmentation', 'noise'),
  };
  return { seen: augmented(tf, images() as tf.Tensor4D, draws, strengths) };
};

test.each([
  [1, 2, 2, 1],
  [3, 28, 28, 1],
  [5, 9, 13, 3],
  [2, 32, 17, 4],
])('views of %i images of %i x %i x %i are those of plain operations', async (...shape) => {
  const images = freshNumbers(shape);
  for (const step of [0, 1, 77]) {
    const ours = await numbersOn('webgpu', seen(images, shape, step));
    const expected = await numbersOn('cpu', seen(images, shape, step));
    expect(relativeError(ours.seen as number[], expected.seen as number[])).toBeLessThan(1e-4);
  }
  expect(gpuErrors).toEqual([]);
});

test('a batch of views costs two dispatches', () => {
  const images = tf.randomNormal([16, 12, 12, 1]);
  const feed = new Feed();
  const strength = tf.scalar(0.2);
  const strengths = Object.fromEntries(
    Object.keys(STRENGTHS).map((name) => [name, strength]),
  ) as Record<keyof typeof STRENGTHS, tf.Scalar>;
  const draws = {
    perRow: () => feed.uniform('augmentation', [16, DRAWS]),
    noise: () => feed.normal('noise', images.shape),
    keys: () => feed.keys('augmentation', 'noise'),
  };
  const count = dispatchesOf(() => augmented(tf, images as tf.Tensor4D, draws, strengths));
  expect(count).toBeLessThanOrEqual(2);
});
