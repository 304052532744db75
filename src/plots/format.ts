import { format } from 'd3';

const twoDecimals = format('.2f');
const oneDecimal = format('.1f');
const whole = format(',.0f');
const short = format('.2~s');

/** A measured value for people: "0.67", "12.3", "4,096"; "–" where there is none. */
export function valueText(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 100_000) return short(value);
  if (size >= 100) return whole(value);
  return size >= 10 ? oneDecimal(value) : twoDecimals(value);
}

/** A share as "58 %". */
export const percentText = (share: number): string =>
  Number.isFinite(share) ? `${Math.round(100 * share)} %` : '–';

/** Steps on an axis: "50", "1.5k", "20k". */
export const stepText = (step: number): string =>
  step >= 10_000 ? format('.3~s')(step) : whole(step);

/** One of a thing, or several: "1 item", "3 items". */
export const counted = (count: number, noun: string): string =>
  `${whole(count)} ${noun}${count === 1 ? '' : 's'}`;

/** Pixels in an SVG attribute: a tenth is finer than the eye. */
export const px = (value: number): number => Math.round(value * 10) / 10;
