import { expect, test } from 'vitest';
import { bm25Scores } from './bm25';

const words = (text: string) => text.split(' ').filter(Boolean);
const documents = ['the cat sat', 'the dog and the cat ran off', 'a bird'].map(words);

test('a term in one short document, worked by hand', () => {
  const [first, second, third] = bm25Scores(documents, { k1: 1.2, b: 0.5 })(['bird']);
  expect([first, second]).toEqual([0, 0]);
  // df = 1 of N = 3, length 2 against a mean of 4.
  const idf = Math.log(1 + 2.5 / 1.5);
  expect(third).toBeCloseTo((idf * 2.2) / (1 + 1.2 * (0.5 + 0.5 * (2 / 4))), 12);
});

test('a word that all documents have never counts against them', () => {
  const scores = bm25Scores([['x', 'a'], ['x'], ['x', 'b']])(['x']);
  for (const score of scores) expect(score).toBeGreaterThan(0);
});

test('rare words count more than common ones, repeats less and less', () => {
  const score = bm25Scores(['a a a b', 'a c', 'a d'].map(words), { b: 0 });
  const [often = 0, once = 0] = score(['a']);
  expect(often).toBeGreaterThan(once);
  expect(often).toBeLessThan(3 * once);
  expect(score(['c'])[1]).toBeGreaterThan(once);
});

test('b holds long documents back, and 0 does not', () => {
  const texts = ['x', 'x y y y y y'].map(words);
  const [short = 0, long = 0] = bm25Scores(texts, { b: 1 })(['x']);
  expect(short).toBeGreaterThan(long);
  const [same, other] = bm25Scores(texts, { b: 0 })(['x']);
  expect(same).toBe(other);
});

test('a term counts as often as the query has it', () => {
  const score = bm25Scores(documents);
  expect(score(['cat', 'cat'])[0]).toBeCloseTo(2 * (score(['cat'])[0] as number), 12);
});

test.each([
  ['an empty query', documents, ''],
  ['words that nobody has', documents, 'zebra zoo'],
  ['documents without words', [[], []], 'cat'],
  ['no documents', [], 'cat'],
])('%s: nothing scores', (_, texts, query) => {
  expect([...bm25Scores(texts)(words(query))]).toEqual(texts.map(() => 0));
});
