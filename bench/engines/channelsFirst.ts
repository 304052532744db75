import type { Problem } from '../problem';

/** [.., height, width, channels] images to [.., channels, height, width]; points as they are. */
export function channelsFirst(values: Float32Array, shape: readonly number[]): Float32Array {
  const [height = 1, width = 1, channels = 1] = shape;
  if (channels === 1) return values;
  const pixels = height * width;
  const result = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const image = i - (i % (pixels * channels));
    const pixel = Math.floor((i - image) / channels);
    result[image + (i % channels) * pixels + pixel] = values[i] as number;
  }
  return result;
}

/**
 * The same first weights for engines with channels first: kernels [out, in, height, width], and the
 * rows of the dense layer after the last convolution in the order in which it then sees them.
 */
export function kernelsChannelsFirst({ weights }: Problem): Problem['weights'] {
  return weights.map(({ shape, values }, i) => {
    const before = weights[i - 2]?.shape;
    if (shape.length === 4) {
      const [height, width, inputs, outputs] = shape as [number, number, number, number];
      const next = [outputs, inputs, height, width];
      return { shape: next, values: transposed(values, shape, [3, 2, 0, 1]) };
    }
    if (shape.length === 2 && before?.length === 4) {
      const [rows, outputs] = shape as [number, number];
      const channels = before[3] as number;
      const grid = [rows / channels, channels, outputs];
      return { shape, values: transposed(values, grid, [1, 0, 2]) };
    }
    return { shape, values };
  });
}

/** The values of a tensor of this shape with its axes in another order. */
function transposed(values: Float32Array, shape: readonly number[], axes: readonly number[]) {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const sizes = axes.map((axis) => shape[axis] as number);
  const result = new Float32Array(values.length);
  for (let to = 0; to < result.length; to++) {
    let [left, from] = [to, 0];
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const size = sizes[axis] as number;
      from += (left % size) * (strides[axes[axis] as number] as number);
      left = Math.floor(left / size);
    }
    result[to] = values[from] as number;
  }
  return result;
}
