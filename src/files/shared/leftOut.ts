import type { LeftOut } from '../../protocol/reading/facts';

const EXAMPLES = 5;

/** Counts what is left out for each reason, with the first few names. */
export class LeftOuts {
  readonly #reasons = new Map<string, { count: number; examples: string[] }>();

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
