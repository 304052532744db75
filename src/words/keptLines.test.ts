import { expect, test } from 'vitest';
import type { Picture } from '../protocol/picture';
import { defaultRecipe, type Recipe } from '../recipe/recipe';
import { keptLines, keptSentence } from './keptLines';

const picture = (change: Partial<Picture>) =>
  ({ dials: [], ages: null, removed: null, ...change }) as Picture;
const guarded: Recipe = { ...defaultRecipe, parts: { ...defaultRecipe.parts, guard: 'oracle' } };
const ages = { mean: 30.6, oldest: 1, bins: Uint32Array.of(2, 1) };

test('a lane whose parts keep nothing has no line', () => {
  expect(keptLines(picture({ removed: 0 }), defaultRecipe)).toEqual([]);
});

test('a number is written with as many digits at every step, so that nothing jumps', () => {
  const text = (value: number) =>
    keptLines(
      picture({ dials: [{ label: 'Lag', hint: '', value, low: 0, high: 1 }] }),
      defaultRecipe,
    )[0]?.text;
  expect([0, 0.0131, 1].map(text)).toEqual(['0.000', '0.013', '1.000']);
});

test('a bar is as long as the number is far in its range, and never longer', () => {
  const share = (value: number) =>
    keptLines(
      picture({ dials: [{ label: 'Rank', hint: '', value, low: -1, high: 3 }] }),
      defaultRecipe,
    )[0]?.share;
  expect([-1, 0, 3, 9].map(share)).toEqual([0, 0.25, 1, 1]);
});

test('what the guard removed is told only where there is a guard', () => {
  expect(keptLines(picture({ removed: 0.04 }), guarded)[0]?.text).toBe('4 %');
  expect(keptLines(picture({ removed: null }), guarded)[0]?.text).toBe('–');
});

test('a memory has its line before the first step, so that nothing moves when it fills', () => {
  const remembering = { ...defaultRecipe, parts: { ...defaultRecipe.parts, source: 'memoryBank' } };
  expect(keptLines(picture({}), remembering).map(({ name }) => name)).toEqual(['Steps old']);
  expect(keptLines(picture({ ages }), remembering)).toHaveLength(1);
});

test('one sentence says it all', () => {
  const dials = [
    { label: 'Lag of the momentum encoder', hint: 'How far.', value: 0.0131, low: 0, high: 1 },
  ];
  expect(keptSentence(keptLines(picture({ dials, ages, removed: 0.04 }), guarded))).toBe(
    'Kept by its parts: lag of the momentum encoder 0.013, between 0 and 1; candidates 31 steps old on average, the oldest 1 step; 4 % of the candidates removed by the guard.',
  );
});
