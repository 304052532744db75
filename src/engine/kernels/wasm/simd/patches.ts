import type { backend_util } from '@tensorflow/tfjs-core';
import type { PatchShape } from './module';

/** Floats unfolded at a time: they and what they are multiplied with stay near the processor. */
const PIECE = 16 * 1024;

/** Rows multiplied at a time where nothing is unfolded. */
const PLAIN_ROWS = 64;

/**
 * How a convolution becomes products of matrices. Patches are a matrix with a row for each output
 * pixel and a column for each tap and channel, made for a few images at a time.
 */
export interface PatchLayout {
  readonly shape: PatchShape;
  /** Rows and columns of the patches of one image, floats of an image, filters. */
  readonly pixels: number;
  readonly taps: number;
  readonly imageSize: number;
  readonly filters: number;
  /** The images themselves are the patches: one tap, no stride. */
  readonly isPlain: boolean;
  /** Most images of a piece. */
  readonly most: number;
  /** The images of the batch, piece by piece. */
  readonly pieces: readonly { readonly start: number; readonly count: number }[];
}

export function patchLayout(geometry: backend_util.Conv2DInfo): PatchLayout {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = geometry;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = geometry;
  const { top, left, bottom, right } = padInfo;
  const pixels = outHeight * outWidth;
  const taps = filterHeight * filterWidth * inChannels;
  const isPlain =
    taps === inChannels &&
    strideHeight * strideWidth === 1 &&
    Math.max(top, left, bottom, right) === 0;
  const fitting = isPlain ? PLAIN_ROWS / pixels : PIECE / (pixels * taps);
  const most = Math.max(1, Math.min(batchSize, Math.floor(fitting)));
  return {
    shape: [
      ...([inHeight, inWidth, inChannels, outHeight, outWidth] as const),
      ...([filterHeight, filterWidth, strideHeight, strideWidth] as const),
      ...([top, left] as const),
    ],
    pixels,
    taps,
    imageSize: inHeight * inWidth * inChannels,
    filters: geometry.outChannels,
    isPlain,
    most,
    pieces: Array.from({ length: Math.ceil(batchSize / most) }, (_, piece) => ({
      start: piece * most,
      count: Math.min(most, batchSize - piece * most),
    })),
  };
}
