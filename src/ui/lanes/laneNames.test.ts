import { expect, test } from 'vitest';
import { presetRecipes } from '../../recipe/presets';
import { defaultRecipe, withKnob, withPart } from '../../recipe/recipe';
import { laneNames } from './laneNames';

test('lanes are called by what sets them apart', () => {
  expect(laneNames(presetRecipes('tooEasyTooHard'))).toEqual(['Hardest', 'Random', 'Semi-hard']);
  expect(laneNames(presetRecipes('falseNegatives'))).toEqual(['Unguarded', 'Oracle labels']);
  const margins = [0.1, 0.5].map((margin) => withKnob(defaultRecipe, 'margin', margin));
  expect(laneNames(margins)).toEqual(['Margin 0.1', 'Margin 0.5']);
});

test('a single lane is called by its selection, and lanes alike by their place', () => {
  expect(laneNames([defaultRecipe])).toEqual(['Semi-hard']);
  expect(laneNames([defaultRecipe, defaultRecipe])).toEqual(['Lane 1', 'Lane 2']);
});

test('knobs that only one lane’s part has are not taken for a difference', () => {
  expect(laneNames([defaultRecipe, withPart(defaultRecipe, 'loss', 'ntXent')])).toEqual([
    'Triplet',
    'NT-Xent',
  ]);
});

test('no two lanes have one name, so that taking one away is never ambiguous', () => {
  const hardest = withPart(defaultRecipe, 'selection', 'hardest');
  expect(laneNames([hardest, hardest, defaultRecipe])).toEqual([
    'Hardest',
    'Hardest (2)',
    'Semi-hard',
  ]);
});
