import { expect, test } from 'vitest';
import { bandLimits, valueAfterKey, withinBand } from './bandValue';
import { brushAfterKey } from './brushKeys';
import { spreadSpectrum } from './spectra.testing';

const spectrum = spreadSpectrum();

test('arrow keys move the band by a hundredth of the axis, page keys by a tenth', () => {
  expect(valueAfterKey(spectrum, 0.65, 'ArrowRight')).toBeCloseTo(0.67);
  expect(valueAfterKey(spectrum, 0.65, 'ArrowDown')).toBeCloseTo(0.63);
  expect(valueAfterKey(spectrum, 0.65, 'PageUp')).toBeCloseTo(0.85);
});

test('the band can not be turned inside out or dragged off the axis', () => {
  expect(bandLimits(spectrum)).toEqual([0.45, 2]);
  expect(valueAfterKey(spectrum, 0.46, 'PageDown')).toBe(0.45);
  expect(withinBand(spectrum, 7)).toBe(2);
});

test('on an axis of similarity the lower edge is the one that moves', () => {
  const similar = { ...spectrum, axis: 'similarity' as const, low: -1, high: 1 };
  expect(bandLimits(similar)).toEqual([-1, 0.65]);
});

test('keys that are not for the band are left to the page', () => {
  expect(valueAfterKey(spectrum, 0.65, 'Escape')).toBeNull();
});

test('the brush can be set, moved, widened and taken away from the keyboard', () => {
  const set = brushAfterKey(spectrum, null, 'ArrowRight', false);
  expect(set?.[0]).toBeCloseTo(0.2);
  const moved = brushAfterKey(spectrum, [0.2, 0.25], 'ArrowRight', false);
  expect(moved?.[0]).toBeCloseTo(0.25);
  expect(moved?.[1]).toBeCloseTo(0.3);
  expect(brushAfterKey(spectrum, [0.2, 0.25], 'ArrowRight', true)?.[1]).toBeCloseTo(0.3);
  expect(brushAfterKey(spectrum, [0.2, 0.25], 'Escape', false)).toBeNull();
});

test('the brush stays on the axis and Escape without a brush is left to the page', () => {
  expect(brushAfterKey(spectrum, [0, 0.05], 'ArrowLeft', false)).toEqual([0, 0.05]);
  expect(brushAfterKey(spectrum, null, 'Escape', false)).toBeUndefined();
});
