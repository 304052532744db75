import type { Pixels } from './picture';

/** A square of red, green and blue, [edge, edge, 3], from 0 to 255; floats may lie beyond. */
export type Square = Uint8Array | Float32Array;

/** The share of each source pixel in each target pixel, along one axis. */
interface Shares {
  /** For each target pixel: its first source pixel, and where its weights start. */
  readonly first: Int32Array;
  readonly start: Int32Array;
  readonly weights: Float32Array;
}

const known = new Map<string, Shares>();

function sharesOf(from: number, to: number): Shares {
  const key = `${from} ${to}`;
  const before = known.get(key);
  if (before) return before;
  const first = new Int32Array(to);
  const start = new Int32Array(to + 1);
  const weights: number[] = [];
  const step = from / to;
  for (let place = 0; place < to; place++) {
    const low = place * step;
    const high = low + step;
    const end = Math.min(from, Math.ceil(high - 1e-9));
    first[place] = Math.floor(low + 1e-9);
    for (let source = first[place] as number; source < end; source++)
      weights.push((Math.min(source + 1, high) - Math.max(source, low)) / step);
    start[place + 1] = weights.length;
  }
  const shares = { first, start, weights: Float32Array.from(weights) };
  if (known.size > 500) known.clear();
  known.set(key, shares);
  return shares;
}

/** Red, green and blue over a white ground, as floats from 0 to 255, [height * width * 3]. */
function overWhite({ width, height, rgba }: Pixels): Float32Array {
  const rgb = new Float32Array(width * height * 3);
  for (let from = 0, to = 0; from < width * height * 4; from += 4, to += 3) {
    const opacity = rgba[from + 3] as number;
    const white = 255 - opacity;
    if (white === 0) {
      rgb[to] = rgba[from] as number;
      rgb[to + 1] = rgba[from + 1] as number;
      rgb[to + 2] = rgba[from + 2] as number;
    } else
      for (let channel = 0; channel < 3; channel++)
        rgb[to + channel] = ((rgba[from + channel] as number) * opacity) / 255 + white;
  }
  return rgb;
}

/** Resamples one axis by area: each of `lines` lines of `from` pixels becomes `to` pixels. */
function resampled(
  rgb: Float32Array,
  lines: number,
  from: number,
  to: number,
  [lineStride, stride]: readonly [number, number],
  [lineStrideTo, strideTo]: readonly [number, number],
): Float32Array {
  const { first, start, weights } = sharesOf(from, to);
  const result = new Float32Array(lines * to * 3);
  for (let line = 0; line < lines; line++) {
    for (let place = 0; place < to; place++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let at = 3 * (line * lineStride + (first[place] as number) * stride);
      const end = start[place + 1] as number;
      for (let share = start[place] as number; share < end; share++) {
        const weight = weights[share] as number;
        red += weight * (rgb[at] as number);
        green += weight * (rgb[at + 1] as number);
        blue += weight * (rgb[at + 2] as number);
        at += 3 * stride;
      }
      const into = 3 * (line * lineStrideTo + place * strideTo);
      result[into] = red;
      result[into + 1] = green;
      result[into + 2] = blue;
    }
  }
  return result;
}

/** The mean colour of the outermost pixels. */
function rimOf(rgb: Float32Array, width: number, height: number): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (y > 0 && y < height - 1 && x > 0 && x < width - 1) continue;
      const at = 3 * (y * width + x);
      for (let channel = 0; channel < 3; channel++)
        sum[channel as 0 | 1 | 2] += rgb[at + channel] as number;
      count++;
    }
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}

/**
 * A picture in a square, [edge, edge, 3]. It is scaled to fit whole; each pixel is the mean
 * of the area it covers. Bars beside it take the mean colour of its outermost pixels. White shows
 * through where it is transparent.
 */
export function fitted(pixels: Pixels, edge: number): Square {
  const { width, height } = pixels;
  const scale = edge / Math.max(width, height);
  const inWidth = Math.max(1, Math.round(width * scale));
  const inHeight = Math.max(1, Math.round(height * scale));
  let rgb = overWhite(pixels);
  if (inWidth !== width) rgb = resampled(rgb, height, width, inWidth, [width, 1], [inWidth, 1]);
  if (inHeight !== height)
    rgb = resampled(rgb, inWidth, height, inHeight, [1, inWidth], [1, inWidth]);
  const isDeep = pixels.rgba instanceof Float32Array;
  const result = isDeep ? new Float32Array(edge * edge * 3) : new Uint8Array(edge * edge * 3);
  const stored = (value: number) => (isDeep ? value : Math.round(value));
  const left = (edge - inWidth) >> 1;
  const top = (edge - inHeight) >> 1;
  if (inWidth < edge || inHeight < edge) {
    const rim = rimOf(rgb, inWidth, inHeight);
    for (let i = 0; i < result.length; i++) result[i] = stored(rim[(i % 3) as 0 | 1 | 2]);
  }
  for (let y = 0; y < inHeight; y++)
    for (let i = 0; i < inWidth * 3; i++)
      result[((top + y) * edge + left) * 3 + i] = stored(rgb[y * inWidth * 3 + i] as number);
  return result;
}

/**
 * Whether any pixel is coloured: its channels differ by more than JPEG's rounding errors (8 of
 * 255).
 */
export function isColoured(rgb: Square): boolean {
  for (let i = 0; i < rgb.length; i += 3) {
    const red = rgb[i] as number;
    const green = rgb[i + 1] as number;
    const blue = rgb[i + 2] as number;
    if (Math.abs(red - green) > 8 || Math.abs(green - blue) > 8 || Math.abs(red - blue) > 8)
      return true;
  }
  return false;
}
