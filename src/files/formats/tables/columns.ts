import type { LeftOut } from '../../../protocol/reading/facts';
import type { Column } from '../../../protocol/reading/preview';
import type { Task } from '../../../protocol/reading/task';
import { FileProblem } from '../../shared/problem';
import { listed, shortened } from '../../shared/wording';
import { Faults } from './faults';
import type { Table } from './table';

/** The most different values of a column that are counted. */
export const MANY = 2000;
const EXAMPLES = 3;

class ColumnCount {
  filled = 0;
  numbers = 0;
  characters = 0;
  readonly values = new Map<string, number>();
  readonly examples: string[] = [];

  add(cell: string): void {
    const value = cell.trim();
    if (value === '') return;
    this.filled++;
    this.characters += value.length;
    if (Number.isFinite(Number(value))) this.numbers++;
    if (this.examples.length < EXAMPLES) this.examples.push(shortened(value, 80));
    const before = this.values.get(value);
    if (before !== undefined) this.values.set(value, before + 1);
    else if (this.values.size < MANY && value.length <= 200) this.values.set(value, 1);
    else if (this.values.size < MANY) this.values.set(`${value.slice(0, 200)}…${value.length}`, 1);
  }

  finished = (name: string): Column => ({
    name,
    holds: this.filled > 0 && this.numbers === this.filled ? 'numbers' : 'text',
    filled: this.filled,
    distinct: this.values.size,
    meanLength: this.filled === 0 ? 0 : this.characters / this.filled,
    examples: this.examples,
    values:
      this.values.size < MANY ? [...this.values].sort(([, one], [, other]) => other - one) : [],
  });
}

export interface TableFacts {
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Facts about the columns of tables, which are read once. Only counts stay in memory.
 * @throws FileProblem
 */
export async function tableFacts(tables: readonly Table[], task: Task): Promise<TableFacts> {
  const [first] = tables as [Table];
  const counts = first.columns.map(() => new ColumnCount());
  const faults = new Faults();
  let rows = 0;
  for (const table of tables) {
    for await (const batch of table.rows(task)) {
      for (const row of batch) {
        rows++;
        if (row.fault) faults.add(table, row.line, row.fault);
        else for (let i = 0; i < counts.length; i++) counts[i]?.add(row.cells[i] as string);
      }
    }
  }
  if (rows === 0)
    throw new FileProblem('there are no rows below the names of the columns.', {
      file: listed(tables.map(({ file }) => file)),
    });
  faults.refuseMost(rows);
  return {
    rows: rows - faults.count,
    columns: counts.map((count, i) => count.finished(first.columns[i] as string)),
    leftOut: faults.leftOut,
  };
}
