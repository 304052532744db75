import type { Knob, KnobValue } from '../parts/part';

/** Decimals that a step of this size needs, 0 to 8. */
const decimalsOf = (step: number): number =>
  Math.min(8, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));

/** A number as people write it on a dial: no more digits than its knob's step has. */
export function knobText(knob: Knob, value: KnobValue): string {
  if (knob.kind === 'choice') return knob.options[value] ?? String(value);
  const number = Number(value);
  if (number !== 0 && Math.abs(number) < 1e-4) return number.toExponential(0).replace('e-', 'e−');
  return signed(Number(number.toFixed(decimalsOf(knob.step))).toString());
}

/** "margin 0.2", or "8 negatives per pair" where the knob counts things. */
export function knobWords(knob: Knob, value: KnobValue): string {
  const isCount = knob.kind === 'number' && Number.isInteger(knob.step);
  const label = lowered(knob.label);
  return isCount ? `${value} ${label}` : `${label} ${lowered(knobText(knob, value))}`;
}

/** A true minus sign in front of negative numbers, and none in front of what rounds to nothing. */
export const signed = (text: string): string => text.replace(/^-(?=[0.]*$)/, '').replace(/^-/, '−');

/** 0.666 to "0.67"; nothing measured is a dash. */
export const decimal = (value: number | undefined, digits = 2): string =>
  value === undefined || Number.isNaN(value) ? '–' : signed(value.toFixed(digits));

/** 0.583 to "58 %". */
export const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** 56096 to "56,096". */
export const thousands = (count: number): string => count.toLocaleString('en-GB');

/** "Look-alike glyphs" to "look-alike glyphs"; a name in capitals such as MLP stays. */
export const lowered = (label: string): string =>
  /^(?!Euclid)[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** "a small CNN", "an MLP": the article goes by the first letter's sound. */
export const article = (phrase: string): 'a' | 'an' =>
  /^([aeio]|[AEFHILMNORSX](?=[A-Z]|$))/.test(phrase) ? 'an' : 'a';
