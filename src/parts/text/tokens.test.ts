import { expect, test } from 'vitest';
import { countsOf, textsOfRows, tokenRows, UNKNOWN, vocabularyOf, wordsOf } from './tokens';

test('words are runs of two letters or more, in lower case', () => {
  expect(wordsOf("Cooley's anemia, a web-footed Käfer (2)")).toEqual([
    'cooley',
    'anemia',
    'web',
    'footed',
    'käfer',
  ]);
  expect(wordsOf(' 12 - a ')).toEqual([]);
});

test('a text too long is cut, one too short is padded, a strange word is unknown', () => {
  const vocabulary = ['', '(unknown)', 'cat', 'dog'];
  const rows = tokenRows([['dog', 'cat', 'dog', 'cat'], ['bird'], []], vocabulary, 3);
  expect([...rows]).toEqual([3, 2, 3, UNKNOWN, 0, 0, 0, 0, 0]);
  expect(textsOfRows(rows, 3)).toEqual([['3', '2', '3'], ['1'], []]);
});

test('the vocabulary has the words of enough texts, the most common first', () => {
  const counts = countsOf([['cat', 'cat', 'dog'], ['bird', 'dog'], ['bird'], ['dog']]);
  expect(counts.get('cat')).toBe(1);
  expect(vocabularyOf(counts, 1, 9).slice(2)).toEqual(['dog', 'bird', 'cat']);
  expect(vocabularyOf(counts, 2, 9).slice(2)).toEqual(['dog', 'bird']);
  expect(vocabularyOf(counts, 1, 1).slice(2)).toEqual(['dog']);
});
