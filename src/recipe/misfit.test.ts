import { expect, test } from 'vitest';
import type { Knob } from '../parts/part';
import { settings } from './kinds';
import { misfit } from './misfit';
import { quoted } from './quoted';
import { defaultRecipe, knobsOf, withPart } from './recipe';

const temperature = knobsOf(withPart(defaultRecipe, 'loss', 'ntXent').parts).temperature as Knob;

test.each([
  [0, '0'],
  [5, '5'],
  ['abc', '“abc”'],
  ['', '“”'],
  [null, 'null'],
  [true, 'true'],
  [10n, '10'],
  [Number.NaN, 'NaN'],
])('temperature %s is told what it can be', (value, shown) => {
  expect(misfit(temperature, value)).toBe(
    `Temperature can't be ${shown}; it takes 0.01 to 2 in steps of 0.01.`,
  );
});

test('numbers between two steps are told so, and choices name their options', () => {
  expect(misfit(settings.seed, 1.5)).toContain('0 to 9999 in steps of 1');
  expect(misfit(settings.embedding, 7)).toBe("Embedding can't be 7; it takes 2, 3, 16, 32, 64.");
});

test('every default and every end of a range is taken, and so are numbers as words', () => {
  const all: Knob[] = Object.values(knobsOf(defaultRecipe.parts));
  for (const knob of [...all, temperature]) {
    const ends = knob.kind === 'number' ? [knob.min, knob.max] : Object.keys(knob.options);
    for (const value of [knob.default, ...ends]) expect(misfit(knob, value)).toBeNull();
  }
  expect([misfit(temperature, 0.1 + 0.2), misfit(temperature, '0.3')]).toEqual([null, null]);
  expect(misfit(settings.embedding, 16)).toBeNull();
});

test('a quoted name is cut between characters and does not turn the sentence round', () => {
  expect(quoted('hardest')).toBe('“hardest”');
  expect(quoted('👩'.repeat(200_000))).toBe(`“${'👩'.repeat(39)}…”`);
  expect(quoted('a\u202eb')).toBe('“ab”');
});
