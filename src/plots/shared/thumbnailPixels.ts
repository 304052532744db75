import type { ShownItems } from './props';

/** A picture as a canvas takes it: [height, width, 4], red, green, blue and opacity, 0..255. */
export interface ThumbnailPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

type Pictured = Pick<ShownItems, 'shape' | 'thumbnails'>;

/** Width and height of a picture of a point, pixels. */
const POINT_PICTURE = 40;
const SCATTER_GREY = 190;
const INK = [28, 29, 33] as const;

/** Width and height of every picture of a data set, pixels. */
export const pictureSize = (shape: readonly number[]): { width: number; height: number } =>
  shape.length === 3
    ? { width: shape[1] ?? 0, height: shape[0] ?? 0 }
    : { width: POINT_PICTURE, height: POINT_PICTURE };

/** White, as paper is in every theme. */
const paper = (width: number, height: number): ThumbnailPixels => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4).fill(255),
});

/**
 * An item as a picture. [h, w, 1]: 0 is paper and 255 ink. [h, w, 3]: as it is. [2]: all points,
 * faint, and this one as a dot, up being up. Any other shape, or an item that does not exist, is
 * blank paper.
 */
export function thumbnailPixels({ shape, thumbnails }: Pictured, item: number): ThumbnailPixels {
  const { width, height } = pictureSize(shape);
  const pixels = paper(width, height);
  const itemSize = shape.reduce((product, side) => product * side, 1);
  const start = item * itemSize;
  if (item < 0 || start + itemSize > thumbnails.length) return pixels;
  if (shape.length === 3) paintImage(pixels, thumbnails.subarray(start, start + itemSize));
  else if (shape.length === 1 && shape[0] === 2) paintPoint(pixels, thumbnails, item);
  return pixels;
}

function paintImage({ width, height, data }: ThumbnailPixels, values: Uint8Array) {
  const channels = values.length / (width * height);
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let channel = 0; channel < 3; channel++)
      data[pixel * 4 + channel] =
        channels === 1
          ? 255 - (values[pixel] as number)
          : (values[pixel * channels + channel] ?? 255);
}

/** All points of a data set, faint; painted once. */
const scatters = new WeakMap<Uint8Array, Uint8ClampedArray>();

function paintPoint(pixels: ThumbnailPixels, values: Uint8Array, item: number) {
  const scatter = scatters.get(values);
  if (scatter) pixels.data.set(scatter);
  else {
    for (let other = 0; other < values.length / 2; other++)
      paintDot(pixels, values, other, 0, [SCATTER_GREY, SCATTER_GREY, SCATTER_GREY]);
    scatters.set(values, pixels.data.slice());
  }
  paintDot(pixels, values, item, 3, INK);
}

/** Fills the pixels within `reach` of a point; 0 is one pixel. */
function paintDot(
  { width, height, data }: ThumbnailPixels,
  values: Uint8Array,
  item: number,
  reach: number,
  colour: readonly [number, number, number],
) {
  const column = Math.round(((values[item * 2] as number) / 255) * (width - 1));
  const row = Math.round((1 - (values[item * 2 + 1] as number) / 255) * (height - 1));
  for (let y = Math.max(0, row - reach); y <= Math.min(height - 1, row + reach); y++)
    for (let x = Math.max(0, column - reach); x <= Math.min(width - 1, column + reach); x++)
      if ((x - column) ** 2 + (y - row) ** 2 <= reach ** 2) data.set(colour, (y * width + x) * 4);
}
