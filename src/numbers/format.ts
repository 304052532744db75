/** How numbers are written, in charts and in sentences alike. A number that is not there is a dash. */

/** A true minus sign in front of negative numbers, and none in front of what rounds to nothing. */
export const signed = (text: string): string =>
  text.replace(/^-(?=0[^1-9]*$)/, '').replace(/^-/, '−');

/** 0.666 to "0.67", with as many digits at every size; "–" where nothing was measured. */
export const decimal = (value: number | undefined, digits = 2): string =>
  value === undefined || Number.isNaN(value) ? '–' : signed(value.toFixed(digits));

/** A share of 0.583 to "58%"; "–" where there is none. */
export const percent = (share: number | undefined): string =>
  share !== undefined && Number.isFinite(share) ? signed(`${Math.round(100 * share)}%`) : '–';

/** 56096 to "56,096". */
export const thousands = (count: number): string => signed(count.toLocaleString('en-GB'));

/** One of a thing, or several: "1 picture", "1,797 pictures". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${thousands(Math.round(count))} ${count === 1 ? one : many}`;

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

/** A value with as many digits as its size deserves: "0.67", "12.3", "4,096", "120k"; or "–". */
export function valueText(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 100_000) return short(value, 2);
  if (size >= 100) return thousands(Math.round(value));
  return signed(value.toFixed(size >= 10 ? 1 : 2));
}

/** Steps on an axis: "50", "1,500", "20k". */
export const stepText = (step: number): string =>
  step >= 10_000 ? short(step, 3) : thousands(Math.round(step));
