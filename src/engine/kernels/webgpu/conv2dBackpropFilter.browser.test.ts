import { beforeAll, expect, test } from 'vitest';
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

type Case = {
  images: [number, number, number, number];
  filter: [number, number, number, number];
  strides: [number, number];
  pad: 'same' | 'valid' | number;
};

const cases: Case[] = [
  { images: [3, 28, 28, 1], filter: [3, 3, 1, 16], strides: [2, 2], pad: 'same' },
  { images: [3, 13, 9, 5], filter: [5, 2, 5, 3], strides: [2, 1], pad: 'valid' },
  { images: [3, 7, 7, 16], filter: [3, 3, 16, 8], strides: [1, 1], pad: 1 },
  { images: [2, 9, 9, 4], filter: [4, 4, 4, 5], strides: [3, 3], pad: 'same' },
];

test.each(cases)(
  'images $images by $filter, strides $strides, padding $pad: the gradient by the filter is that of the CPU',
  async ({ images, filter, strides, pad }) => {
    const [x, weights] = [freshNumbers(images), freshNumbers(filter)];
    const compute = () => ({
      gradient: tf.grad((given) =>
        tf.sum(tf.square(tf.conv2d(x() as tf.Tensor4D, given as tf.Tensor4D, strides, pad))),
      )(weights()),
    });
    const expected = await numbersOn('cpu', compute);
    const actual = await numbersOn('webgpu', compute);
    expect(relativeError(actual.gradient as number[], expected.gradient as number[])).toBeLessThan(
      1e-5,
    );
    expect(gpuErrors).toEqual([]);
  },
);

test('plain TensorFlow.js code gets the gradient of a filter in two dispatches', () => {
  const x = freshNumbers([64, 28, 28, 1])() as tf.Tensor4D;
  const slope = freshNumbers([64, 14, 14, 16])() as tf.Tensor4D;
  const gradient = () =>
    tf.engine().runKernel('Conv2DBackpropFilter', { x, dy: slope }, {
      strides: 2,
      pad: 'same',
      dataFormat: 'NHWC',
      filterShape: [3, 3, 1, 16],
    } as never);
  expect(dispatchesOf(gradient)).toBe(2);
});

test('channels first still go to the stock kernel', async () => {
  const x = freshNumbers([2, 3, 6, 6])();
  const filter = freshNumbers([3, 3, 3, 4])();
  const last = tf.grad((given) =>
    tf.sum(
      tf.square(
        tf.conv2d(tf.transpose(x, [0, 2, 3, 1]) as tf.Tensor4D, given as tf.Tensor4D, 1, 'same'),
      ),
    ),
  )(filter);
  const first = tf.grad((given) =>
    tf.sum(tf.square(tf.conv2d(x as tf.Tensor4D, given as tf.Tensor4D, 1, 'same', 'NCHW'))),
  )(filter);
  expect(relativeError([...(await first.data())], [...(await last.data())])).toBeLessThan(1e-5);
});
