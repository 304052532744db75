import { expect, test } from 'vitest';
import { leadsTo, typedAfter } from './typeAhead';

const labels = ['Triplet', 'NT-Xent', 'N-pair', 'Circle', 'Contrastive', '3-way'];

test('typing the first letters leads to what begins so', () => {
  expect(leadsTo(labels, 'co', 0)).toBe(4);
  expect(leadsTo(labels, '3', 0)).toBe(5);
  expect(leadsTo(labels, 'x', 0)).toBeNull();
});

test('one letter again and again goes through all that begin with it, and round', () => {
  expect(leadsTo(labels, 'n', 0)).toBe(1);
  expect(leadsTo(labels, 'nn', 1)).toBe(2);
  expect(leadsTo(labels, 'n', 2)).toBe(1);
});

test('a second letter keeps what is already right', () => {
  expect(leadsTo(labels, 'n-', 2)).toBe(2);
});

test('letters that come soon make a word, later ones begin anew, other keys are none', () => {
  const first = typedAfter({ text: '', at: 0 }, 'N', 1000);
  expect(typedAfter(first, 't', 1300).text).toBe('nt');
  expect(typedAfter(first, 't', 2000).text).toBe('t');
  expect(typedAfter(first, 'ArrowDown', 1100)).toBe(first);
  expect(typedAfter({ text: '', at: 0 }, ' ', 100).text).toBe('');
});
