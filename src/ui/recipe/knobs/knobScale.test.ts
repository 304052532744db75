import { expect, test } from 'vitest';
import type { NumberKnob } from '../../../parts/part';
import { kindIds, kinds } from '../../../recipe/kinds';
import { LOG_TRAVEL, positionOf, sliderRange, valueAt } from './knobScale';

const numberKnobs = kindIds.flatMap((kind) =>
  Object.values(kinds[kind].parts).flatMap((part) =>
    Object.entries(part.knobs as Record<string, NumberKnob>)
      .filter(([, knob]) => knob.kind === 'number')
      .map(([name, knob]) => ({ name, knob })),
  ),
);

test.each(numberKnobs)('the slider of $name reaches both ends and its default', ({ knob }) => {
  const { min, max } = sliderRange(knob);
  expect(valueAt(knob, min)).toBe(knob.min);
  expect(valueAt(knob, max)).toBeCloseTo(knob.max, 9);
  expect(valueAt(knob, positionOf(knob, knob.default))).toBeCloseTo(knob.default, 9);
});

const rate: NumberKnob = {
  kind: 'number',
  label: 'Learning rate',
  hint: '',
  min: 1e-5,
  max: 1,
  step: 1e-5,
  default: 0.002,
  scale: 'log',
};

test('equal ways on a logarithmic slider are equal factors', () => {
  expect(positionOf(rate, 1e-5)).toBe(0);
  expect(positionOf(rate, 1e-3) - positionOf(rate, 1e-4)).toBe(LOG_TRAVEL / 5);
  expect(positionOf(rate, 1)).toBe(LOG_TRAVEL);
});

test('a value set by hand stays within a twentieth of itself when the slider reads it back', () => {
  for (const value of [0.0012, 0.002, 0.0375, 0.5])
    expect(Math.abs(Math.log(valueAt(rate, positionOf(rate, value)) / value))).toBeLessThan(0.06);
});
