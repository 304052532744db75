import { capital } from './wording';

interface ProblemOptions {
  readonly file?: string;
  readonly line?: number;
  readonly isFatal?: boolean;
  readonly leftOutAs?: string;
}

/**
 * What is wrong with a visitor's data, as one sentence they can act on. It starts with the file and
 * the line, if there are any: "reviews.csv, line 3: a quote opens here and is never closed." When
 * it is thrown, nothing has been replaced.
 */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
  readonly file: string | null;
  /** Counted from 1. */
  readonly line: number | null;
  /** Whether it ends the whole read even where broken files are skipped, as a lost network does. */
  readonly isFatal: boolean;
  /** The reason under which a broken file is left out: "pictures locked with a password". */
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
