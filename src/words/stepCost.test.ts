import { expect, test } from 'vitest';
import { sources } from '../parts/sources';
import type { Source } from '../parts/sources/source';
import { defaultRecipe, type Recipe, withKnob, withPart } from '../recipe/recipe';
import { growthOf, timesText } from './stepCost';

const data = { classNames: Array.from({ length: 24 }, (_, i) => `${i}`), trainCount: 2880 };
/** A batch of 64 rows. */
const from = (source: string, recipe: Recipe = defaultRecipe) => withPart(recipe, 'source', source);
const times = (recipe: Recipe, measured: number) =>
  Object.fromEntries(growthOf(recipe, data, measured).map(({ of, times: one }) => [of, one]));

test('in batch the cost grows with the square of the batch, and with nothing else', () => {
  expect(times(defaultRecipe, 64 * 64)).toEqual({ 'the batch': 100, 'the data': 1 });
});

test('with a queue it grows with the batch times the queue', () => {
  const grown = times(withKnob(from('momentumQueue'), 'queueSize', 4096), 64 * (64 + 4096));
  expect(grown['“queue size”']).toBeCloseTo(9.86, 2);
  expect(grown['the batch']).toBeCloseTo(11.4, 1);
  expect(grown['the data']).toBe(1);
});

test('a search through the whole set grows with the square of the data, and shrinks if it is seldom', () => {
  const searched = 2880 ** 2 / 100;
  const grown = times(from('wholeSet'), 64 * 128 + searched);
  expect(grown['the data']).toBeCloseTo((64 * 128 + 100 * searched) / (64 * 128 + searched));
  expect(grown['“renew every”']).toBeLessThan(0.5);
});

test('a rule that does not come to what was measured says nothing', () => {
  expect(growthOf(defaultRecipe, data, 64 * 64 + 1)).toEqual([]);
});

test('multiples read as people say them', () => {
  expect([1, 100, 9.86, 0.25].map(timesText)).toEqual([
    'no more',
    '100 times as many',
    '9.9 times as many',
    '0.25 times as many',
  ]);
});

test.each(Object.entries(sources) as unknown as [string, Source][])(
  'source %s says how its cost grows',
  (_, { growth }) => {
    expect(growth).toMatch(/^N × .+\.$/);
  },
);
