import { expect, test } from 'vitest';
import { defaultRecipe, type Recipe, withKnob, withPart } from '../../recipe/recipe';
import { exchanged } from '../../recipe/rules';
import { chanceLoss } from '../../words/chanceLoss';
import {
  hasFalse,
  knobShown,
  lanesInScope,
  miningNote,
  missesNote,
  partShown,
  refusal,
} from './scope';

const lanesOf = (...recipes: Recipe[]) => recipes.map((recipe, id) => ({ id, recipe }));
const hardest = withPart(defaultRecipe, 'selection', 'hardest');

test('a control of lanes that differ shows no value of its own, but starts from the first', () => {
  expect(partShown(lanesOf(defaultRecipe, hardest), 'selection')).toEqual({
    value: null,
    first: 'semiHard',
  });
  const eight = withKnob(defaultRecipe, 'k', 8);
  expect(knobShown(lanesOf(eight, eight), 'k')).toEqual({ value: 8, first: 8 });
});

test('a lane that was taken away while it was edited leaves all lanes to edit', () => {
  expect(lanesInScope(lanesOf(defaultRecipe, hardest), 1)).toHaveLength(1);
  expect(lanesInScope(lanesOf(defaultRecipe, hardest), 7)).toHaveLength(2);
});

test('a part is refused only if no lane can have it', () => {
  const views = exchanged(defaultRecipe, 'positives', 'views').recipe;
  expect(refusal(lanesOf(defaultRecipe), 'guard', 'oracle')).toMatch(/nothing to guard/);
  expect(refusal(lanesOf(defaultRecipe, views), 'guard', 'oracle')).toBeNull();
  expect(hasFalse(lanesOf(defaultRecipe))).toBe(false);
  expect(hasFalse(lanesOf(views))).toBe(true);
});

test('the page says where mining can show nothing', () => {
  expect(miningNote(lanesOf(defaultRecipe))).toBeNull();
  expect(miningNote(lanesOf(withKnob(defaultRecipe, 'k', 32)))).toMatch(/many/);
  const softmax = withPart(withPart(defaultRecipe, 'selection', 'all'), 'loss', 'infoNce');
  expect(miningNote(lanesOf(withKnob(softmax, 'temperature', 0.1)))).toMatch(/low temperature/);
  expect(miningNote(lanesOf(withKnob(softmax, 'temperature', 0.9)))).toBeNull();
});

test('the chance line is the margin, or the logarithm of how many a positive competes with', () => {
  const data = { classNames: Array<string>(24).fill('x'), trainCount: 2880 };
  expect(chanceLoss(defaultRecipe, data)).toBe(0.2);
  const all = withPart(withPart(defaultRecipe, 'selection', 'all'), 'loss', 'ntXent');
  expect(chanceLoss(all, data)).toBeCloseTo(Math.log(61), 6);
  expect(chanceLoss(all, null)).toBeNaN();
  const guarded = withPart(exchanged(all, 'positives', 'views').recipe, 'guard', 'oracle');
  expect(chanceLoss(guarded, data)).toBeNaN();
});

test('pairs that came without near misses say so where these are the source', () => {
  const { recipe } = exchanged(withPart(defaultRecipe, 'data', 'ownPairs'), 'source', 'nearMisses');
  expect(missesNote(lanesOf(recipe), false)).toContain('adds nothing');
  expect(missesNote(lanesOf(recipe), true)).toBeNull();
  expect(missesNote(lanesOf(defaultRecipe), false)).toBeNull();
});
