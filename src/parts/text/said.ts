import type { Items } from '../data';
import { wordsOf } from './tokens';

type Said = Pick<Items, 'texts'> & { readonly labels: ArrayLike<number> };

/** The pictures among items that are pictures and texts, ascending. */
export const picturesOf = ({ texts }: Pick<Items, 'texts'>): Int32Array =>
  Int32Array.from((texts ?? []).flatMap((text, item) => (text === '' ? [item] : [])));

/** The class of the first text with the same known words in the same order; -1: none has. */
export function labelOfText(
  text: string,
  { texts, labels }: Said,
  vocabulary: readonly string[],
): number {
  const known = new Set(vocabulary);
  const read = (one: string) =>
    wordsOf(one)
      .filter((word) => known.has(word))
      .join(' ');
  const asked = read(text);
  const item = asked ? (texts ?? []).findIndex((one) => one !== '' && read(one) === asked) : -1;
  return item < 0 ? -1 : (labels[item] as number);
}
