import type { Task } from '../../protocol/reading/task';
import type { Wish } from '../../protocol/reading/wish';
import type { Faults } from '../formats/tables/faults';
import type { Table, TableRow } from '../formats/tables/table';
import { DRAW, Reservoir } from '../shared/draw';
import type { LeftOuts } from '../shared/leftOut';
import { LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import type { Side } from '../shared/side';
import type { CellReading } from '../understanding/cellReading';

/** A row as an item, or the reason why it is none. */
export type Made<T> =
  | { readonly item: () => T }
  | { readonly reason: string }
  | { readonly fault: string };

export interface Gathering {
  readonly tables: readonly Table[];
  readonly reading: CellReading;
  /** Whether rows or files say which side they are on. */
  readonly hasOwnSplit: boolean;
  readonly wish: Wish;
  readonly task: Task;
  readonly leftOut: LeftOuts;
  readonly faults: Faults;
}

/**
 * Items made of the rows: a uniform draw of at most as many as wished. Each file is streamed, and
 * only drawn items stay in memory. Empty rows are left out and counted; up to half of all rows may
 * be faulty.
 *
 * @throws FileProblem
 */
export async function gathered<T>(
  { tables, reading, hasOwnSplit, wish, task, leftOut, faults }: Gathering,
  make: (row: TableRow, side: Side | null, table: Table) => Made<T>,
): Promise<T[]> {
  const share = hasOwnSplit ? wish.heldOutShare : 0;
  const most = Math.min(wish.mostItems, LIMITS.items);
  const heldOut = new Reservoir<T>(Math.ceil(most * share), wish.drawSeed, DRAW.heldOut);
  const train = new Reservoir<T>(most - Math.ceil(most * share), wish.drawSeed, DRAW.train);
  let rows = 0;
  const sideOf = (row: TableRow, table: Table): Side | null =>
    hasOwnSplit ? (reading.sideOf(row, table.columns) ?? table.side) : null;
  for (const table of tables) {
    for await (const batch of table.rows(task)) {
      for (const row of batch) {
        rows++;
        const side = sideOf(row, table);
        const isNeither = reading.splitColumn !== null && hasOwnSplit && side === null;
        const made: Made<T> = row.fault
          ? { fault: row.fault }
          : isNeither
            ? { reason: `rows that “${reading.splitColumn}” puts on neither side` }
            : make(row, side, table);
        if ('item' in made) (side === 'heldOut' ? heldOut : train).offer(made.item);
        else if ('fault' in made) faults.add(table, row.line, made.fault);
        else leftOut.add(made.reason, `${table.file}, ${table.counts} ${row.line}`);
      }
    }
  }
  faults.refuseMost(rows);
  const drawn = [...heldOut.drawn, ...train.drawn];
  const beyond = heldOut.seen + train.seen - drawn.length;
  if (beyond > 0) leftOut.add('rows beyond the number wished, drawn by the seed', '', beyond);
  if (drawn.length === 0)
    throw new FileProblem('no row has all the columns filled.', { file: tables[0]?.file ?? '' });
  return drawn;
}
