import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { tf } from '../../tf';

type Shape4D = [number, number, number, number];

/** What the two gradients of a convolution are told about it. */
export interface ConvolutionAttributes {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dataFormat: 'NHWC' | 'NCHW';
}

/**
 * Sizes, strides and padding of a convolution of [batch, height, width, in] by [filter height,
 * filter width, in, out]. Throws for channels first, which wasm can't convolve either.
 */
export function geometryOf(
  inputShape: TensorInfo['shape'],
  filterShape: TensorInfo['shape'],
  { strides, pad, dimRoundingMode, dataFormat }: ConvolutionAttributes,
): backend_util.Conv2DInfo {
  if (dataFormat !== 'NHWC') {
    throw new Error('Convolutions on wasm are trained with channels last (NHWC) only.');
  }
  return tf.backend_util.computeConv2DInfo(
    inputShape as Shape4D,
    filterShape as Shape4D,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
}

/** One axis of a convolution. */
export interface Axis {
  readonly size: number;
  readonly outSize: number;
  readonly filterSize: number;
  readonly stride: number;
  /** Zeros before the first place. */
  readonly padding: number;
}

/** The input places first, first + stride, ... along one axis, which meet the same filter taps. */
export interface Phase {
  readonly stride: number;
  readonly first: number;
  readonly count: number;
  /** Those taps, last to first: the order in which a convolution of dy wants them. */
  readonly taps: readonly number[];
  /** Zeros around dy, so that this convolution covers every place. */
  readonly paddings: [number, number];
  /** Where in the convolution's result the first place is. */
  readonly skip: number;
}

/**
 * Place i = stride * q - padding + phase gets the sum over j of dy[q - j] * filter[phase + stride
 * * j]. Phases without taps (stride over filter size) or without places are left out.
 */
export function phasesOf({ size, outSize, filterSize, stride, padding }: Axis): Phase[] {
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
