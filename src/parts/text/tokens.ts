import type { Data } from '../data';
import { wordsOfAnyScript } from './anyScript';
import { roomOf, wordsIn } from './captioned';

/** Words as numbers: what texts become before an encoder reads them. */

/** The numbers of padding and of a word that is not in the vocabulary. */
const PAD = 0;
export const UNKNOWN = 1;

/** The words of a text, in lower case: runs of at least two letters. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];

/**
 * The numbers of the words of every text, [texts * length]: what is longer is cut, what is shorter
 * is filled with `PAD`. A word that is not in the vocabulary is `UNKNOWN`.
 */
export function tokenRows(
  texts: readonly (readonly string[])[],
  vocabulary: readonly string[],
  length: number,
): Float32Array {
  const numbers = new Map(vocabulary.map((word, number) => [word, number]));
  const rows = new Float32Array(texts.length * length).fill(PAD);
  texts.forEach((words, row) => {
    for (const [place, word] of words.slice(0, length).entries())
      rows[row * length + place] = numbers.get(word) ?? UNKNOWN;
  });
  return rows;
}

/** How many of the texts have each word. */
export function countsOf(texts: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const words of texts)
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/**
 * The words that come in at least `fewest` texts, the most common first, `most` of them at most,
 * behind the two that stand for no word; those as common as one another are in alphabetical order.
 */
export function vocabularyOf(
  counts: ReadonlyMap<string, number>,
  fewest: number,
  most: number,
): string[] {
  const common = [...counts].filter(([, count]) => count >= fewest);
  common.sort(([a, before], [b, after]) => after - before || (a < b ? -1 : 1));
  return ['', '(unknown)', ...common.slice(0, most).map(([word]) => word)];
}

/** The tokens of each text without what fills it up, as words for `bm25`. */
export const textsOfRows = (rows: Float32Array, length: number): string[][] =>
  Array.from({ length: rows.length / length }, (_, row) =>
    Array.from(rows.subarray(row * length, (row + 1) * length))
      .filter((token) => token !== PAD)
      .map(String),
  );

/** How many words of a text an item has room for. */
export const wordsRead = (data: Pick<Data, 'shape' | 'pictures'>): number => {
  const [size = 0] = data.shape;
  return data.pictures ? roomOf(size).tokens : size;
};

/** The words of a text that go into an item of the data; the rest of them is cut off. */
function wordsFor(
  data: Data,
  text: string,
): { words: string[]; length: number; unknown: string[] } {
  const known = new Set(data.vocabulary);
  const length = wordsRead(data);
  const words = (data.isAnyScript ? wordsOfAnyScript : wordsOf)(text);
  const strange = (some: readonly string[]) => [
    ...new Set(some.filter((word) => !known.has(word))),
  ];
  return data.pictures
    ? { words: words.filter((word) => known.has(word)), length, unknown: strange(words) }
    : { words, length, unknown: strange(words.slice(0, length)) };
}

/**
 * The values of one item that says this, as the data make their own items, [product of shape]: what
 * is too long is cut, words that the data do not know are `UNKNOWN`, or left out of captions.
 */
export function itemOfText(data: Data, text: string): Float32Array {
  const { words, length } = wordsFor(data, text);
  const tokens = tokenRows([words], data.vocabulary ?? [], length);
  if (!data.pictures) return tokens;
  const row = new Float32Array(data.shape[0] as number);
  wordsIn(row).set(tokens);
  return row;
}

/** What an encoder can't read of a text: words it does not know, each once, and those cut off. */
export function unreadable(data: Data, text: string): { unknown: string[]; unread: string[] } {
  const { words, length, unknown } = wordsFor(data, text);
  return { unknown, unread: words.slice(length) };
}
