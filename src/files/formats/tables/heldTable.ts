import { nameOf } from '../../bytes/fileSource';
import { type Side, sideOfName } from '../../shared/side';
import { type FirstLine, namesOf } from './header';
import type { Table, TableRow } from './table';

/** Rows of cells that are in memory, of a file or of one of its sheets. */
export interface HeldRows {
  readonly cells: readonly (readonly string[])[];
  readonly side: Side | null;
}

/** A table of rows that are in memory; the first may name the columns. Rows are as long as needed. */
export function heldTable(
  file: string,
  parts: readonly HeldRows[],
  firstLine: FirstLine,
  notes: readonly string[],
): Table {
  const widest = Math.max(0, ...parts.flatMap(({ cells }) => cells.map((row) => row.length)));
  const named = namesOf((parts[0]?.cells ?? []).slice(0, 200), widest, firstLine);
  const found = named.rows === 0 ? ['does not name its columns in its first line.'] : named.notes;
  return {
    file,
    counts: 'row',
    columns: named.names,
    side: sideOfName(nameOf(file)),
    notes: [
      ...notes,
      ...found.map((note) => `${file}: ${note.charAt(0).toLowerCase()}${note.slice(1)}`),
    ],
    layout: null,
    async *rows() {
      for (const { cells, side } of parts)
        yield cells.slice(named.rows).map(
          (row, i): TableRow => ({
            line: i + 1 + named.rows,
            cells: named.names.map((_, at) => row[at] ?? ''),
            ...(side ? { side } : {}),
          }),
        );
    },
  };
}
