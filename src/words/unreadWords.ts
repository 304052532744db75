import type { AnsweredText } from '../protocol/answers';

/** How many unknown words are named; the rest are counted. */
const MOST = 6;

const quoted = (words: readonly string[]): string =>
  words.map((word) => `“${word}”`).join(words.length === 2 ? ' and ' : ', ');

/**
 * What an encoder can't read of the texts, in sentences; empty if it reads all of them.
 * `unknownAre` says what becomes of several unknown words.
 */
export function unreadWords(
  texts: readonly Pick<AnsweredText, 'unknown' | 'unread'>[],
  length: number,
  unknownAre?: string,
): string {
  const unknown = [...new Set(texts.flatMap((text) => text.unknown))];
  const more = unknown.length > MOST ? ` and ${unknown.length - MOST} more` : '';
  const isOne = unknown.length === 1;
  const strange =
    unknown.length > 0
      ? `Unknown ${isOne ? 'word' : 'words'}: ${quoted(unknown.slice(0, MOST))}${more}${
          isOne || !unknownAre ? '' : `; ${unknownAre}`
        }.`
      : '';
  const cut = texts.some(({ unread }) => unread.length > 0)
    ? `Only the first ${length} words of a text are read.`
    : '';
  return [strange, cut].filter(Boolean).join(' ');
}
