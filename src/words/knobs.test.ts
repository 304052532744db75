import { expect, test } from 'vitest';
import { defaultRecipe, knobsOf } from '../recipe/recipe';
import { knobText } from './knobs';

test('knob values are written with the digits their dial has, and tiny ones as powers of ten', () => {
  const knobs = knobsOf(defaultRecipe.parts);
  const text = (name: string, value: number | string) => knobText(knobs[name] as never, value);
  expect(text('margin', 0.2)).toBe('0.2');
  expect(text('learningRate', 0.00012)).toBe('0.00012');
  expect(text('epsilon', 1e-8)).toBe('1e−8');
  expect(text('distance', 'euclidean')).toBe('Euclidean');
});
