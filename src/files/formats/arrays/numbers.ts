import { FileProblem } from '../../shared/problem';
import { inBytes } from '../../shared/wording';

/** An array of numbers or words as a file has it, in C order: the last index runs fastest. */
export interface NamedArray {
  /** "mnist/x_train.npy" */
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: NumberList | readonly string[];
  /** Whether its values are unsigned bytes, whose range is 0..255 whatever they are. */
  readonly areBytes: boolean;
}

export type NumberList =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** The type of the numbers (unsigned, signed, float or boolean), and the bytes of each. */
export interface NumberType {
  readonly kind: 'u' | 'i' | 'f' | 'b';
  readonly bytes: number;
  readonly isBigEndian: boolean;
}

/** The value of a 16-bit float: 1 bit of sign, 5 of exponent, 10 of fraction. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Reverses the bytes of each number, from big-endian to little-endian. */
function swapped(bytes: Uint8Array, size: number): Uint8Array {
  const result = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i += size)
    for (let j = 0; j < size; j++) result[i + j] = bytes[i + size - 1 - j] as number;
  return result;
}

/**
 * `count` numbers that start at byte `at`. 64-bit integers become 64-bit floats, 16-bit floats
 * become 32-bit ones. @throws FileProblem when the file is cut off or the type can't be read
 */
export function numbersAt(
  file: Uint8Array,
  at: number,
  count: number,
  { kind, bytes: size, isBigEndian }: NumberType,
  name: string,
): NumberList {
  const wanted = count * size;
  if (file.length - at < wanted)
    throw new FileProblem(
      `this file is cut off: it announces ${inBytes(wanted)} of numbers but has ${inBytes(Math.max(0, file.length - at))}.`,
      { file: name },
    );
  // A copy, so that the numbers are aligned to their size.
  const raw = file.slice(at, at + wanted);
  const { buffer } = isBigEndian && size > 1 ? swapped(raw, size) : raw;
  switch (`${kind}${size}`) {
    case 'u1':
      return new Uint8Array(buffer);
    case 'b1':
      return new Uint8Array(buffer);
    case 'i1':
      return new Int8Array(buffer);
    case 'u2':
      return new Uint16Array(buffer);
    case 'i2':
      return new Int16Array(buffer);
    case 'u4':
      return new Uint32Array(buffer);
    case 'i4':
      return new Int32Array(buffer);
    case 'u8':
      return Float64Array.from(new BigUint64Array(buffer), Number);
    case 'i8':
      return Float64Array.from(new BigInt64Array(buffer), Number);
    case 'f2':
      return Float32Array.from(new Uint16Array(buffer), halfFloat);
    case 'f4':
      return new Float32Array(buffer);
    case 'f8':
      return new Float64Array(buffer);
    default:
      throw new FileProblem(`numbers of ${size * 8} bits can’t be read here.`, { file: name });
  }
}

/** Numbers in Fortran order (the first index runs fastest) put into C order. */
export function fromFortran<T extends NumberList | string[]>(
  values: T,
  shape: readonly number[],
): T {
  if (shape.length < 2) return values;
  const result = values.slice() as T;
  const places = shape.map(() => 0);
  const strides: number[] = [];
  let stride = 1;
  for (const size of shape) {
    strides.push(stride);
    stride *= size;
  }
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from] as number & string;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      places[axis] = (places[axis] as number) + 1;
      from += strides[axis] as number;
      if ((places[axis] as number) < (shape[axis] as number)) break;
      from -= (strides[axis] as number) * (shape[axis] as number);
      places[axis] = 0;
    }
  }
  return result;
}
