import { FileProblem } from '../../shared/problem';
import type { Pixels } from './picture';

/** The header of a PBM, PGM or PPM file. */
interface PnmHead {
  /** 1 to 6: bits, greys or colours, as text or (from 4 on) as bytes. */
  readonly kind: number;
  readonly width: number;
  readonly height: number;
  /** The value of white. */
  readonly most: number;
  /** Where the pixels start. */
  readonly start: number;
}

/** The header at the start of such a file; null if it is none. */
export function pnmHead(bytes: Uint8Array): PnmHead | null {
  const text = String.fromCharCode(...bytes.subarray(0, 1024));
  const kind = Number(/^P([1-6])\s/.exec(text)?.[1] ?? 0);
  if (kind === 0) return null;
  const hasMost = kind !== 1 && kind !== 4;
  const number = '(?:\\s|#[^\\n]*\\n)+(\\d+)';
  const found = new RegExp(`^P\\d${number.repeat(hasMost ? 3 : 2)}\\s`).exec(text);
  if (!found) return null;
  const [width = 0, height = 0, most = 1] = found.slice(1).map(Number);
  return most < 1 || most > 65_535 ? null : { kind, width, height, most, start: found[0].length };
}

/** The values of a picture as they are stored, [height, width, 1 or 3]; of bits, 1 is black. */
function valuesOf(bytes: Uint8Array, { kind, width, height, most, start }: PnmHead): Float32Array {
  const count = width * height * (kind % 3 === 0 ? 3 : 1);
  const values = new Float32Array(count);
  const cutOff = new FileProblem('this picture is cut off.');
  if (kind <= 3) {
    const text = new TextDecoder().decode(bytes.subarray(start)).replace(/#[^\n]*/g, '');
    const words = kind === 1 ? text.match(/[01]/g) : text.match(/\d+/g);
    if ((words?.length ?? 0) < count) throw cutOff;
    for (let i = 0; i < count; i++) values[i] = Number(words?.[i]);
    return values;
  }
  const rowBytes = kind === 4 ? Math.ceil(width / 8) : 0;
  const size = kind === 4 ? rowBytes * height : count * (most > 255 ? 2 : 1);
  if (bytes.length - start < size) throw cutOff;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, size);
  for (let i = 0; i < count; i++) {
    const x = i % width;
    if (kind === 4)
      values[i] = (view.getUint8(Math.floor(i / width) * rowBytes + (x >> 3)) >> (7 - (x & 7))) & 1;
    else values[i] = most > 255 ? view.getUint16(2 * i) : view.getUint8(i);
  }
  return values;
}

/**
 * The pixels of a PBM, PGM or PPM file, as text or bytes, of up to 16 bits. Of several pictures in
 * a file the first is taken. Format: https://netpbm.sourceforge.net/doc/pnm.html
 * @throws FileProblem when it is cut off
 */
export function pnmPixels(bytes: Uint8Array): Pixels | null {
  const head = pnmHead(bytes);
  if (!head) return null;
  const { kind, width, height, most } = head;
  const values = valuesOf(bytes, head);
  const isBits = kind === 1 || kind === 4;
  const [channels, factor] = [kind % 3 === 0 ? 3 : 1, 255 / most];
  const rgba = new Float32Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let c = 0; c < 3; c++) {
      const value = values[pixel * channels + (channels === 3 ? c : 0)] as number;
      rgba[4 * pixel + c] = (isBits ? 1 - value : value) * factor;
    }
  return { width, height, rgba };
}
