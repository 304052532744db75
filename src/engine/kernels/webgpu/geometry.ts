import type { backend_util } from '@tensorflow/tfjs-core';
import { tf } from '../../tf';

/** Sizes, strides and padding of a convolution, channels last. */
export type Geometry = backend_util.Conv2DInfo;

export type Shape4D = [number, number, number, number];

/** Of images [batch, height, width, in] by kernel [height, width, in, out], padded to 'same'. */
export const blockGeometry = (
  imagesShape: readonly number[],
  kernelShape: readonly number[],
  { stride }: { readonly stride: number },
): Geometry =>
  tf.backend_util.computeConv2DInfo(
    imagesShape as Shape4D,
    kernelShape as Shape4D,
    stride,
    1,
    'same',
  );

/**
 * The geometry as constants of a shader, so that its compiler can unroll loops and divide by
 * constants. The batch is left out: a last, smaller piece of a set must not compile anew.
 */
export const constantsOf = (geometry: Geometry): string =>
  Object.entries({
    HEIGHT: geometry.inHeight,
    WIDTH: geometry.inWidth,
    CHANNELS: geometry.inChannels,
    OUT_HEIGHT: geometry.outHeight,
    OUT_WIDTH: geometry.outWidth,
    OUT_CHANNELS: geometry.outChannels,
    TAP_ROWS: geometry.filterHeight,
    TAP_COLUMNS: geometry.filterWidth,
    STRIDE_Y: geometry.strideHeight,
    STRIDE_X: geometry.strideWidth,
    TOP: geometry.padInfo.top,
    LEFT: geometry.padInfo.left,
  })
    .map(([name, value]) => `const ${name} = ${value};`)
    .join('\n');

/** The slope of a block's result, in a shader; 0 where its ReLU cut the result, if it has one. */
export const slopeAt = (vector: string, at: string, relu: boolean): string =>
  relu ? `select(slope[${at}], ${vector}(0), result[${at}] <= ${vector}(0))` : `slope[${at}]`;
