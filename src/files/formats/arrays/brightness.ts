import type { Findings } from '../../shared/findings';
import { thousands } from '../../shared/wording';
import { NARROW } from '../pictures/pixelRange';
import type { NumberList } from './numbers';

/** The range of finite values; of no value, from 0 to 0. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
  /** Whether all are whole numbers. */
  readonly areWhole: boolean;
}

/** The range of all values; of bytes only as far as is needed to know that it is not narrow. */
export function rangeOf(lists: readonly NumberList[]): ValueRange {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let areWhole = true;
  const areBytes = lists.every((list) => list instanceof Uint8Array);
  for (const list of lists) {
    if (areBytes && high - low > NARROW) break;
    const isFloat = list instanceof Float32Array || list instanceof Float64Array;
    for (const value of list) {
      if (value < low && value > Number.NEGATIVE_INFINITY) low = value;
      if (value > high && value < Number.POSITIVE_INFINITY) high = value;
      if (isFloat && areWhole && !Number.isInteger(value)) areWhole = false;
    }
  }
  return low > high ? { low: 0, high: 0, areWhole } : { low, high, areWhole };
}

export const stretchNote = (low: number, high: number): string =>
  `the values of these pictures reach from ${inFigures(low)} to ${inFigures(high)}; that was stretched, so that the lowest is black and the highest white.`;

/** "12", "1,797", "0.25" */
const inFigures = (value: number): string =>
  Number.isInteger(value) ? thousands(value) : String(Number(value.toPrecision(3)));

/**
 * The function that brings pixels to 0..255. Values that lie within 0..255 and reach over more than
 * 16 stay as they are; fractions from 0 to 1 are multiplied by 255; all others are stretched to the
 * range, and the visitor is told. Infinity becomes white, -Infinity and NaN black.
 */
export function toByteOf(
  { low, high, areWhole }: ValueRange,
  findings: Findings,
): (value: number) => number {
  const areBytes = low >= 0 && high <= 255;
  if (low >= 0 && high <= 1 && !areWhole) return (value) => value * 255;
  if (areBytes && high - low > NARROW) return (value) => value;
  if (areBytes && high > 1 && high > low) {
    const options = [
      ['stretched', `stretched, from ${low} as black to ${high} as white`],
      ['stored', 'left as it is stored'],
    ] as const;
    if (findings.choose('brightness', 'Brightness is', options, 'stretched') === 'stored')
      return (value) => value;
  }
  if (high > low && !(low === 0 && high === 1)) findings.note(stretchNote(low, high));
  const range = high - low || 1;
  return (value) => ((value - low) / range) * 255;
}
