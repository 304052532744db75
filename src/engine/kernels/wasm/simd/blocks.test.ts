import { beforeAll, expect, test } from 'vitest';
import { convolutionBlock, denseBlock } from '../../../../parts/encoders/shared/blocks';
import { uniform } from '../../../../parts/random.testing';
import { tf } from '../../../tf';
import { numbersOn, relativeError, switchTo } from '../onWasm.testing';

beforeAll(async () => {
  await switchTo('cpu');
  await switchTo('wasm');
});

const fresh = (shape: number[]): [Float32Array, number[]] => [
  Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => uniform(-1, 1)),
  shape,
];

type Fresh = ReturnType<typeof fresh>;

/** Expects value and gradients of a layer on wasm to be those of plain ops on the cpu. */
async function expectSame(
  layer: (...inputs: tf.Tensor[]) => tf.Tensor,
  inputs: Fresh[],
  outShape: number[],
  which: string,
) {
  const slope = fresh(outShape);
  const compute = () => {
    const tensors = inputs.map(([values, shape]) => tf.tensor(values, shape));
    const gradients = tf.grads(layer)(tensors, tf.tensor(...slope));
    return { value: layer(...tensors), ...Object.fromEntries(gradients.entries()) };
  };
  const expected = await numbersOn('cpu', compute);
  const actual = await numbersOn('wasm', compute);
  for (const [name, numbers] of Object.entries(expected))
    expect(relativeError(actual[name] ?? [], numbers), `${name} of ${which}`).toBeLessThan(1e-5);
}

test('these layers have kernels of their own', () => {
  for (const name of ['ConvolutionBlock', 'DenseBlock', 'NormaliseRows'])
    expect(tf.getKernel(name, 'wasm'), name).toBeDefined();
});

// The layers of the small CNN, then odd sizes: channels that fill no vector, kernels of any size.
test.each([
  [[5, 28, 28, 1], 3, 16, 2],
  [[3, 14, 14, 16], 3, 32, 2],
  [[70, 7, 7, 32], 3, 64, 2],
  [[2, 9, 9, 1], 3, 4, 1],
  [[3, 6, 11, 3], 3, 7, 2],
  [[2, 5, 4, 2], 5, 3, 3],
  [[4, 3, 3, 5], 1, 9, 1],
  [[4, 3, 3, 5], 1, 6, 2],
  [[1, 1, 1, 1], 2, 1, 1],
] as const)(
  'a convolution of %s by %s taps to %s channels, stride %s',
  async (shape, taps, filters, stride) => {
    const channels = shape[3];
    const inputs = [fresh([...shape]), fresh([taps, taps, channels, filters]), fresh([filters])];
    const layer = (images: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) =>
      convolutionBlock(
        tf,
        images as tf.Tensor4D,
        kernel as tf.Tensor4D,
        bias,
        stride,
        'relu',
      ) as tf.Tensor;
    const [height, width] = [shape[1], shape[2]].map((size) => Math.ceil(size / stride));
    const outShape = [shape[0], height as number, width as number, filters];
    await expectSame(layer as never, inputs, outShape, `${shape}`);
  },
);

test.each([
  [64, 1024, 32],
  [24, 2, 64],
  [1, 1, 1],
  [7, 13, 5],
  [130, 9, 12],
])('a dense layer of %s rows from %s to %s numbers', async (rows, inputs, outputs) => {
  for (const activation of ['relu', null] as const) {
    const layer = (x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) =>
      denseBlock(tf, x as tf.Tensor2D, kernel as tf.Tensor2D, bias, activation) as tf.Tensor;
    const given = [fresh([rows, inputs]), fresh([inputs, outputs]), fresh([outputs])];
    await expectSame(layer as never, given, [rows, outputs], `${activation}`);
  }
});

test('a number that is none is not hidden by the ReLU', async () => {
  const { value } = await numbersOn('wasm', () => ({
    value: denseBlock(
      tf,
      tf.tensor2d([[Number.NaN], [1]]),
      tf.ones([1, 2]),
      tf.tensor1d([0, -2]),
      'relu',
    ),
  }));
  expect(value).toEqual([Number.NaN, Number.NaN, 1, 0]);
});
