import { expect, test } from 'vitest';
import { kindIds, kinds } from '../../recipe/kinds';
import { defaultRecipe, numbered, withPart } from '../../recipe/recipe';
import { exchanged } from '../../recipe/rules';
import { menuOf } from './menu';

const lanes = numbered([defaultRecipe]);

test.each(kindIds)('the menu of %s offers every part once', (kind) => {
  const ids = menuOf(lanes, kind).flatMap(({ entries }) => entries.map(({ id }) => id));
  expect([...ids].sort()).toEqual(Object.keys(kinds[kind].parts).sort());
});

test('parts that do not fit stand last, each with its reason', () => {
  const points = numbered([
    exchanged(withPart(defaultRecipe, 'data', 'points'), 'encoder', 'mlp').recipe,
  ]);
  const last = menuOf(points, 'encoder').at(-1);
  expect(last?.title).toBe('Does not fit here');
  expect(last?.entries.map(({ id }) => id)).toContain('smallCnn');
  for (const { refusal } of last?.entries ?? []) expect(refusal).toMatch(/\.$/);
});

test('a menu of which everything fits has no such heading', () => {
  for (const { title } of menuOf(lanes, 'optimizer')) expect(title).toBeNull();
});
