/** A true minus sign in front of negative numbers, and none in front of what rounds to nothing. */
const signed = (text: string): string => text.replace(/^-(?=[^1-9]*$)/, '').replace('-', '−');

const whole = (value: number): string => signed(Math.round(value).toLocaleString('en-GB'));

const PREFIXES = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** So many digits with a prefix: "120k", "1.2M". */
function short(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits));
  const [unit, prefix] = PREFIXES.find(([size]) => Math.abs(rounded) >= size) ?? [1, ''];
  return signed(`${Number((rounded / unit).toPrecision(digits))}${prefix}`);
}

/** A measured value for people: "0.67", "12.3", "4,096"; "–" where there is none. */
export function valueText(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 100_000) return short(value, 2);
  if (size >= 100) return whole(value);
  return signed(value.toFixed(size >= 10 ? 1 : 2));
}

/** A share as "58 %". */
export const percentText = (share: number): string =>
  Number.isFinite(share) ? `${Math.round(100 * share)} %` : '–';

/** Steps on an axis: "50", "1.5k", "20k". */
export const stepText = (step: number): string => (step >= 10_000 ? short(step, 3) : whole(step));

/** One of a thing, or several: "1 item", "3 items". */
export const counted = (count: number, noun: string): string =>
  `${whole(count)} ${noun}${count === 1 ? '' : 's'}`;

/** Pixels in an SVG attribute: a tenth is finer than the eye. */
export const px = (value: number): number => Math.round(value * 10) / 10;
