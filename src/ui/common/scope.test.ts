import { expect, test } from 'vitest';
import { defaultRecipe, type Recipe, withKnob, withPart } from '../../recipe/recipe';
import { exchanged } from '../../recipe/rules';
import { hasFalse, knobShown, lanesInScope, partShown, refusal } from './scope';

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
