const MOST_LETTERS = 40;

/** Marks that turn the direction of the text after them, too. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A name as it was given, in quotation marks; a long one is cut, never through a character. */
export function quoted(name: string): string {
  const letters = [...name.slice(0, 4 * MOST_LETTERS).replace(DIRECTIONS, '')];
  const isLong = letters.length > MOST_LETTERS;
  return `“${isLong ? `${letters.slice(0, MOST_LETTERS - 1).join('')}…` : letters.join('')}”`;
}
