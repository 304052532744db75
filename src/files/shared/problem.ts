import { capital } from './wording';

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
