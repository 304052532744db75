import { signed } from '../numbers/format';
import type { Knob, KnobValue } from '../parts/part';
import { lowered } from './phrases';

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
