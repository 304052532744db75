import { beforeEach, expect, test } from 'vitest';
import { defaultRecipe, withKnob, withPart } from '../recipe/recipe';
import { addLane, addRecipe, experimentStore, openRecipes } from './experiment';

const lanes = () => experimentStore.getState().lanes;
const random = withPart(defaultRecipe, 'selection', 'random');

beforeEach(() => openRecipes([defaultRecipe]));

test('a lane to compare with comes last, is said to be what it is, and leaves what is edited', () => {
  addRecipe(random, 'is random.');
  expect(lanes().map(({ recipe }) => recipe)).toEqual([defaultRecipe, random]);
  expect(new Set(lanes().map(({ id }) => id)).size).toBe(2);
  expect(experimentStore.getState()).toMatchObject({ scope: null, notes: ['Lane 2 is random.'] });
});

test('a copy of a lane is the one that is edited from then on', () => {
  addRecipe(random, 'is random.');
  addLane();
  expect(lanes().at(-1)?.recipe).toBe(random);
  expect(experimentStore.getState().scope).toBe(lanes().at(-1)?.id);
});

test('there are never more than four lanes', () => {
  for (let i = 0; i < 5; i++) addRecipe(random, 'is random.');
  addLane();
  expect(lanes()).toHaveLength(4);
});

test.each([
  ['other data', withPart(defaultRecipe, 'data', 'birds'), 'All lanes share “data”.'],
  ['another seed', withKnob(defaultRecipe, 'seed', 8), 'All lanes share “seed”.'],
])('lanes never train side by side on %s', (_, other, words) => {
  expect(() => openRecipes([defaultRecipe, other])).toThrow(words);
  expect(() => addRecipe(other, 'is another.')).toThrow(words);
  expect(lanes().map(({ recipe }) => recipe)).toEqual([defaultRecipe]);
});

test('there is always a lane', () => {
  expect(() => openRecipes([])).toThrow('Name one to four lanes.');
  expect(lanes()).toHaveLength(1);
});
