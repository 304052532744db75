import { beforeAll, describe, expect, test } from 'vitest';
import { runKernel } from '../../../parts/kernels';
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

interface Case {
  readonly images: [number, number, number, number];
  readonly out: number;
  readonly size: number;
  readonly stride: number;
}

const cases: Case[] = [
  { images: [3, 28, 28, 1], out: 16, size: 3, stride: 2 },
  { images: [3, 13, 9, 3], out: 5, size: 3, stride: 1 },
  { images: [3, 13, 13, 16], out: 8, size: 3, stride: 2 },
  { images: [3, 7, 7, 16], out: 5, size: 3, stride: 1 },
  { images: [3, 7, 7, 5], out: 16, size: 3, stride: 2 },
  { images: [2, 7, 5, 4], out: 4, size: 5, stride: 2 },
  { images: [1, 1, 1, 3], out: 3, size: 3, stride: 2 },
  { images: [2, 6, 6, 2], out: 4, size: 1, stride: 2 },
];

function example({ images, out, size, stride }: Case) {
  const numbers = [
    freshNumbers(images),
    freshNumbers([size, size, images[3], out]),
    freshNumbers([out]),
  ];
  const probe = freshNumbers([
    images[0],
    Math.ceil(images[1] / stride),
    Math.ceil(images[2] / stride),
    out,
  ]);
  const made = () => numbers.map((one) => one());
  const plain = (...[x, kernel, bias]: tf.Tensor[]) =>
    tf.relu(
      tf.add(tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, stride, 'same'), bias as tf.Tensor),
    );
  const block = (...[x, kernel, bias]: tf.Tensor[]) =>
    runKernel(tf, 'ConvolutionBlock', { images: x, kernel, bias } as never, {
      stride,
    }) as tf.Tensor;
  const all = (op: typeof plain) => () => {
    const gradients = tf.grads((...given) => tf.sum(tf.mul(op(...given), probe())));
    const [byImages, byKernel, byBias] = gradients(made()) as [tf.Tensor, tf.Tensor, tf.Tensor];
    return { value: op(...made()), byImages, byKernel, byBias };
  };
  return { made, plain: all(plain), block: all(block), op: block };
}

describe.each(cases)(
  'a block of images $images by $size x $size to $out, stride $stride',
  (one) => {
    test('has the value and the gradients of convolution, bias and ReLU', async () => {
      const { plain, block } = example(one);
      const expected = await numbersOn('cpu', plain);
      const actual = await numbersOn('webgpu', block);
      for (const [name, numbers] of Object.entries(expected))
        expect(relativeError(actual[name] as number[], numbers), name).toBeLessThan(1e-5);
      expect(gpuErrors).toEqual([]);
    });
  },
);

test('a block costs one dispatch, its gradients three, and two where images are constants', () => {
  const { op, made } = example(cases[2] as Case);
  const [images, kernel, bias] = made() as [tf.Tensor, tf.Tensor, tf.Tensor];
  expect(dispatchesOf(() => op(images, kernel, bias))).toBe(1);
  const slope = tf.ones([3, 7, 7, 8]);
  const all = tf.grads((...given) => op(...given));
  expect(dispatchesOf(() => all([images, kernel, bias], slope))).toBe(1 + 3);
  const weightsOnly = tf.grads((...given) => op(images, ...given));
  expect(dispatchesOf(() => weightsOnly([kernel, bias], slope))).toBe(1 + 2);
});

test('the result of a block keeps NaN, so that a broken run is seen', async () => {
  const { made, op } = example(cases[0] as Case);
  const [images, , bias] = made() as [tf.Tensor, tf.Tensor, tf.Tensor];
  const kernel = tf.fill([3, 3, 1, 16], Number.NaN);
  expect((await op(images, kernel, bias).data()).every(Number.isNaN)).toBe(true);
});
