import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebgpuInternals } from '../../tensors/webgpuInternals';
import { constantsOf, type Geometry, slopeAt } from './geometry';
import { run, vectorFor, widthOf } from './program';

/** Threads that keep a large GPU busy, and the most parts that the sum goes through one by one. */
const THREADS = 16384;
const MOST_PARTS = 256;

/**
 * Gradients of a convolution by its kernel, each over its share of the pixels of the whole batch:
 * [parts, rows, out], a row for each tap and channel. Splitting is what keeps a GPU busy: a kernel
 * has few weights, a batch many pixels. With the `result` of a block, its ReLU is taken into account
 * and one more row is the gradient by its bias. A thread sums four by four channels, or fewer where
 * four do not divide them, for the taps side by side, which share what it reads of the slope.
 */
export function kernelGradientParts(
  backend: WebgpuInternals,
  geometry: Geometry,
  images: TensorInfo,
  slope: TensorInfo,
  result?: TensorInfo,
): TensorInfo {
  const { batchSize, outHeight, outWidth, inChannels, outChannels } = geometry;
  const { filterHeight, filterWidth } = geometry;
  const imageVector = vectorFor(inChannels);
  const vector = vectorFor(outChannels);
  const width = widthOf(imageVector);
  const imageVectors = inChannels / width;
  const vectors = outChannels / widthOf(vector);
  const rows = filterHeight * filterWidth * inChannels + (result ? 1 : 0);
  const threads = (filterHeight * imageVectors + (result ? 1 : 0)) * vectors;

  const pixels = batchSize * outHeight * outWidth;
  const wanted = Math.min(MOST_PARTS, Math.ceil(THREADS / threads), pixels);
  const share = Math.ceil(pixels / wanted);
  const parts = Math.ceil(pixels / share);

  const cut = slopeAt(vector, '(first + pixel) * VECTORS + vector', result !== undefined);
  const biasRow = `
      if (tapRow == TAP_ROWS) {
        var sum = ${vector}(0);
        for (var pixel = 0; pixel < share; pixel++) { sum += ${cut}; }
        parts[(part * ${rows} + ${rows - 1}) * VECTORS + vector] = sum;
        return;
      }`;
  const channels = width === 4 ? ['.x', '.y', '.z', '.w'] : [''];
  const taps = Array.from({ length: filterWidth }, (_, tap) =>
    channels.map((channel, k) => ({ channel, k, sum: `sum${tap}_${k}` })),
  );
  const [partial] = run(backend, {
    name: 'KernelGradientParts',
    inputs: {
      images: [images, imageVector],
      slope: [slope, vector],
      ...(result && { result: [result, vector] as const }),
    },
    outputs: { parts: [[parts, rows, outChannels], vector] },
    numbers: { share, pixels },
    size: { threads: threads * parts },
    declarations: `
      ${constantsOf(geometry)}
      const IMAGE_VECTORS = ${imageVectors};
      const VECTORS = ${vectors};`,
    body: `
      let part = thread / ${threads};
      let own = thread % ${threads};
      let vector = own % VECTORS;
      let imageVector = own / VECTORS % IMAGE_VECTORS;
      let tapRow = own / (VECTORS * IMAGE_VECTORS);
      let first = part * uniforms.share;
      let share = min(uniforms.share, uniforms.pixels - first);
      ${result ? biasRow : ''}
      var column = first % OUT_WIDTH;
      var row = first / OUT_WIDTH % OUT_HEIGHT;
      var image = first / (OUT_WIDTH * OUT_HEIGHT);
      ${taps.flatMap((tap) => tap.map(({ sum }) => `var ${sum} = ${vector}(0);`)).join(' ')}
      for (var pixel = 0; pixel < share; pixel++) {
        let y = row * STRIDE_Y + tapRow - TOP;
        if (y >= 0 && y < HEIGHT) {
          let cut = ${cut};
          let line = (image * HEIGHT + y) * WIDTH * IMAGE_VECTORS + imageVector;
          let left = column * STRIDE_X - LEFT;
          ${taps
            .map(
              (tap, t) => `
          if (left + ${t} >= 0 && left + ${t} < WIDTH) {
            let value = images[line + (left + ${t}) * IMAGE_VECTORS];
            ${tap.map(({ channel, sum }) => `${sum} += value${channel} * cut;`).join(' ')}
          }`,
            )
            .join('')}
        }
        column++;
        if (column == OUT_WIDTH) { column = 0; row++; }
        if (row == OUT_HEIGHT) { row = 0; image++; }
      }
      let to = part * ${rows} + tapRow * TAP_COLUMNS * CHANNELS + imageVector * ${width};
      ${taps
        .flatMap((tap, t) =>
          tap.map(
            ({ k, sum }) => `parts[(to + ${t} * CHANNELS + ${k}) * VECTORS + vector] = ${sum};`,
          ),
        )
        .join('\n')}`,
  });
  return partial as TensorInfo;
}
