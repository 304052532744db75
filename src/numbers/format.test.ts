import { expect, test } from 'vitest';
import { counted, decimal, percent, signed, stepText, thousands, valueText } from './format';

test('numbers read as in print, and what was not measured is a dash', () => {
  expect(decimal(-2.614)).toBe('−2.61');
  expect(decimal(0.66666, 3)).toBe('0.667');
  expect(percent(0.583)).toBe('58 %');
  expect(thousands(56_096)).toBe('56,096');
  expect([
    decimal(undefined),
    decimal(Number.NaN),
    percent(undefined),
    percent(Number.NaN),
  ]).toEqual(['–', '–', '–', '–']);
});

test('numbers are as short as their size allows', () => {
  expect([0.666, -0.001, 12.34, 4096, -0.5, 123456, 1_230_000, Number.NaN].map(valueText)).toEqual([
    '0.67',
    '0.00',
    '12.3',
    '4,096',
    '−0.50',
    '120k',
    '1.2M',
    '–',
  ]);
  expect([50, 1500, 20_000, 12_345].map(stepText)).toEqual(['50', '1,500', '20k', '12.3k']);
});

test('minus nought is never written, in whatever form', () => {
  expect(['-0', '-0.00', '-0 %', '-0k'].map(signed)).toEqual(['0', '0.00', '0 %', '0k']);
  expect([decimal(-0.0004), percent(-0.001), thousands(-0), valueText(-0), stepText(-0.4)]).toEqual(
    ['0.00', '0 %', '0', '0.00', '0'],
  );
});

test('a minus sign is a true one, and only the first', () => {
  expect(['-1', '-0.5', '-1e-7', '-10 %'].map(signed)).toEqual(['−1', '−0.5', '−1e-7', '−10 %']);
  expect(decimal(Number.NEGATIVE_INFINITY)).toBe('−Infinity');
});

test('one of a thing and several', () => {
  expect([counted(1, 'item'), counted(3, 'item'), counted(1200, 'item')]).toEqual([
    '1 item',
    '3 items',
    '1,200 items',
  ]);
});
