import type { LeftOut } from '../../../protocol/reading/facts';
import type { Column } from '../../../protocol/reading/preview';
import type { Task } from '../../../protocol/reading/task';
import type { Wish } from '../../../protocol/reading/wish';
import { FileProblem } from '../../shared/problem';
import type { Side } from '../../shared/side';
import { listed } from '../../shared/wording';
import type { DecimalMark } from '../cells/numbers';
import { ColumnCount } from './columnCount';
import { Faults } from './faults';
import type { Table, TableRow } from './table';

const FIRST_ROWS = 5;

export interface TableFacts {
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly leftOut: readonly LeftOut[];
  /** The first rows without a fault. */
  readonly firstRows: readonly TableRow[];
  /** Sides of the split that rows or files say. */
  readonly sides: readonly Side[];
  /** Rows with more cells than there are columns. */
  readonly longRows: number;
}

/**
 * The decimal mark of the file: the one that proves itself in more cells. Without proof it is a
 * point, or a comma where semicolons separate the cells.
 */
function decimalOf(
  counts: readonly ColumnCount[],
  tables: readonly Table[],
  wished: Wish['decimal'],
): DecimalMark {
  if (wished !== 'auto') return wished;
  const proofs = counts.map(({ proof }) => proof);
  const comma = proofs.filter((one) => one.comma > one.point).length;
  const point = proofs.filter((one) => one.point > one.comma).length;
  if (comma !== point) return comma > point ? ',' : '.';
  return comma > 0 && tables.some(({ layout }) => layout?.separator === ';') ? ',' : '.';
}

/**
 * Facts about the columns of tables, which are read once. Only counts stay in memory.
 * @throws FileProblem
 */
export async function tableFacts(
  tables: readonly Table[],
  task: Task,
  { decimal, missing }: Pick<Wish, 'decimal' | 'missing'> = { decimal: 'auto', missing: 'usual' },
): Promise<TableFacts> {
  const [first] = tables as [Table];
  const counts = first.columns.map(() => new ColumnCount(missing));
  const faults = new Faults();
  const firstRows: TableRow[] = [];
  const sides = new Set<Side>();
  let rows = 0;
  let longRows = 0;
  for (const table of tables) {
    if (table.side) sides.add(table.side);
    let ordinal = 0;
    for await (const batch of table.rows(task)) {
      for (const row of batch) {
        rows++;
        if (row.extra) longRows++;
        if (row.side) sides.add(row.side);
        if (row.fault) {
          faults.add(table, row.line, row.fault);
          continue;
        }
        if (firstRows.length < FIRST_ROWS) firstRows.push(row);
        const place = table.counts === 'row' ? row.line : ordinal++;
        for (let i = 0; i < counts.length; i++) counts[i]?.add(row.cells[i] as string, place);
      }
    }
  }
  if (rows === 0)
    throw new FileProblem('there are no rows below the names of the columns.', {
      file: listed(tables.map(({ file }) => file)),
    });
  if (longRows * 2 <= rows) faults.refuseMost(rows);
  const usual = decimalOf(counts, tables, decimal);
  return {
    rows: rows - faults.count,
    columns: counts.map((count, i) => count.finished(first.columns[i] as string, usual)),
    leftOut: faults.leftOut,
    firstRows,
    sides: [...sides],
    longRows,
  };
}
