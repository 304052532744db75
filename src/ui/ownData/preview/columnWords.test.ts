import { expect, test } from 'vitest';
import type { Column } from '../../../protocol/reading/preview';
import { typeInWords } from './columnWords';

const column: Column = {
  ...{ name: 'size', holds: 'numbers', filled: 38, missing: 2, marks: ['NA'], distinct: 30 },
  ...{ meanLength: 3, meanWords: 1, examples: ['1.5'], values: [], lists: null, use: 'feature' },
  numbers: {
    ...{ decimal: '.', least: 1.5, most: 9, isWhole: false, isDressed: false },
    ...{ strays: 0, strayExamples: [], numbersRows: false },
  },
};

test('a column of numbers is told by its range and what is missing', () => {
  expect(typeInWords(column)).toBe('numbers from 1.5 to 9, 2 missing');
});

test('a range is told with four digits, a true minus sign in front', () => {
  const numbers = { ...column.numbers, least: -2.8281623068437627, most: 2.0409191213851825 };
  expect(typeInWords({ ...column, numbers: numbers as Column['numbers'], missing: 0 })).toBe(
    'numbers from −2.828 to 2.041',
  );
});

test('a column of few words is told by how many there are, lists by their length', () => {
  expect(typeInWords({ ...column, holds: 'text', numbers: null, missing: 0, distinct: 3 })).toBe(
    'text, 3 values',
  );
  const lists = { length: 8, others: 0 };
  expect(typeInWords({ ...column, holds: 'number lists', numbers: null, missing: 0, lists })).toBe(
    'lists of 8 numbers',
  );
});
