import { sizeOf } from '../../../parts/sizeOf';
import { FileProblem } from '../../shared/problem';
import { type NamedArray, type NumberType, numbersAt } from './numbers';

const TYPES: Readonly<Record<number, Omit<NumberType, 'isBigEndian'>>> = {
  8: { kind: 'u', bytes: 1 },
  9: { kind: 'i', bytes: 1 },
  11: { kind: 'i', bytes: 2 },
  12: { kind: 'i', bytes: 4 },
  13: { kind: 'f', bytes: 4 },
  14: { kind: 'f', bytes: 8 },
};

/**
 * Whether a file has a name such as "train-images-idx3-ubyte", "t10k-labels.idx1-ubyte" or "x.idx".
 */
export const isIdx = (path: string): boolean => /(idx\d(-[a-z]+)?|-ubyte|\.idx)$/i.test(path);

/**
 * An IDX file, the format of MNIST: two zeros, a type, the number of dimensions, their sizes, then
 * the numbers in big-endian order. Format: http://yann.lecun.com/exdb/mnist/
 *
 * @throws FileProblem when it is not one or is cut off
 */
export function idxArray(bytes: Uint8Array, name: string): NamedArray {
  const type = TYPES[bytes[2] ?? 0];
  const dimensions = bytes[3] ?? 0;
  if (bytes[0] !== 0 || bytes[1] !== 0 || !type || dimensions === 0 || dimensions > 8)
    throw new FileProblem('this is no IDX file.', { file: name });
  const start = 4 + 4 * dimensions;
  if (bytes.length < start) throw new FileProblem('its header is cut off.', { file: name });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const values = numbersAt(bytes, start, sizeOf(shape), { ...type, isBigEndian: true }, name);
  return { name, shape, values, areBytes: type.kind === 'u' };
}
