import { expect, test } from 'vitest';
import { unreadWords } from './unreadWords';

const text = (unknown: readonly string[], unread: readonly string[] = []) => ({ unknown, unread });

test('texts that are read whole need no words', () => {
  expect(unreadWords([text([]), text([])], 18)).toBe('');
});

test('unknown words are named once for all texts, and of many the first', () => {
  expect(unreadWords([text(['zebra']), text(['zebra'])], 18)).toBe('Unknown word: “zebra”.');
  expect(unreadWords([text(['zebra']), text(['ox'])], 18)).toContain('“zebra” and “ox”');
  expect(unreadWords([text(['zebra', 'ox'])], 18, 'they are one')).toContain('; they are one.');
  const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  expect(unreadWords([text(many)], 18)).toContain('“f” and 2 more');
});

test('a text too long says how much of it is read', () => {
  expect(unreadWords([text([], ['more'])], 18)).toBe('Only the first 18 words of a text are read.');
});
