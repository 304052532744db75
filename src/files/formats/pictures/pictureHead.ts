import { pnmHead } from './pnm';

/** What the first bytes of a picture file say. */
export interface PictureHead {
  readonly type: 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp' | 'avif' | 'heic' | 'tiff' | 'pnm';
  /** In pixels; null if the bytes are too few to tell. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

/** Bytes that are enough for nearly all files; a JPEG with a large thumbnail may need more. */
export const HEAD_BYTES = 65_536;

/** Whether this text stands in the bytes from a place on. */
export const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  [...text].every((character, i) => bytes[at + i] === character.charCodeAt(0));

/** The size in the frame header of a JPEG; the segments before it are skipped. */
function jpegSize(view: DataView): PictureHead['size'] {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at++;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else if (marker >= 0xd0 && marker <= 0xd8) at += 2;
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function webpSize(view: DataView): PictureHead['size'] {
  if (view.byteLength < 30) return null;
  const three = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  switch (view.getUint8(15)) {
    case 'X'.charCodeAt(0):
      return { width: three(24) + 1, height: three(27) + 1 };
    case 'L'.charCodeAt(0): {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    default:
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
  }
}

/** The largest of the image spatial extents ("ispe"): a grid has those of its tiles too. */
function avifSize(view: DataView): PictureHead['size'] {
  let size: PictureHead['size'] = null;
  for (let at = 8; at + 16 <= Math.min(view.byteLength, 4096); at++) {
    if (view.getUint32(at) !== 0x69737065) continue;
    const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (!size || width * height > size.width * size.height) size = { width, height };
  }
  return size;
}

/** The size in the first directory of a TIFF file; null if that lies beyond these bytes. */
function tiffSize(view: DataView): PictureHead['size'] {
  const isLittle = view.getUint8(0) === 0x49;
  const at = view.byteLength < 8 ? 0 : view.getUint32(4, isLittle);
  if (at < 8 || at + 2 > view.byteLength) return null;
  const found = new Map<number, number>();
  for (let i = 0; i < view.getUint16(at, isLittle); i++) {
    const entry = at + 2 + 12 * i;
    if (entry + 12 > view.byteLength) return null;
    const isShort = view.getUint16(entry + 2, isLittle) === 3;
    const value = isShort
      ? view.getUint16(entry + 8, isLittle)
      : view.getUint32(entry + 8, isLittle);
    found.set(view.getUint16(entry, isLittle), value);
  }
  const [width, height] = [found.get(256), found.get(257)];
  return width && height ? { width, height } : null;
}

const HEIC = ['ftypheic', 'ftypheix', 'ftypheim', 'ftypheis', 'ftypmif1', 'ftyphevc'];

/**
 * Type and size of a picture, from the first bytes of its file, since names may be wrong. Null if
 * it is not a picture of a kind that is read.
 */
export function pictureHead(bytes: Uint8Array): PictureHead | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n'))
    return {
      type: 'png',
      size: bytes.length < 24 ? null : { width: view.getUint32(16), height: view.getUint32(20) },
    };
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff)
    return { type: 'jpeg', size: jpegSize(view) };
  if (startsWith(bytes, 'GIF8'))
    return {
      type: 'gif',
      size:
        bytes.length < 10
          ? null
          : { width: view.getUint16(6, true), height: view.getUint16(8, true) },
    };
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBPVP8', 8))
    return { type: 'webp', size: webpSize(view) };
  if (startsWith(bytes, 'BM') && bytes.length >= 26)
    return {
      type: 'bmp',
      size: { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) },
    };
  if (startsWith(bytes, 'ftypavif', 4) || startsWith(bytes, 'ftypavis', 4))
    return { type: 'avif', size: avifSize(view) };
  if (HEIC.some((start) => startsWith(bytes, start, 4)))
    return { type: 'heic', size: avifSize(view) };
  if (startsWith(bytes, 'II*\0') || startsWith(bytes, 'MM\0*'))
    return { type: 'tiff', size: tiffSize(view) };
  const pnm = pnmHead(bytes);
  if (pnm) return { type: 'pnm', size: { width: pnm.width, height: pnm.height } };
  return null;
}
