import type { Task } from '../../protocol/reading/task';
import type { Table, TableRow } from '../formats/tables/table';

/** The rows of a table one after another. */
export async function* rowsOf(table: Table, task: Task): AsyncGenerator<TableRow, void> {
  for await (const batch of table.rows(task)) yield* batch;
}

/** Calls `use` with each row that is whole, and its cells by the names of their columns. */
export async function eachRow(
  table: Table,
  task: Task,
  use: (cell: (column: string) => string, row: TableRow) => void,
): Promise<void> {
  const places = new Map(table.columns.map((name, place) => [name, place]));
  for await (const batch of table.rows(task))
    for (const row of batch)
      if (!row.fault) use((column) => row.cells[places.get(column) ?? -1] ?? '', row);
}
