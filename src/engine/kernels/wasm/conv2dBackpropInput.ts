import type { Conv2DBackpropInputAttrs, TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmInternals } from '../../tensors/wasmInternals';
import { tf } from '../../tf';
import { geometryOf, type Phase, phasesOf } from './convolution';
import { floatsOf, free, type StockKernelArguments, stockKernel, zeros } from './heap';

const conv2d = stockKernel('Conv2D');

/**
 * Gradient of a convolution by its input: dy [batch, out height, out width, out] and the filter
 * [filter height, filter width, in, out] give `inputShape` [batch, height, width, in].
 *
 * Input pixels whose place modulo the stride is the same meet the same filter taps. For each such
 * phase the gradient is an ordinary convolution of dy with those taps, reversed, which the stock
 * SIMD kernel does; the phases are then woven together. With stride 1 there is one phase and
 * nothing to weave. Channels last only. Pixels no tap reaches (stride over filter size) get zero.
 * Where there is SIMD, `simd/` replaces it.
 */
export function conv2dBackpropInput({
  inputs: { dy, filter },
  attrs,
  backend,
}: StockKernelArguments<'dy' | 'filter', Conv2DBackpropInputAttrs>): TensorInfo {
  const { inputShape } = attrs;
  const geometry = geometryOf(inputShape, filter.shape, attrs);
  const rowPhases = phasesOf({
    size: geometry.inHeight,
    outSize: geometry.outHeight,
    filterSize: geometry.filterHeight,
    stride: geometry.strideHeight,
    padding: geometry.padInfo.top,
  });
  const columnPhases = phasesOf({
    size: geometry.inWidth,
    outSize: geometry.outWidth,
    filterSize: geometry.filterWidth,
    stride: geometry.strideWidth,
    padding: geometry.padInfo.left,
  });

  let woven: TensorInfo | undefined;
  for (const rows of rowPhases) {
    for (const columns of columnPhases) {
      const taps = reversedTaps(backend, filter, rows, columns);
      const inputs = { x: dy, filter: taps };
      const piece = conv2d(backend, inputs, {
        strides: [1, 1],
        dilations: [1, 1],
        pad: [[0, 0], rows.paddings, columns.paddings, [0, 0]],
        dataFormat: 'NHWC',
      });
      free(backend, taps);
      const onlyPhase = rows.stride === 1 && columns.stride === 1;
      if (onlyPhase && tf.util.arraysEqual(piece.shape, inputShape)) return piece;
      woven ??= zeros(backend, inputShape);
      weave(backend, piece, woven, rows, columns);
      free(backend, piece);
    }
  }
  return woven ?? zeros(backend, inputShape);
}

/** The taps of one phase as a filter [rows, columns, out, in]. */
function reversedTaps(
  backend: WasmInternals,
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
  backend: WasmInternals,
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
