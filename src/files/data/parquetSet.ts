import type { Column } from '../../protocol/reading/preview';
import type { Task } from '../../protocol/reading/task';
import type { Wish } from '../../protocol/reading/wish';
import { cellText } from '../formats/parquet/features';
import { kindsOf, type ParquetFile } from '../formats/parquet/parquet';
import { drawnParts, partsOf, type RowGroupPart, rowsOf } from '../formats/parquet/rowGroups';
import { tableFacts } from '../formats/tables/columns';
import type { Table } from '../formats/tables/table';
import { LIMITS } from '../shared/limits';
import { hasBothSides, type Side } from '../shared/side';

/** Parquet files with the same columns. */
export interface ParquetSet {
  readonly name: string;
  readonly files: readonly ParquetFile[];
}

export const rowsIn = ({ files }: ParquetSet, side: Side | null): number =>
  files
    .filter((file) => side === null || file.side === side)
    .reduce((sum, { metadata }) => sum + Number(metadata.num_rows), 0);

/** The parts to read for `most` items; if the data bring a split, a share of each side. */
export function partsFor(
  { files }: ParquetSet,
  columns: readonly string[],
  most: number,
  { drawSeed, heldOutShare }: Wish,
): RowGroupPart[] {
  const isOwn = hasBothSides(files.map(({ side }) => side));
  const of = (side: Side | null, share: number) =>
    drawnParts(
      files
        .filter((file) => side === null || file.side === side)
        .flatMap((file) => partsOf(file, columns)),
      Math.ceil(most * share),
      LIMITS.downloadBytes * share,
      drawSeed,
    );
  return isOwn ? [...of('heldOut', heldOutShare), ...of('train', 1 - heldOutShare)] : of(null, 1);
}

/** Parts of a set as tables, one for each file. */
export function tablesOf(parts: readonly RowGroupPart[], columns: readonly string[]): Table[] {
  return [...new Set(parts.map(({ file }) => file))].map((file) => ({
    file: file.file,
    counts: 'row',
    columns,
    side: file.side,
    notes: [],
    async *rows(task) {
      const own = parts.filter((part) => part.file === file);
      for await (const { part, rows } of rowsOf(own, columns, task))
        yield rows.map((row, i) => ({
          line: part.start + i + 1,
          cells: columns.map((name) => cellText(row[name], file.features[name])),
        }));
    },
  }));
}

const EXAMPLE_BYTES = 16 * 1024 * 1024;

/**
 * The columns of a set. What they hold is told from three parts of the first file, if these are
 * small; other rows and pictures are not read. @throws FileProblem
 */
export async function columnsIn(set: ParquetSet, task: Task): Promise<Column[]> {
  const [first] = set.files as [ParquetFile];
  const kinds = kindsOf(first);
  const readable = [...kinds].flatMap(([name, holds]) =>
    holds === 'text' || holds === 'numbers' ? [name] : [],
  );
  const files = set.files.filter(({ side }) => side === first.side).slice(0, 1);
  const parts = files.flatMap((file) => partsOf(file, readable));
  const spread = [parts[0], parts[parts.length >> 1], parts.at(-1)];
  const small = [...new Set(spread)].filter(
    (part) => part !== undefined && part.bytes <= EXAMPLE_BYTES,
  );
  const known =
    small.length > 0 && readable.length > 0
      ? (await tableFacts(tablesOf(small as RowGroupPart[], readable), task)).columns
      : [];
  return [...kinds].map(([name, holds]) => {
    const column = known.find((column) => column.name === name);
    const names = first.features[name]?.names ?? [];
    const empty: Column = {
      ...{ name, holds, filled: 0, distinct: 0, meanLength: 0, examples: [], values: [] },
    };
    if (!column) return { ...empty, distinct: names.length };
    return { ...column, holds, distinct: Math.max(column.distinct, names.length) };
  });
}
