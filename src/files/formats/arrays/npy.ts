import { sizeOf } from '../../../parts/sizeOf';
import { FileProblem } from '../../shared/problem';
import { fromFortran, type NamedArray, type NumberType, numbersAt } from './numbers';

const KINDS: Readonly<Record<string, string>> = {
  O: 'Python objects',
  c: 'complex numbers',
  M: 'dates',
  m: 'durations',
  V: 'records',
};

/** Words of `length` characters each, padded with zeros; a character has `size` bytes. */
function wordsAt(
  bytes: Uint8Array,
  at: number,
  count: number,
  length: number,
  size: 1 | 4,
  isBigEndian: boolean,
  name: string,
): string[] {
  if (bytes.length - at < count * length * size)
    throw new FileProblem('this file is cut off.', { file: name });
  const view = new DataView(bytes.buffer, bytes.byteOffset + at);
  return Array.from({ length: count }, (_, word) => {
    let text = '';
    for (let i = 0; i < length; i++) {
      const place = (word * length + i) * size;
      const code = size === 1 ? view.getUint8(place) : view.getUint32(place, !isBigEndian);
      if (code > 0 && code <= 0x10ffff) text += String.fromCodePoint(code);
    }
    return text;
  });
}

/**
 * A NumPy array file (.npy, versions 1 to 3): a header that says type, order and shape, then the
 * numbers. Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 *
 * @throws FileProblem when it is not one, is cut off, or holds anything but numbers, words or
 * booleans
 */
export function npyArray(bytes: Uint8Array, name: string): NamedArray {
  const fail = (what: string) => new FileProblem(what, { file: name });
  const isNpy = bytes[0] === 0x93 && String.fromCharCode(...bytes.subarray(1, 6)) === 'NUMPY';
  if (!isNpy || bytes.length < 12) throw fail('this is no NumPy file, or it is cut off.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isShort = bytes[6] === 1;
  const start = isShort ? 10 : 12;
  const length = isShort ? view.getUint16(8, true) : view.getUint32(8, true);
  const header = new TextDecoder().decode(bytes.subarray(start, start + length));
  const descr = /'descr'\s*:\s*(?:'([^']*)'|\[)/.exec(header);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const dims = /'shape'\s*:\s*\(([^)]*)\)/.exec(header)?.[1];
  if (!descr || order === undefined || dims === undefined || header.length < length)
    throw fail('its header is broken or cut off.');
  const shape = dims.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]));
  if (shape.some((size) => !Number.isInteger(size) || size < 0))
    throw fail('its header is broken.');
  const count = sizeOf(shape);
  const [, endian = '', kind = 'V', size = '0'] =
    /^([<>|=]?)([a-zA-Z])(\d*)/.exec(descr[1] ?? '') ?? [];
  const isBigEndian = endian === '>';
  const at = start + length;
  const isFortran = order === 'True';
  const ordered = <T extends NamedArray['values']>(values: T): T =>
    (isFortran ? fromFortran(values as never, shape) : values) as T;
  if (kind === 'U' || kind === 'S') {
    const words = wordsAt(bytes, at, count, Number(size), kind === 'U' ? 4 : 1, isBigEndian, name);
    return { name, shape, values: ordered(words), areBytes: false };
  }
  if (!'uifb'.includes(kind) || !['1', '2', '4', '8'].includes(size))
    throw fail(
      `it holds ${KINDS[kind] ?? `numbers of type “${descr[1]}”`}, which can’t be read here; save plain numbers instead.`,
    );
  const type: NumberType = { kind: kind as NumberType['kind'], bytes: Number(size), isBigEndian };
  const values = ordered(numbersAt(bytes, at, count, type, name));
  return { name, shape, values, areBytes: kind === 'u' && size === '1' };
}
