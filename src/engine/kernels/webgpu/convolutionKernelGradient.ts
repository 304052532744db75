import type { TensorInfo } from '@tensorflow/tfjs-core';
import {
  type BlockAttributes,
  blockGeometry,
  constantsOf,
  type Geometry,
  maskedSlope,
} from './geometry.ts';
import { type GpuBackend, type KernelArguments, laneOf, run, widthOf } from './program.ts';

interface Attributes extends BlockAttributes {
  readonly kernelShape: readonly number[];
}

/**
 * `ConvolutionBlockKernelGradient`: the gradients of a block by kernel and bias, from its images,
 * the slope of its result and the result itself (what ReLU cut has no slope). Two dispatches.
 */
export function convolutionKernelGradient({
  inputs: { images, slope, result },
  attrs,
  backend,
}: KernelArguments<'images' | 'slope' | 'result', Attributes>): TensorInfo[] {
  const geometry = blockGeometry(images.shape, attrs.kernelShape, attrs);
  const partial = partialGradients(backend, geometry, images, slope, result);
  const lane = laneOf(geometry.outChannels);
  const outputs = run(backend, {
    name: 'ConvolutionBlockKernelGradientSum',
    inputs: { partial: [partial, lane] },
    outputs: {
      kernelGradient: [geometry.filterShape, lane],
      biasGradient: [[geometry.outChannels], lane],
    },
    numbers: { parts: partial.shape[0] as number },
    size: { threads: sizeOfPart(geometry, true) / widthOf(lane) },
    body: `
      var sum = ${lane}(0);
      for (var part = 0; part < uniforms.parts; part++) {
        sum += partial[part * uniforms.count + thread];
      }
      let kernelSize = uniforms.kernelGradientSize / ${widthOf(lane)};
      if (thread < kernelSize) { kernelGradient[thread] = sum; }
      else { biasGradient[thread - kernelSize] = sum; }`,
  });
  backend.disposeData(partial.dataId);
  return outputs;
}

/** Numbers in one part: a row for each tap and channel and, for a block, one for the bias. */
const sizeOfPart = ({ filterShape, outChannels }: Geometry, withBias: boolean): number =>
  filterShape.reduce((product, one) => product * one, 1) + (withBias ? outChannels : 0);

/** Threads that keep a large GPU busy, and the most parts that the sum goes through one by one. */
const THREADS = 32768;
const MOST_PARTS = 128;

/**
 * Gradients by kernel, each over its share of the pixels of the whole batch: [parts, rows, out].
 * Splitting is what keeps a GPU busy: a kernel has few weights, a batch many pixels. A thread sums
 * four by four channels, or fewer where four do not divide them. With the block's `result` its ReLU
 * is taken into account, and the last row is the gradient by bias.
 */
export function partialGradients(
  backend: GpuBackend,
  geometry: Geometry,
  images: TensorInfo,
  slope: TensorInfo,
  result?: TensorInfo,
): TensorInfo {
  const { batchSize, outHeight, outWidth, outChannels, filterHeight, filterWidth } = geometry;
  const imageLane = laneOf(geometry.inChannels);
  const lane = laneOf(outChannels);
  const width = widthOf(imageLane);
  const lanes = outChannels / widthOf(lane);
  const taps = (filterHeight * filterWidth * geometry.inChannels) / width;
  const threads = (taps + (result ? 1 : 0)) * lanes;
  const pixels = batchSize * outHeight * outWidth;
  const wanted = Math.min(MOST_PARTS, Math.ceil(THREADS / threads), pixels);
  const share = Math.ceil(pixels / wanted);
  const parts = Math.ceil(pixels / share);
  const channels = width === 4 ? ['.x', '.y', '.z', '.w'] : [''];
  const at = `(first + pixel) * LANES + lane`;
  const [partial] = run(backend, {
    name: 'ConvolutionKernelGradient',
    inputs: {
      images: [images, imageLane],
      slope: [slope, lane],
      ...(result && { result: [result, lane] as const }),
    },
    outputs: {
      partial: [[parts, sizeOfPart(geometry, result !== undefined) / outChannels, outChannels], lane],
    },
    numbers: { share, pixels },
    size: { threads: threads * parts },
    declarations: `
      ${constantsOf(geometry)}
      const IMAGE_LANES = ${geometry.inChannels / width};
      const LANES = ${lanes};
      const TAPS = ${taps};
      const THREADS = ${threads};`,
    body: `
      let lane = thread % LANES;
      let tap = thread % THREADS / LANES;
      let part = thread / THREADS;
      let first = part * uniforms.share;
      let share = min(uniforms.share, uniforms.pixels - first);
      let to = (part * ${sizeOfPart(geometry, result !== undefined) / outChannels} + tap * ${width}) * LANES + lane;
      ${
        result
          ? `if (tap == TAPS) {
               var sum = ${lane}(0);
               for (var pixel = 0; pixel < share; pixel++) { sum += ${maskedSlope(lane, at)}; }
               partial[to] = sum;
               return;
             }`
          : ''
      }
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
          let value = images[((image * HEIGHT + y) * WIDTH + x) * IMAGE_LANES + tap % IMAGE_LANES];
          let cut = ${result ? maskedSlope(lane, at) : `slope[${at}]`};
          ${channels.map((channel, k) => `sum${k} += value${channel} * cut;`).join(' ')}
        }
        column++;
        if (column == OUT_WIDTH) { column = 0; row++; }
        if (row == OUT_HEIGHT) { row = 0; image++; }
      }
      ${channels.map((_, k) => `partial[to + ${k} * LANES] = sum${k};`).join(' ')}`,
  });
  return partial as TensorInfo;
}
