import type { TensorInfo } from '@tensorflow/tfjs-core';
import { constantsOf, type Geometry, slopeAt } from './geometry.ts';
import { type GpuBackend, laneOf, run, widthOf } from './program.ts';

/** Threads that keep a large GPU busy, and the most parts that the sum goes through one by one. */
const THREADS = 32768;
const MOST_PARTS = 128;

/**
 * Gradients of a convolution by its kernel, each over its share of the pixels of the whole batch:
 * [parts, rows, out], a row for each tap and channel. Splitting is what keeps a GPU busy: a kernel
 * has few weights, a batch many pixels. With the `result` of a block, its ReLU is taken into account
 * and one more row is the gradient by its bias. A thread sums four by four channels, or fewer where
 * four do not divide them.
 */
export function kernelGradientParts(
  backend: GpuBackend,
  geometry: Geometry,
  images: TensorInfo,
  slope: TensorInfo,
  result?: TensorInfo,
): TensorInfo {
  const { batchSize, outHeight, outWidth, inChannels, outChannels } = geometry;
  const imageLane = laneOf(inChannels);
  const lane = laneOf(outChannels);
  const width = widthOf(imageLane);
  const lanes = outChannels / widthOf(lane);
  const taps = (geometry.filterHeight * geometry.filterWidth * inChannels) / width;
  const rows = taps * width + (result ? 1 : 0);
  const threads = (taps + (result ? 1 : 0)) * lanes;

  const pixels = batchSize * outHeight * outWidth;
  const wanted = Math.min(MOST_PARTS, Math.ceil(THREADS / threads), pixels);
  const share = Math.ceil(pixels / wanted);
  const parts = Math.ceil(pixels / share);

  const channels = width === 4 ? ['.x', '.y', '.z', '.w'] : [''];
  const cut = slopeAt(lane, '(first + pixel) * LANES + lane', result !== undefined);
  const biasRow = `
      if (tap == TAPS) {
        var sum = ${lane}(0);
        for (var pixel = 0; pixel < share; pixel++) { sum += ${cut}; }
        parts[to] = sum;
        return;
      }`;
  const [partial] = run(backend, {
    name: 'KernelGradientParts',
    inputs: {
      images: [images, imageLane],
      slope: [slope, lane],
      ...(result && { result: [result, lane] as const }),
    },
    outputs: { parts: [[parts, rows, outChannels], lane] },
    numbers: { share, pixels },
    size: { threads: threads * parts },
    declarations: `
      ${constantsOf(geometry)}
      const IMAGE_LANES = ${inChannels / width};
      const LANES = ${lanes};
      const TAPS = ${taps};`,
    body: `
      let lane = thread % LANES;
      let tap = thread % ${threads} / LANES;
      let part = thread / ${threads};
      let first = part * uniforms.share;
      let share = min(uniforms.share, uniforms.pixels - first);
      let to = (part * ${rows} + tap * ${width}) * LANES + lane;
      ${result ? biasRow : ''}
      let channel = tap % IMAGE_LANES;
      let tapColumn = tap / IMAGE_LANES % TAP_COLUMNS - LEFT;
      let tapRow = tap / IMAGE_LANES / TAP_COLUMNS - TOP;
      var column = first % OUT_WIDTH;
      var row = first / OUT_WIDTH % OUT_HEIGHT;
      var image = first / (OUT_WIDTH * OUT_HEIGHT);
      ${channels.map((_, k) => `var sum${k} = ${lane}(0);`).join(' ')}
      for (var pixel = 0; pixel < share; pixel++) {
        let y = row * STRIDE_Y + tapRow;
        let x = column * STRIDE_X + tapColumn;
        if (y >= 0 && y < HEIGHT && x >= 0 && x < WIDTH) {
          let value = images[((image * HEIGHT + y) * WIDTH + x) * IMAGE_LANES + channel];
          let cut = ${cut};
          ${channels.map((one, k) => `sum${k} += value${one} * cut;`).join(' ')}
        }
        column++;
        if (column == OUT_WIDTH) { column = 0; row++; }
        if (row == OUT_HEIGHT) { row = 0; image++; }
      }
      ${channels.map((_, k) => `parts[to + ${k} * LANES] = sum${k};`).join(' ')}`,
  });
  return partial as TensorInfo;
}
