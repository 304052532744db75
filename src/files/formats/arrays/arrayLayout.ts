import { sizeOf } from '../../../parts/sizeOf';
import type { Findings } from '../../shared/findings';
import { FileProblem } from '../../shared/problem';
import { counted } from '../../shared/wording';
import type { Pixels } from '../pictures/picture';
import { rangeOf, type ValueRange } from './brightness';
import type { NamedArray, NumberList } from './numbers';

/** Where the pixels of a picture lie in its array: strides in values. */
export interface PictureLayout {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly strides: readonly [row: number, column: number, channel: number];
}

/** Channels last: red, green and blue of a pixel lie together. */
const together = (height: number, width: number, channels: number): PictureLayout => ({
  ...{ height, width, channels },
  strides: [width * channels, channels, 1],
});

/** Channels first: all of red, then all of green, then all of blue. */
const apart = (height: number, width: number, channels: number): PictureLayout => ({
  ...{ height, width, channels },
  strides: [width, 1, height * width],
});

const SMALLEST = 8;

/**
 * How a row of numbers is a picture: of a square number of values, or three times as many. Null:
 * it is a row of numbers, by its length or by the visitor's choice. Values that no pixels have
 * (negative ones, fractions above 1) are taken for numbers unless the visitor says otherwise.
 */
function layoutOfRow(
  length: number,
  { low, high, areWhole }: ValueRange,
  findings: Findings,
): PictureLayout | null {
  const [grey, colour] = [Math.sqrt(length), Math.sqrt(length / 3)];
  const arePixels = low >= 0 && (high <= 1 || (areWhole && high <= 65_535));
  const numbers = ['numbers', counted(length, 'number')] as const;
  const question = 'Each row is';
  if (Number.isInteger(grey) && grey >= SMALLEST) {
    const options = [['pictures', `a picture of ${grey} by ${grey} pixels`], numbers] as const;
    const chosen = findings.choose('rows', question, options, arePixels ? 'pictures' : 'numbers');
    return chosen === 'pictures' ? together(grey, grey, 1) : null;
  }
  if (Number.isInteger(colour) && colour >= SMALLEST) {
    const size = `a picture of ${colour} by ${colour} pixels in colour`;
    const options = [
      ['together', `${size}, red, green and blue of each pixel together`],
      ['apart', `${size}, first all of red, then of green and blue`],
      numbers,
    ] as const;
    const chosen = findings.choose('rows', question, options, arePixels ? null : 'numbers');
    if (chosen === 'numbers') return null;
    return chosen === 'apart' ? apart(colour, colour, 3) : together(colour, colour, 3);
  }
  return null;
}

/** How an array holds pictures; null when it holds rows of numbers. @throws FileProblem */
export function layoutOf(array: NamedArray, findings: Findings): PictureLayout | null {
  const { name, shape } = array;
  const [, a = 0, b = 0, c = 1] = shape;
  const areChannels = (count: number) => count === 1 || count === 3 || count === 4;
  if (shape.length === 3) return together(a, b, 1);
  if (shape.length === 4 && areChannels(c)) return together(a, b, c);
  if (shape.length === 4 && areChannels(a)) return apart(b, c, a);
  if (shape.length === 2) return layoutOfRow(a, rangeOf([array.values as NumberList]), findings);
  throw new FileProblem(
    `an array of shape [${shape.join(', ')}] is neither pictures nor rows of numbers.`,
    { file: name },
  );
}

/** One picture of an array, with its values as bytes. */
export function pixelsOf(
  { shape, values }: Pick<NamedArray, 'shape' | 'values'>,
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
