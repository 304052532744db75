import { expect, test } from 'vitest';
import type { Data } from '../data';
import { sentences } from '../datasets/sentences/sentences';
import {
  countsOf,
  itemOfText,
  textsOfRows,
  tokenRows,
  UNKNOWN,
  unreadable,
  vocabularyOf,
  wordsOf,
} from './tokens';

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

test('a text becomes the very item that the data made of it', async () => {
  const data = await sentences.load({ seed: 1, knobs: {}, readFile: () => Promise.reject() });
  const [length] = data.shape as [number];
  for (let item = 0; item < data.heldOut.count; item += 50)
    expect(itemOfText(data, ` ${data.heldOut.texts?.[item]?.toUpperCase()}! `)).toEqual(
      data.heldOut.values.slice(item * length, (item + 1) * length),
    );
});

test('what an encoder can not read of a text is told: each unknown word once, and what is cut', () => {
  const data = { vocabulary: ['', '(unknown)', 'cat', 'dog'], shape: [3] } as unknown as Data;
  expect(unreadable(data, 'The cat, the DOG and the bird')).toEqual({
    unknown: ['the'],
    unread: ['dog', 'and', 'the', 'bird'],
  });
  expect([...itemOfText(data, 'The cat, the dog')]).toEqual([UNKNOWN, 2, UNKNOWN]);
  expect(unreadable(data, ' 12 ')).toEqual({ unknown: [], unread: [] });
  expect([...itemOfText(data, '')]).toEqual([0, 0, 0]);
});
