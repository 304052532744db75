import { zipSync } from 'fflate';
import type { GivenFile } from '../../protocol/reading/given';
import type { Decode, Pixels } from '../formats/pictures/picture';
import { FileProblem } from '../shared/problem';

/** A file as a visitor gives it, of text or bytes. */
export const file = (path: string, ...contents: (string | Uint8Array)[]): GivenFile => ({
  path,
  blob: new Blob(contents as BlobPart[]),
});

export const zip = (path: string, files: Record<string, Uint8Array>): GivenFile =>
  file(path, zipSync(files));

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

/** An .npy file as NumPy writes it. */
export function npy(
  descr: string,
  shape: readonly number[],
  bytes: Uint8Array,
  isFortran = false,
): Uint8Array {
  const dims = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dict = `{'descr': '${descr}', 'fortran_order': ${isFortran ? 'True' : 'False'}, 'shape': (${dims}), }`;
  const header = `${dict.padEnd(117)}\n`;
  return Uint8Array.from([
    0x93,
    ...ascii('NUMPY'),
    1,
    0,
    header.length,
    0,
    ...ascii(header),
    ...bytes,
  ]);
}

/**
 * A picture in the tests' own format: a PNG's first 24 bytes, so that its type and size can be
 * seen, then its pixels as they are. `plainDecode` reads it.
 */
export function picture(width: number, height: number, rgba: (x: number, y: number) => number[]) {
  const bytes = new Uint8Array(24 + width * height * 4);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) bytes.set(rgba(x, y), 24 + (y * width + x) * 4);
  return bytes;
}

/** A picture of one colour, which no other number gives. */
export const plain = (number: number, width = 6, height = 6) =>
  picture(width, height, () => [number & 255, (number >> 8) & 255, 77, 255]);

export const plainDecode: Decode = async (bytes): Promise<Pixels> => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (bytes.length !== 24 + width * height * 4) throw new Error('cut off');
  return { width, height, rgba: bytes.subarray(24) };
};

/** The sentence that a visitor gets; fails when nothing is wrong or another error comes. */
export async function sentenceOf(action: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof action === 'function' ? action() : action);
  } catch (error) {
    if (error instanceof FileProblem) return error.message;
    throw error;
  }
  throw new Error('nothing was wrong');
}
