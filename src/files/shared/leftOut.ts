import type { LeftOut } from '../../protocol/reading/facts';
import { capital } from './wording';

const EXAMPLES = 5;

/** Counts what is left out for each reason, with the first few names; and keeps remarks. */
export class LeftOuts {
  readonly #reasons = new Map<string, { count: number; examples: string[] }>();

  /** Sentences on how the data were read. */
  readonly notes: string[] = [];

  /** Says something once. */
  note(sentence: string): void {
    const whole = capital(sentence);
    if (!this.notes.includes(whole)) this.notes.push(whole);
  }

  add(what: string, example: string, count = 1): void {
    const reason = this.#reasons.get(what) ?? { count: 0, examples: [] };
    reason.count += count;
    if (reason.examples.length < EXAMPLES) reason.examples.push(example);
    this.#reasons.set(what, reason);
  }

  countOf = (what: string): number => this.#reasons.get(what)?.count ?? 0;

  get all(): LeftOut[] {
    return [...this.#reasons].map(([what, reason]) => ({ what, ...reason }));
  }
}
