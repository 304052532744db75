import type { Data } from '../../parts/datasets/dataset';
import type { Column } from '../../protocol/reading/preview';
import type { Task } from '../../protocol/reading/task';
import type { Roles, Wish } from '../../protocol/reading/wish';
import { cellBytes, cellText, hasPath } from '../formats/parquet/features';
import {
  drawnParts,
  kindsOf,
  type ParquetFile,
  partsOf,
  type RowGroupPart,
  rowsOf,
} from '../formats/parquet/parquet';
import { pictureFrom } from '../formats/pictures/folder';
import type { Decode, Picture } from '../formats/pictures/picture';
import { factsOf } from '../formats/tables/columns';
import type { Table } from '../formats/tables/table';
import { Reservoir, STREAM } from '../shared/draw';
import type { LeftOuts } from '../shared/leftOut';
import { LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { hasBothSides, type Side } from '../shared/side';
import { mostPictures, pictureData } from './pictureData';
import { checkRoles, columnsOf } from './roles';
import { tableData } from './tableData';

/** Parquet files with the same columns. */
export interface ParquetSet {
  readonly name: string;
  readonly files: readonly ParquetFile[];
}

export const rowsIn = ({ files }: ParquetSet, side: Side | null): number =>
  files
    .filter((file) => side === null || file.side === side)
    .reduce((sum, { metadata }) => sum + Number(metadata.num_rows), 0);

/** The parts to read for so many items: of each side of the data's own split its share. */
export function partsFor(
  { files }: ParquetSet,
  columns: readonly string[],
  most: number,
  { seed, heldOutShare }: Wish,
): RowGroupPart[] {
  const isOwn = hasBothSides(files.map(({ side }) => side));
  const of = (side: Side | null, share: number) =>
    drawnParts(
      files
        .filter((file) => side === null || file.side === side)
        .flatMap((file) => partsOf(file, columns)),
      Math.ceil(most * share),
      LIMITS.downloadBytes * share,
      seed,
    );
  return isOwn ? [...of('heldOut', heldOutShare), ...of('train', 1 - heldOutShare)] : of(null, 1);
}

/** Parts of a set as one table for each file. */
function tablesOf(parts: readonly RowGroupPart[], columns: readonly string[]): Table[] {
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
 * The columns of a set with what its first part holds of them, so far as that part is small: rows
 * are counted, not read. Pictures are never read for it. @throws FileProblem
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
      ? (await factsOf(tablesOf(small as RowGroupPart[], readable), task)).columns
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

/** Tells how many rows were drawn away: those of parts that were not read, and `more`. */
function tellUnread(
  set: ParquetSet,
  parts: readonly RowGroupPart[],
  more: number,
  leftOut: LeftOuts,
): void {
  const unread = rowsIn(set, null) - parts.reduce((sum, { rows }) => sum + rows, 0) + more;
  if (unread > 0) leftOut.add('rows beyond the number wished, drawn by the seed', '', unread);
}

/** A fair draw of rows as pictures, their files' bytes in memory. */
async function picturesOf(
  set: ParquetSet,
  roles: Extract<Roles, { kind: 'pictures' }>,
  wish: Wish,
  task: Task,
  leftOut: LeftOuts,
): Promise<Picture[]> {
  const most = mostPictures(wish);
  const columns = columnsOf(roles);
  const isOwn = hasBothSides(set.files.map(({ side }) => side));
  const forHeldOut = isOwn ? Math.ceil(most * wish.heldOutShare) : 0;
  const heldOut = new Reservoir<Picture>(forHeldOut, wish.seed, STREAM.heldOut);
  const train = new Reservoir<Picture>(most - forHeldOut, wish.seed, STREAM.train);
  const parts = partsFor(set, columns, most, wish);
  let isElsewhere = false;
  for await (const { part, rows } of rowsOf(parts, columns, task)) {
    const { file, side, features } = part.file;
    const isHeldOut = isOwn && side === 'heldOut';
    rows.forEach((row, i) => {
      const name = `${file}, row ${part.start + i + 1}`;
      const bytes = cellBytes(row[roles.picture]);
      const label = cellText(row[roles.label], features[roles.label]);
      isElsewhere ||= !bytes && hasPath(row[roles.picture]);
      if (!bytes) leftOut.add('rows without a picture', name);
      else if (label === '') leftOut.add('rows without a label', name);
      else
        (isHeldOut ? heldOut : train).offer(() => {
          // Copied, so that the whole part does not stay in memory for one picture of it.
          const own = bytes.slice();
          return pictureFrom(name, label, isOwn ? side : null, () => own);
        });
    });
  }
  const drawn = [...heldOut.drawn, ...train.drawn];
  tellUnread(set, parts, heldOut.seen + train.seen - drawn.length, leftOut);
  if (drawn.length === 0)
    throw new FileProblem(
      isElsewhere
        ? 'it holds only the paths of its pictures, not the pictures; give a folder for each class with the pictures themselves.'
        : 'no row has both a picture and a label.',
      { file: set.name },
    );
  return drawn;
}

/** A set as data, by the roles of its columns. @throws FileProblem */
export async function parquetData(
  set: ParquetSet,
  roles: Roles,
  wish: Wish,
  decode: Decode,
  task: Task,
  leftOut: LeftOuts,
): Promise<Data> {
  const [first] = set.files as [ParquetFile];
  checkRoles(roles, [...kindsOf(first).keys()], set.name);
  if (roles.kind === 'pictures') {
    const pictures = await picturesOf(set, roles, wish, task, leftOut);
    return pictureData(pictures, wish, decode, task, leftOut);
  }
  const columns = columnsOf(roles);
  const parts = partsFor(set, columns, Math.min(wish.mostItems, LIMITS.items), wish);
  tellUnread(set, parts, 0, leftOut);
  const { data, faults } = await tableData(tablesOf(parts, columns), roles, wish, task, leftOut);
  for (const { what, count, examples } of faults.leftOut)
    leftOut.add(what, examples[0] ?? '', count);
  return data;
}
