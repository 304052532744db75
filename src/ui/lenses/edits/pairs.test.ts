import { expect, test } from 'vitest';
import { firstPair, givenPairs, nextPair, pairOf, pairWords } from './pairs';

/** Two anchors, 0 and 4: each with a rewrite, and near misses of one and of two kinds. */
const data = {
  texts: [
    'a chases b',
    'b is chased by a',
    'b chases a',
    'a never chases b',
    'two',
    'zwei',
    'three',
  ],
  pairs: Int32Array.from([4, 5, 0, 1]),
  nearMisses: {
    perItem: 2,
    items: Int32Array.from([2, 3, -1, -1, -1, -1, -1, -1, 6, -1, -1, -1, -1, -1]),
    kinds: Uint8Array.from([0, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0]),
    names: ['role', 'negation', 'number'],
  },
};
const all = givenPairs(data);

test('every near miss and every rewrite is a pair with its anchor', () => {
  expect(all.map(({ texts, edit }) => [...texts, edit])).toEqual([
    ['two', 'three', 'number'],
    ['two', 'zwei', null],
    ['a chases b', 'b chases a', 'role'],
    ['a chases b', 'a never chases b', 'negation'],
    ['a chases b', 'b is chased by a', null],
  ]);
});

test('the first is a swap of roles, where there is one', () => {
  expect(firstPair(data)).toEqual(['a chases b', 'b chases a']);
  expect(firstPair({ texts: null, pairs: null, nearMisses: null })).toEqual([]);
});

test('another pair is of another anchor and of another kind, whatever was typed before', () => {
  let now = firstPair(data);
  for (let press = 0; press < 6; press++) {
    const next = nextPair(all, now);
    expect(next[0]).not.toBe(now[0]);
    expect(pairOf(all, next)?.edit).not.toBe(pairOf(all, now)?.edit);
    now = next;
  }
  expect(pairOf(all, nextPair(all, ['my', 'own']))).not.toBeNull();
  expect(nextPair([], ['my', 'own'])).toEqual(['my', 'own']);
});

test('it is said which pair it is', () => {
  expect(pairWords(all[2] ?? null)).toContain('near miss, roles swapped');
  expect(pairWords(all[1] ?? null)).toContain('rewrite');
  expect(pairWords(null)).toContain('Your own');
});
