import { expect, test } from 'vitest';
import { defaultRecipe, withKnob, withPart } from '../recipe/recipe';
import { bandText } from './bandText';

test('the margin reads in the units it is set in, whatever the axis is', () => {
  expect(bandText(defaultRecipe)).toBe('margin 0.2 (squared)');
  expect(bandText(withKnob(defaultRecipe, 'distance', 'euclidean'))).toBe('margin 0.2');
});

test('an edge dragged on the axis reads as the value it sets', () => {
  // A positive at cosine 0.5 lies at distance 1; an edge at 1.2 is 1.44 - 1 in squared distance.
  expect(bandText(defaultRecipe, 0.5, 1.2)).toBe('margin 0.44 (squared)');
  expect(bandText(withKnob(defaultRecipe, 'distance', 'euclidean'), 0.5, 1.2)).toBe('margin 0.2');
  expect(bandText(defaultRecipe, 0.5, 9)).toBe('margin 2 (squared)');
});

test('a band that is not named after its knob names it once its edge is moved', () => {
  const twoKnobs = withKnob(withPart(defaultRecipe, 'loss', 'margin'), 'margin', 0.2);
  expect(bandText(twoKnobs)).toBe('boundary + margin');
  expect(bandText(twoKnobs, 0.5, 1.5)).toBe('boundary 1.3');
});

test('a loss without a band has no such words', () => {
  expect(bandText(withPart(defaultRecipe, 'loss', 'vicReg'))).toBe('');
});
