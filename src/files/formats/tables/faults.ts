import type { LeftOut } from '../../../protocol/reading/facts';
import { FileProblem } from '../../shared/problem';
import type { Table } from './table';

const EXAMPLES = 5;

/** Counts faulty rows, and notes where the first are. */
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

  /** @throws FileProblem about the first faulty row, when more than half of all rows are faulty */
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
