/**
 * Pictures and texts in one list. A row is [side * side * 3 colours, tokens, 1]: the pixels of a
 * picture, the numbers of words, and 1 where the item is a picture, 0 where it is a text; what an
 * item lacks is zeros.
 */

/** Where a row keeps what: a square picture of `pixels` numbers, then so many tokens, then the flag. */
export interface Room {
  readonly side: number;
  readonly pixels: number;
  readonly tokens: number;
}

/** What rows of this size hold: the largest square picture in colour that leaves room for a word. */
export function roomOf(size: number): Room {
  const side = Math.floor(Math.sqrt((size - 2) / 3));
  const pixels = 3 * side * side;
  return { side, pixels, tokens: size - 1 - pixels };
}

/** Numbers in a row with a picture of this side and texts of so many tokens; `roomOf` reads it back. */
export const rowSize = (side: number, tokens: number): number => 3 * side * side + tokens + 1;

/** Where the words of a row stand. */
export function wordsIn(row: Float32Array): Float32Array {
  const { pixels, tokens } = roomOf(row.length);
  return row.subarray(pixels, pixels + tokens);
}

/** The pixels of a row, which counts as a picture from now on. */
export function pictureIn(row: Float32Array): Float32Array {
  row[row.length - 1] = 1;
  return row.subarray(0, roomOf(row.length).pixels);
}
