interface ProblemOptions {
  readonly file?: string;
  readonly line?: number;
  readonly isFatal?: boolean;
  readonly leftOutAs?: string;
}

/**
 * What is wrong with a visitor's data, as one sentence they can act on. It starts with the file and,
 * where there is one, the line: "reviews.csv, line 3: a quote opens here and is never closed."
 * Nothing has been changed when it is thrown.
 */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
  readonly file: string | null;
  /** Counted from 1. */
  readonly line: number | null;
  /** Whether it ends the whole read even where broken files are skipped: the network is gone. */
  readonly isFatal: boolean;
  /** What a file is left out as, where broken files are skipped: "pictures locked with a password". */
  readonly leftOutAs: string | null;

  constructor(what: string, { file, line, isFatal = false, leftOutAs }: ProblemOptions = {}) {
    const place = [file, line === undefined ? null : `line ${line}`].filter(Boolean).join(', ');
    super(place ? `${place}: ${what}` : capital(what));
    this.file = file ?? null;
    this.line = line ?? null;
    this.isFatal = isFatal;
    this.leftOutAs = leftOutAs ?? null;
  }
}

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "1,797" */
export const thousands = (count: number): string => count.toLocaleString('en-US');

/** "1 picture", "1,797 pictures" */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${thousands(count)} ${count === 1 ? one : many}`;

/** "12 kB", "3.4 MB": powers of a thousand, as file managers say it. */
export function inBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  const digits = unit > 0 && size < 9.95 ? 1 : 0;
  return `${size.toFixed(digits)} ${units[unit]}`;
}

/** "a, b and c"; at most `most` of them, then how many more. */
export function listed(words: readonly string[], most = 5): string {
  const shown = words.slice(0, most);
  const more = words.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${thousands(more)} more`;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** The text cut to so many characters, with an ellipsis; never through an emoji. */
export function shortened(text: string, most = 40): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
