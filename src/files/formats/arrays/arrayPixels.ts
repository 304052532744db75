import { sizeOf } from '../../../parts/sizeOf';
import { FileProblem } from '../../shared/problem';
import type { Pixels } from '../pictures/picture';
import type { NamedArray, NumberList } from './numbers';

/** Where the pixels of an array lie; strides in values. */
export interface PictureLayout {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly strides: readonly [row: number, column: number, channel: number];
}

/** How an array holds pictures; null when it holds rows of numbers. @throws FileProblem */
export function layoutOf({ name, shape }: NamedArray): PictureLayout | null {
  const [, a = 0, b = 0, c = 1] = shape;
  const isChannels = (count: number) => count === 1 || count === 3 || count === 4;
  if (shape.length === 3) return { height: a, width: b, channels: 1, strides: [b, 1, 0] };
  if (shape.length === 4 && isChannels(c))
    return { height: a, width: b, channels: c, strides: [b * c, c, 1] };
  if (shape.length === 4 && isChannels(a))
    return { height: b, width: c, channels: a, strides: [c, 1, b * c] };
  const edge = Math.sqrt(a);
  if (shape.length === 2 && Number.isInteger(edge) && edge >= 8)
    return { height: edge, width: edge, channels: 1, strides: [edge, 1, 0] };
  if (shape.length === 2) return null;
  throw new FileProblem(
    `an array of shape [${shape.join(', ')}] is neither pictures nor rows of numbers.`,
    { file: name },
  );
}

/**
 * The function that brings all values to 0..255. Bytes stay as they are, and so do values that
 * reach up to 255; values from 0 to 1 are multiplied by 255; others are scaled by their range.
 * Infinity becomes white, -Infinity and NaN black.
 */
export function scaleOf(all: readonly NamedArray[]): (value: number) => number {
  if (all.every(({ areBytes }) => areBytes)) return (value) => value;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { values } of all)
    for (const value of values as NumberList) {
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  if (low >= 0 && high <= 1) return (value) => value * 255;
  if (low >= 0 && high <= 255 && high > 16) return (value) => value;
  const range = high - low || 1;
  return (value) => ((value - low) / range) * 255;
}

/** One picture of an array, with its values as bytes. */
export function pixelsOf(
  { shape, values }: NamedArray,
  { height, width, channels, strides }: PictureLayout,
  item: number,
  toByte: (value: number) => number,
): Pixels {
  const rgba = new Uint8ClampedArray(height * width * 4);
  const start = item * sizeOf(shape.slice(1));
  const [row, column, channel] = strides;
  let to = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = start + y * row + x * column;
      for (let c = 0; c < 3; c++)
        rgba[to + c] = toByte(
          (values as NumberList)[at + (channels < 3 ? 0 : c * channel)] as number,
        );
      rgba[to + 3] =
        channels === 4 ? toByte((values as NumberList)[at + 3 * channel] as number) : 255;
      to += 4;
    }
  return { width, height, rgba };
}
