import type { Knob } from '../parts/part';
import { quoted } from './quoted';
import { fitted } from './recipe';

/** Values nearer to a knob's grid than this share of its step are on it: the rest is rounding. */
const ROUNDING = 1e-4;

/** Whether the knob holds the number as it is, to rounding; `fit` is the nearest it can take. */
export const isExact = (knob: Knob, value: unknown, fit: unknown): boolean =>
  knob.kind === 'choice' || Math.abs(Number(value) - Number(fit)) <= knob.step * ROUNDING;

/** The values a number knob takes: "0.01 to 2 in steps of 0.01". */
export const rangeOf = ({ min, max, step }: Extract<Knob, { kind: 'number' }>): string =>
  `${min} to ${max} in steps of ${step}`;

/** Why a knob can't take a value, in a sentence; null if it can, as it is. */
export function misfit(knob: Knob, value: unknown): string | null {
  const isWritten = typeof value === 'number' || typeof value === 'string';
  const fit = isWritten ? fitted(knob, value) : null;
  if (fit !== null && isExact(knob, value, fit)) return null;
  const shown = typeof value === 'string' ? quoted(value) : String(value);
  const range = knob.kind === 'choice' ? Object.keys(knob.options).join(', ') : rangeOf(knob);
  return `${knob.label} can't be ${shown}; it takes ${range}.`;
}
