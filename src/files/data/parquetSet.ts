import type { Column } from '../../protocol/reading/preview';
import type { Task } from '../../protocol/reading/task';
import type { Wish } from '../../protocol/reading/wish';
import { cellText, valueAt } from '../formats/parquet/features';
import { columnsOfFile, type ParquetFile } from '../formats/parquet/parquet';
import { drawnParts, partsOf, type RowGroupPart, rowsOf } from '../formats/parquet/rowGroups';
import { type TableFacts, tableFacts } from '../formats/tables/columns';
import type { Table } from '../formats/tables/table';
import { LIMITS } from '../shared/limits';
import { hasBothSides, type Side } from '../shared/side';

/** Parquet files with the same columns. */
export interface ParquetSet {
  readonly name: string;
  readonly files: readonly ParquetFile[];
  /** Whether its rows are downloaded, not read from this machine. */
  readonly isRemote?: boolean;
}

export const rowsIn = ({ files }: ParquetSet, side: Side | null): number =>
  files
    .filter((file) => side === null || file.side === side)
    .reduce((sum, { metadata }) => sum + Number(metadata.num_rows), 0);

/** The names at the top of the schema that columns lie under. */
const topsOf = (file: ParquetFile, columns: readonly string[]): string[] => [
  ...new Set(
    columnsOfFile(file).flatMap(({ name, path }) =>
      columns.includes(name) ? [path[0] as string] : [],
    ),
  ),
];

/** The parts to read for `most` items; if the data bring a split, a share of each side. */
export function partsFor(
  { files }: ParquetSet,
  columns: readonly string[],
  most: number,
  { drawSeed, heldOutShare }: Pick<Wish, 'drawSeed' | 'heldOutShare'>,
): RowGroupPart[] {
  const isOwn = hasBothSides(files.map(({ side }) => side));
  const of = (side: Side | null, share: number) =>
    drawnParts(
      files
        .filter((file) => side === null || file.side === side)
        .flatMap((file) => partsOf(file, topsOf(file, columns))),
      Math.ceil(most * share),
      LIMITS.downloadBytes * share,
      drawSeed,
    );
  return isOwn ? [...of('heldOut', heldOutShare), ...of('train', 1 - heldOutShare)] : of(null, 1);
}

/** Parts of a set as tables, one for each file. */
export function tablesOf(parts: readonly RowGroupPart[], columns: readonly string[]): Table[] {
  return [...new Set(parts.map(({ file }) => file))].map((file) => {
    const known = new Map(columnsOfFile(file).map(({ name, path }) => [name, path]));
    const paths = columns.map((name) => known.get(name) ?? [name]);
    const tops = topsOf(file, columns);
    return {
      file: file.file,
      counts: 'row',
      columns,
      side: file.side,
      notes: [],
      layout: null,
      async *rows(task) {
        const own = parts.filter((part) => part.file === file);
        for await (const { part, rows } of rowsOf(own, tops, task))
          yield rows.map((row, i) => ({
            line: part.start + i + 1,
            cells: paths.map((path) =>
              cellText(
                valueAt(row, path),
                path.length === 1 ? file.features[path[0] as string] : undefined,
              ),
            ),
          }));
      },
    };
  });
}

const EXAMPLE_BYTES = 16 * 1024 * 1024;
/** Local files up to this size are looked at whole. */
const WHOLE_BYTES = 128 * 1024 * 1024;

const isReadable = (holds: Column['holds']): boolean =>
  holds === 'text' || holds === 'numbers' || holds === 'text lists';

/** Columns of a set that are read to find out what they hold, and the parts that tell it. */
export interface LookedAt {
  readonly tables: readonly Table[];
  /** Facts about tables of these parts, with every column of the set. */
  factsOf(tables: readonly Table[]): Promise<TableFacts>;
}

/**
 * How the columns of a set are looked at: all rows of small local files, else three parts of the
 * first file if these are small. Pictures are not read.
 */
export function lookedAt(set: ParquetSet, wish: Wish, task: Task): LookedAt {
  const [first] = set.files as [ParquetFile];
  const columns = columnsOfFile(first);
  const readable = columns.filter(({ holds }) => isReadable(holds)).map(({ name }) => name);
  const tops = topsOf(first, readable);
  const all = set.files.flatMap((file) => partsOf(file, topsOf(file, readable)));
  const isSmall = !set.isRemote && all.reduce((sum, { bytes }) => sum + bytes, 0) <= WHOLE_BYTES;
  const own = partsOf(first, tops);
  const spread = [...new Set([own[0], own[own.length >> 1], own.at(-1)])].filter(
    (part): part is RowGroupPart => part !== undefined && part.bytes <= EXAMPLE_BYTES,
  );
  const parts = isSmall ? all : spread;
  return {
    tables: parts.length > 0 && readable.length > 0 ? tablesOf(parts, readable) : [],
    async factsOf(tables) {
      const found = tables.length > 0 ? await tableFacts(tables, task, wish) : NO_FACTS;
      const described = columns.map(({ name, holds }): Column => {
        const names = first.features[name]?.names ?? [];
        const column = found.columns.find((one) => one.name === name);
        if (!column) return { ...BLANK, name, holds, distinct: names.length };
        const isNamed = first.features[name]?.type === 'ClassLabel';
        return {
          ...column,
          holds: isNamed ? 'text' : column.holds,
          numbers: isNamed ? null : column.numbers,
          distinct: Math.max(column.distinct, names.length),
        };
      });
      const more = found.columns.filter(({ name }) => !columns.some((one) => one.name === name));
      return { ...found, rows: rowsIn(set, null), columns: [...described, ...more] };
    },
  };
}

const NO_FACTS: TableFacts = {
  ...{ rows: 0, columns: [], leftOut: [], firstRows: [], sides: [], longRows: 0 },
};

const BLANK: Column = {
  ...{ name: '', holds: 'nothing readable', filled: 0, missing: 0, marks: [], distinct: 0 },
  ...{ meanLength: 0, meanWords: 0, examples: [], values: [], numbers: null, lists: null, use: '' },
};
