import { expect, test } from 'vitest';
import { defaultRecipe, knobsOf } from '../recipe/recipe';
import { article, decimal, knobText, lowered, percent } from './knobs';

test('knob values are written with the digits their dial has, and tiny ones as powers of ten', () => {
  const knobs = knobsOf(defaultRecipe.parts);
  const text = (name: string, value: number | string) => knobText(knobs[name] as never, value);
  expect(text('margin', 0.2)).toBe('0.2');
  expect(text('learningRate', 0.00012)).toBe('0.00012');
  expect(text('epsilon', 1e-8)).toBe('1e−8');
  expect(text('distance', 'euclidean')).toBe('Euclidean');
});

test('numbers read as in print, and what was not measured is a dash', () => {
  expect(decimal(-2.614)).toBe('−2.61');
  expect(decimal(-0.0004)).toBe('0.00');
  expect(decimal(Number.NaN)).toBe('–');
  expect(percent(0.583)).toBe('58 %');
});

test('phrases take the article one would say, and names in capitals keep them', () => {
  expect(['small CNN', 'MLP', 'embedding bag', 'transformer'].map(article)).toEqual([
    'a',
    'an',
    'an',
    'a',
  ]);
  expect(lowered('Learning rate')).toBe('learning rate');
  expect(lowered('SGD with momentum')).toBe('SGD with momentum');
});
