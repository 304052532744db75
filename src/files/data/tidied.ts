import { tidyText } from '../../parts/text/anyScript';
import { LIMITS } from '../shared/limits';

/** A text as an item has it, and what tells it from others: the whole of it, before it is cut. */
export interface TidyText {
  readonly text: string;
  readonly key: string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A copy, since a part of a string would hold the whole piece of the file in memory. */
const copied = (text: string): string => decoder.decode(encoder.encode(text));

/** A hash of 53 bits of a long text. */
function hashOf(text: string): string {
  let one = 0x811c9dc5;
  let other = 0x9e3779b9;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    one = Math.imul(one ^ code, 16777619);
    other = Math.imul(other ^ code, 2246822519) ^ (other >>> 15);
  }
  return `${one >>> 0} ${other >>> 0} ${text.length}`;
}

/** A label or a text without what does not show, cut to `most` characters. */
export const tidied = (cell: string, most: number = LIMITS.text): string =>
  copied(tidyText(cell.slice(0, most * 2)).slice(0, most));

/** A text of an item. Two texts that begin alike and end otherwise have different keys. */
export function tidyItem(cell: string): TidyText {
  const whole = tidyText(cell);
  if (whole.length <= LIMITS.text) {
    const text = copied(whole);
    return { text, key: text };
  }
  return { text: copied(whole.slice(0, LIMITS.text)), key: `\u0000${hashOf(whole)}` };
}
