import type { Table } from '../formats/tables/table';
import { FileProblem } from './problem';

/** Something in the visitor's data that is not used, and why. */
export interface LeftOut {
  /** "pictures that can’t be read" */
  readonly what: string;
  readonly count: number;
  /** The first few by name, or by file and line. */
  readonly examples: readonly string[];
}

const EXAMPLES = 5;

/** Counts what is left out for each reason, and keeps the first few names. */
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

/** Faulty rows: how many, and where the first are. */
export class Faults {
  count = 0;
  readonly #places: string[] = [];
  #first: { file: string; line: number; what: string } | null = null;

  add(table: Table, line: number, what: string): void {
    this.count++;
    this.#first ??= { file: table.file, line, what };
    if (this.#places.length < EXAMPLES)
      this.#places.push(`${table.file}, ${table.counts} ${line}: ${what}`);
  }

  /** @throws FileProblem at the first, when more than half of all rows are faulty */
  refuseMost(rows: number): void {
    if (this.#first && this.count * 2 > rows) {
      const { file, line, what } = this.#first;
      throw new FileProblem(`${what}, and so are most rows.`.replace('it has', 'this row has'), {
        file,
        line,
      });
    }
  }

  get leftOut(): LeftOut[] {
    if (this.count === 0) return [];
    return [{ what: 'rows that can’t be read', count: this.count, examples: this.#places }];
  }
}
