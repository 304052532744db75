import { expect, test } from 'vitest';
import { tidyText, wordsOfAnyScript } from '../../parts/text/anyScript';
import { lengthFor, tokensOf, UNKNOWN, vocabularyOf } from './vocabulary';

test.each([
  [
    'plain words, digits and apostrophes',
    "Don’t PANIC, it's 42!",
    ["don't", 'panic', "it's", '42', '!'],
  ],
  ['accents composed in two ways', 'Cafe\u0301 café', ['café', 'café']],
  [
    'right to left, with vowel marks and signs of direction',
    '\u202bשָׁלוֹם עולם\u202c مرحبا',
    ['שָׁלוֹם', 'עולם', 'مرحبا'],
  ],
  ['Persian with a joiner inside a word', 'می\u200cخواهم', ['می\u200cخواهم']],
  ['scripts without spaces, sign by sign', '日本語です', ['日', '本', '語', 'で', 'す']],
  [
    'such signs after digits, letters and long vowels',
    '2024年のiPhoneとスープです',
    ['2024', '年', 'の', 'iphone', 'と', 'ス', 'ー', 'プ', 'で', 'す'],
  ],
  [
    'emoji with skin, flags and families whole',
    'ok 👍🏽🇩🇪👩‍👩‍👧!',
    ['ok', '👍🏽', '🇩🇪', '👩‍👩‍👧', '!'],
  ],
  ['Hindi with its marks', 'नमस्ते दुनिया', ['नमस्ते', 'दुनिया']],
  ['nothing but signs', '-- … ()', []],
])('%s', (_, text, words) => {
  expect(wordsOfAnyScript(text)).toEqual(words);
});

test('a text is shown composed, on one line, without signs of direction', () => {
  expect(tidyText(' a\u0301\n\t\u200fb\u2066 ')).toBe('á b');
});

test('the vocabulary: padding, unknown, then words by frequency and then by character', () => {
  const texts = ['b a a c', 'b a d', 'd'].map((text) => text.split(' '));
  expect(vocabularyOf(texts, 3)).toEqual(['', UNKNOWN, 'a', 'b', 'd']);
  expect(vocabularyOf(texts, 100)).toEqual(['', UNKNOWN, 'a', 'b', 'd']);
  expect(vocabularyOf([['x', 'y']], 100)).toEqual(['', UNKNOWN, 'x', 'y']);
});

test('tokens are cut or padded to one length; words beyond the vocabulary are 1', () => {
  const texts = [['a', 'b', 'a'], ['z'], []];
  expect([...tokensOf(texts, ['', UNKNOWN, 'a', 'b'], 2)]).toEqual([2, 3, 1, 0, 0, 0]);
});

test('the length holds nineteen of twenty texts, within what is wished', () => {
  const texts = Array.from({ length: 100 }, (_, i) => Array(i < 96 ? 5 : 500).fill('a'));
  expect(lengthFor(texts, 32)).toBe(5);
  expect(lengthFor(texts.slice(90), 32)).toBe(32);
  expect(lengthFor([[]], 32)).toBe(1);
});
