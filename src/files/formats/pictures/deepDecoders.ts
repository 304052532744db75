import { FileProblem } from '../../shared/problem';
import type { Pixels } from './picture';
import { startsWith } from './pictureHead';

/**
 * Kinds of pictures that browsers can't read, or read with 8 of their 16 bits. The libraries are
 * loaded when the first such picture comes.
 */

const NO_TIFF = 'TIFF pictures packed in a way that is not read here';

const finite = (value: number): number => (Number.isFinite(value) ? value : 0);

/** Samples of 1 to 4 channels as pixels, where `white` is the value of white. */
function pixelsFrom(
  data: ArrayLike<number>,
  width: number,
  height: number,
  channels: number,
  white: number,
): Pixels {
  const rgba = new Float32Array(width * height * 4).fill(255);
  const isGrey = channels < 3;
  const hasAlpha = channels === 2 || channels === 4;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = pixel * channels;
    for (let c = 0; c < 3; c++)
      rgba[4 * pixel + c] = finite(((data[at + (isGrey ? 0 : c)] as number) * 255) / white);
    if (hasAlpha) rgba[4 * pixel + 3] = ((data[at + channels - 1] as number) * 255) / white;
  }
  return { width, height, rgba };
}

/** The first page of a TIFF file. @throws FileProblem when it is packed in an unusual way */
export async function tiffPixels(bytes: Uint8Array): Promise<Pixels> {
  const { decode } = await import('tiff');
  try {
    const [page] = decode(bytes, { pages: [0] });
    if (!page) throw new Error('no page');
    const { data, width, height, samplesPerPixel, bitsPerSample, palette } = page;
    if (palette) {
      const colours = Array.from(data, (place) => palette[place] ?? [0, 0, 0]).flat();
      return pixelsFrom(colours, width, height, 3, 65_535);
    }
    const isFloat = data instanceof Float32Array || data instanceof Float64Array;
    const white = isFloat ? 1 : 2 ** bitsPerSample - 1;
    return pixelsFrom(data, width, height, samplesPerPixel, white);
  } catch (error) {
    const what = error instanceof Error ? ` (${error.message})` : '';
    throw new FileProblem(
      `this TIFF picture is broken, or packed in a way that is not read here${what}; save it as PNG.`,
      { leftOutAs: NO_TIFF },
    );
  }
}

/** Whether a PNG file is grey with 16 bits: most of what sets it apart is lost with 8. */
export const isDeepPng = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 'IHDR', 12) && bytes[24] === 16 && (bytes[25] === 0 || bytes[25] === 4);

/** A PNG file of 16 bits. */
export async function deepPngPixels(bytes: Uint8Array): Promise<Pixels> {
  const { decode } = await import('fast-png');
  const { data, width, height, channels } = decode(bytes);
  return pixelsFrom(data, width, height, channels, 65_535);
}
