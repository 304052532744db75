import { expect, test } from 'vitest';
import { layout } from './layout';

const table = layout({ found: 3, sumOfFound: 1, last: 2 });

test('numbers follow one another in the order of their names', () => {
  expect(table.at).toEqual({ found: 0, sumOfFound: 3, last: 4 });
  expect(table.size).toBe(6);
});

test('shaders get the same places as constants', () => {
  expect(table.constants.split('\n')).toEqual([
    'const FOUND = 0;',
    'const SUM_OF_FOUND = 3;',
    'const LAST = 4;',
  ]);
});

test('what is read comes under its name, a single number as a number', () => {
  expect(table.read(Float32Array.of(1, 2, 3, 4, 5, 6))).toEqual({
    found: Float64Array.of(1, 2, 3),
    sumOfFound: 4,
    last: Float64Array.of(5, 6),
  });
});
