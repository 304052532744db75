import type { NumberKnob } from '../../../parts/part';
import { fitted } from '../../../recipe/recipe';

/**
 * Where a knob stands on its slider. The slider of a linear knob moves in the knob's own units;
 * that of a logarithmic one from 0 to LOG_TRAVEL, equal distances for equal factors.
 */
export const LOG_TRAVEL = 200;

export interface SliderRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export const sliderRange = (knob: NumberKnob): SliderRange =>
  knob.scale === 'log'
    ? { min: 0, max: LOG_TRAVEL, step: 1 }
    : { min: knob.min, max: knob.max, step: knob.step };

/** Knob value to slider position. */
export function positionOf(knob: NumberKnob, value: number): number {
  if (knob.scale !== 'log') return value;
  const share = Math.log(value / knob.min) / Math.log(knob.max / knob.min);
  return Math.round(share * LOG_TRAVEL);
}

/**
 * Slider position to knob value, fitted to the knob; to two digits if logarithmic. The position
 * nearest to the default gives the default itself.
 */
export function valueAt(knob: NumberKnob, position: number): number {
  if (knob.scale !== 'log') return fitted(knob, position) as number;
  if (position <= 0) return knob.min;
  if (position >= LOG_TRAVEL) return knob.max;
  if (position === positionOf(knob, knob.default)) return knob.default;
  const exact = knob.min * (knob.max / knob.min) ** (position / LOG_TRAVEL);
  return fitted(knob, Number(exact.toPrecision(2))) as number;
}
