import { expect, test } from 'vitest';
import { presetRecipes } from '../recipe/presets';
import { defaultRecipe, withKnob, withPart } from '../recipe/recipe';
import { exchanged } from '../recipe/rules';
import { laneNames, nameRoom } from './laneNames';

test('lanes are called by what sets them apart', () => {
  expect(laneNames(presetRecipes('tooEasyTooHard'))).toEqual(['Hardest', 'Random', 'Semi-hard']);
  expect(laneNames(presetRecipes('falseNegatives'))).toEqual(['Unguarded', 'Oracle labels']);
  const margins = [0.1, 0.5].map((margin) => withKnob(defaultRecipe, 'margin', margin));
  expect(laneNames(margins)).toEqual(['Margin 0.1', 'Margin 0.5']);
});

test('a single lane is called by its selection, and lanes alike by their place', () => {
  expect(laneNames([defaultRecipe])).toEqual(['Semi-hard']);
  expect(laneNames([withPart(defaultRecipe, 'selection', 'all')])).toEqual(['All negatives']);
  const { recipe } = exchanged(defaultRecipe, 'loss', 'vicReg');
  expect(laneNames([recipe])).toEqual(['VICReg']);
  expect(laneNames([defaultRecipe, defaultRecipe])).toEqual(['Lane 1', 'Lane 2']);
});

test('knobs that only one lane’s part has are not taken for a difference', () => {
  expect(laneNames([defaultRecipe, withPart(defaultRecipe, 'loss', 'ntXent')])).toEqual([
    'Triplet',
    'NT-Xent',
  ]);
});

test('lanes of one loss beside another are told apart by the knob in which they differ', () => {
  const softmax = withPart(defaultRecipe, 'loss', 'ntXent');
  const temperatures = [0.05, 0.2, 1].map((one) => withKnob(softmax, 'temperature', one));
  expect(laneNames([defaultRecipe, ...temperatures])).toEqual([
    'Triplet',
    'NT-Xent 0.05',
    'NT-Xent 0.2',
    'NT-Xent 1',
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

test('lanes keep room for the longest name: beside the figure, or above it where it needs more', () => {
  const four = (name: string) => nameRoom([name, 'Hardest', 'Random', 'Semi-hard']);
  expect(four('Easiest')).toEqual({ kind: 'line', lines: 1 });
  expect(four('Distance-weighted')).toEqual({ kind: 'lines', lines: 2 });
  expect(four('Near misses · Reader word bag')).toEqual({ kind: 'own', lines: 2 });
  expect(four('Cross-batch memory · Hardness-weighted')).toEqual({ kind: 'own', lines: 4 });
  expect(nameRoom(['In batch', 'Momentum queue', 'Mixed'])).toEqual({ kind: 'lines', lines: 1 });
  expect(nameRoom(['In batch', 'Word overlap', 'Whole set'])).toEqual({ kind: 'line', lines: 1 });
  expect(nameRoom(['Cross-batch memory · Hardness-weighted', 'Random', 'Hardest'])).toEqual({
    kind: 'lines',
    lines: 3,
  });
  expect(nameRoom(['Incomprehensibilities beyond', 'Random'])).toEqual({ kind: 'lines', lines: 2 });
});
