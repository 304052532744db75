import { beforeAll, describe, expect, test } from 'vitest';
import { tf } from '../../tf';
import { MACHINES, numbersOn, relativeError, switchTo } from './onWasm.testing';

const FILTERS: [number, number][] = [
  [1, 1],
  [2, 2],
  [3, 3],
  [5, 5],
  [3, 2],
];
const STRIDES: (number | [number, number])[] = [1, 2, 3, [2, 1]];
const CHANNELS = [1, 3];
const SIZES: [number, number][] = [
  [7, 7],
  [8, 5],
];

type Pad =
  | 'same'
  | 'valid'
  | [[number, number], [number, number], [number, number], [number, number]];
const PADS: Pad[] = [
  'same',
  'valid',
  [
    [0, 0],
    [2, 1],
    [0, 3],
    [0, 0],
  ],
];

/** The convolution of random images and its gradients by images and filter. */
function convolution(
  [height, width]: [number, number],
  channels: number,
  [filterHeight, filterWidth]: [number, number],
  stride: number | [number, number],
  pad: Pad,
) {
  const x = tf.randomNormal<tf.Rank.R4>([3, height, width, channels], 0, 1, 'float32', 1);
  const shape: [number, number, number, number] = [filterHeight, filterWidth, channels, 4];
  const filter = tf.randomNormal<tf.Rank.R4>(shape, 0, 1, 'float32', 2);
  const convolve = (x: tf.Tensor, filter: tf.Tensor) =>
    tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride, pad);
  const value = convolve(x, filter);
  const dy = tf.randomNormal(value.shape, 0, 1, 'float32', 3);
  const [dx, dFilter] = tf.grads(convolve)([x, filter], dy) as [tf.Tensor, tf.Tensor];
  return { value, dx, dFilter };
}

beforeAll(() => switchTo('cpu'));

describe.each(MACHINES)('%s', (_, open) => {
  beforeAll(open);

  describe.each(PADS)('padding %s', (...padding) => {
    const pad = (padding.length === 1 ? padding[0] : padding) as Pad;
    test.each(STRIDES)('stride %s: wasm gives the gradients the cpu gives', async (stride) => {
      for (const size of SIZES) {
        for (const filter of FILTERS) {
          for (const channels of CHANNELS) {
            const compute = () => convolution(size, channels, filter, stride, pad);
            const expected = await numbersOn('cpu', compute);
            const actual = await numbersOn('wasm', compute);
            for (const [name, numbers] of Object.entries(expected)) {
              const shape = `${name}, images ${size}, filter ${filter}, ${channels} channels`;
              expect(relativeError(actual[name] ?? [], numbers), shape).toBeLessThan(1e-5);
            }
          }
        }
      }
    });
  });

  test('a batch too large to unfold at once gives the same gradient', async () => {
    const images = tf.util.sizeFromShape([4, 28, 28, 8]);
    const compute = () => {
      const x = tf.reshape(tf.sin(tf.range(0, images)), [4, 28, 28, 8]);
      const convolve = (filter: tf.Tensor) =>
        tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, 'same');
      const filter = tf.randomNormal([5, 5, 8, 2], 0, 1, 'float32', 2);
      const dy = tf.randomNormal([4, 28, 28, 2], 0, 1, 'float32', 3);
      return { dFilter: tf.grad(convolve)(filter, dy) };
    };
    const expected = await numbersOn('cpu', compute);
    const actual = await numbersOn('wasm', compute);
    expect(relativeError(actual.dFilter ?? [], expected.dFilter ?? [])).toBeLessThan(1e-5);
  });
});
