import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { Conv2DBackpropInputAttrs, TensorInfo } from '@tensorflow/tfjs-core';
import { tf } from '../../backends/tf.ts';
import { floatsOf, free, type KernelArguments, stockKernel } from './heap.ts';

const conv2d = stockKernel('Conv2D');

/**
 * Gradient of a convolution by its input: dy [batch, out height, out width, out] and the filter
 * [filter height, filter width, in, out] give `inputShape` [batch, height, width, in].
 *
 * Input pixels whose place modulo the stride is the same meet the same filter taps. For each such
 * phase the gradient is an ordinary convolution of dy with those taps, reversed, which the stock
 * SIMD kernel does; the phases are then woven together. With stride 1 there is one phase and
 * nothing to weave. Channels last only. Pixels no tap reaches (stride over filter size) get zero.
 */
export function conv2dBackpropInput({
  inputs: { dy, filter },
  attrs: { strides, pad, dimRoundingMode, inputShape, dataFormat },
  backend,
}: KernelArguments<'dy' | 'filter', Conv2DBackpropInputAttrs>): TensorInfo {
  const geometry = tf.backend_util.computeConv2DInfo(
    inputShape,
    filter.shape as [number, number, number, number],
    strides,
    1,
    pad,
    dimRoundingMode,
    false,
    tf.backend_util.convertConv2DDataFormat(dataFormat),
  );
  if (geometry.dataFormat !== 'channelsLast') {
    throw new Error('Convolutions on wasm are trained with channels last (NHWC) only.');
  }
  const { strideHeight, strideWidth, padInfo } = geometry;
  const rowPhases = phasesOf({
    size: geometry.inHeight,
    outSize: geometry.outHeight,
    filterSize: geometry.filterHeight,
    stride: strideHeight,
    padding: padInfo.top,
  });
  const columnPhases = phasesOf({
    size: geometry.inWidth,
    outSize: geometry.outWidth,
    filterSize: geometry.filterWidth,
    stride: strideWidth,
    padding: padInfo.left,
  });

  const woven = backend.makeOutput(inputShape, 'float32');
  floatsOf(backend, woven)[0].fill(0);
  for (const rows of rowPhases) {
    for (const columns of columnPhases) {
      const taps = reversedTaps(backend, filter, rows, columns);
      const piece = conv2d(
        backend,
        { x: dy, filter: taps },
        {
          strides: [1, 1],
          dilations: [1, 1],
          pad: [[0, 0], rows.paddings, columns.paddings, [0, 0]],
          dataFormat: 'NHWC',
        },
      );
      free(backend, taps);
      const covers = piece.shape.every((size, axis) => size === inputShape[axis]);
      if (covers && rowPhases.length === 1 && columnPhases.length === 1) {
        free(backend, woven);
        return piece;
      }
      weave(backend, piece, woven, rows, columns);
      free(backend, piece);
    }
  }
  return woven;
}

interface Axis {
  readonly size: number;
  readonly outSize: number;
  readonly filterSize: number;
  readonly stride: number;
  readonly padding: number;
}

/** The input places first, first + stride, ... along one axis. */
interface Phase {
  readonly stride: number;
  readonly first: number;
  readonly count: number;
  /** The taps that meet them, in the order the convolution wants: last to first. */
  readonly taps: readonly number[];
  /** Zeros around dy, so that the convolution covers every place. */
  readonly paddings: [number, number];
  /** Where in the convolution's result the first place is. */
  readonly skip: number;
}

/**
 * Place i = stride * q - padding + phase gets dy[q - j] * filter[phase + stride * j], summed over
 * j. Phases without taps or without places are left out.
 */
function phasesOf({ size, outSize, filterSize, stride, padding }: Axis): Phase[] {
  const phases: Phase[] = [];
  for (let phase = 0; phase < Math.min(stride, filterSize); phase++) {
    const firstQ = Math.ceil((padding - phase) / stride);
    const count = Math.floor((size - 1 + padding - phase) / stride) - firstQ + 1;
    if (count <= 0) continue;
    const reach = Math.ceil((filterSize - phase) / stride) - 1;
    const before = Math.max(0, reach - firstQ);
    const skip = firstQ - reach + before;
    const after = Math.max(0, skip + count + reach - outSize - before);
    const taps = Array.from({ length: reach + 1 }, (_, j) => phase + stride * (reach - j));
    const first = stride * firstQ - padding + phase;
    phases.push({ stride, first, count, taps, paddings: [before, after], skip });
  }
  return phases;
}

/** The taps of one phase as a filter [rows, columns, out, in]. */
function reversedTaps(
  backend: BackendWasm,
  filter: TensorInfo,
  rows: Phase,
  columns: Phase,
): TensorInfo {
  const [, width, inChannels, outChannels] = filter.shape as [number, number, number, number];
  const shape = [rows.taps.length, columns.taps.length, outChannels, inChannels];
  const taps = backend.makeOutput(shape, 'float32');
  const [from, to] = floatsOf(backend, filter, taps);
  let target = 0;
  for (const tapY of rows.taps) {
    for (const tapX of columns.taps) {
      const tap = (tapY * width + tapX) * inChannels * outChannels;
      for (let out = 0; out < outChannels; out++) {
        for (let channel = 0; channel < inChannels; channel++) {
          to[target++] = from[tap + channel * outChannels + out] as number;
        }
      }
    }
  }
  return taps;
}

/** Copies one phase's piece to its places in the whole; both channels last. */
function weave(
  backend: BackendWasm,
  piece: TensorInfo,
  whole: TensorInfo,
  rows: Phase,
  columns: Phase,
): void {
  const [batch, pieceHeight, pieceWidth, channels] = piece.shape as [
    number,
    number,
    number,
    number,
  ];
  const [, height, width] = whole.shape as [number, number, number, number];
  const [from, to] = floatsOf(backend, piece, whole);
  const step = columns.stride * channels;
  for (let image = 0; image < batch; image++) {
    for (let row = 0; row < rows.count; row++) {
      const y = rows.first + row * rows.stride;
      let source = ((image * pieceHeight + rows.skip + row) * pieceWidth + columns.skip) * channels;
      let target = ((image * height + y) * width + columns.first) * channels;
      for (let column = 0; column < columns.count; column++, target += step) {
        for (let channel = 0; channel < channels; channel++) {
          to[target + channel] = from[source++] as number;
        }
      }
    }
  }
}
