import { expect, test } from 'vitest';
import { defaultRecipe, type Recipe, withKnob, withPart } from '../recipe/recipe';
import { exchanged } from '../recipe/rules';
import { miningNote, missesNote } from './recipeNotes';

const lanesOf = (...recipes: Recipe[]) => recipes.map((recipe, id) => ({ id, recipe }));

test('the page says where mining can show nothing', () => {
  expect(miningNote(lanesOf(defaultRecipe))).toBeNull();
  expect(miningNote(lanesOf(withKnob(defaultRecipe, 'k', 32)))).toMatch(/many/);
  const softmax = withPart(withPart(defaultRecipe, 'selection', 'all'), 'loss', 'infoNce');
  expect(miningNote(lanesOf(withKnob(softmax, 'temperature', 0.1)))).toMatch(/low temperature/);
  expect(miningNote(lanesOf(withKnob(softmax, 'temperature', 0.9)))).toBeNull();
});

test('pairs that came without near misses say so where these are the source', () => {
  const { recipe } = exchanged(withPart(defaultRecipe, 'data', 'ownPairs'), 'source', 'nearMisses');
  expect(missesNote(lanesOf(recipe), false)).toContain('adds nothing');
  expect(missesNote(lanesOf(recipe), true)).toBeNull();
  expect(missesNote(lanesOf(defaultRecipe), false)).toBeNull();
});
