import type { Data } from '../../parts/data';
import { sizeOf } from '../../parts/sizeOf';
import type { LeftOut } from '../../protocol/reading/facts';
import type { Column, Preview } from '../../protocol/reading/preview';
import type { Roles, Wish } from '../../protocol/reading/wish';
import { tooFewPairs } from '../data/pairSplit';
import { itemsOfRow, readingOf } from '../data/readTables';
import { checkRoles } from '../data/roles';
import { FEWEST_PAIRS, LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { capital, inBytes, shortened } from '../shared/wording';
import type { Understood } from '../understanding/understand';
import {
  type ClassCount,
  classNotes,
  drawNotes,
  NOTHING,
  problemOfMany,
  sideNotes,
} from './itemPreview';
import { understoodCell } from './understoodCell';

/** Why the data can't be used before they are read, in a sentence; null if they can. */
function problemOf(understood: Understood, file: string): string | null {
  try {
    const { roles } = readingOf(understood, file);
    checkRoles(
      roles,
      understood.columns.map(({ name }) => name),
      file,
    );
    return null;
  } catch (error) {
    if (error instanceof FileProblem) return error.message;
    throw error;
  }
}

const KIND = {
  texts: 'text',
  pairs: 'text',
  sets: 'text',
  points: 'point',
  pictures: 'image',
} as const;

/** The shape of the item that a row becomes. */
function shapeOf(
  roles: Roles | null,
  { edge, tokens, colour }: Wish,
  columns: readonly Column[],
): number[] {
  switch (roles?.kind) {
    case 'points': {
      const lengthOf = (name: string) =>
        columns.find((one) => one.name === name)?.lists?.length ?? 1;
      return [roles.features.reduce((sum, name) => sum + lengthOf(name), 0)];
    }
    case 'pictures':
      return [edge, edge, colour === 'grey' ? 1 : 3];
    default:
      return [tokens];
  }
}

interface PreviewedRows {
  readonly name: string;
  /** The file that messages name. */
  readonly file: string;
  readonly understood: Understood;
  readonly classes: readonly ClassCount[];
  readonly sides: Preview['sides'];
  readonly downloadBytes: number;
  readonly notes: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** The data if they were read, or why they can't be; null if that was not tried. */
  readonly tried: { readonly data: Data } | { readonly problem: string } | null;
}

/** The cells of the first rows as they stand, and as they are understood. */
function firstRowsOf({ firstRows, columns, reading }: Understood, names: readonly string[]) {
  return firstRows.map(({ line, cells }) => ({
    line,
    cells: columns.map(({ name }) => shortened(cells[names.indexOf(name)] ?? '', 120)),
    read: columns.map((column) =>
      understoodCell(column, cells[names.indexOf(column.name)] ?? '', reading),
    ),
  }));
}

/** Classes with the counts of what was read; those that were left out keep theirs. */
function countsRead(classes: readonly ClassCount[], data: Data): ClassCount[] {
  const counts = new Map<string, number>();
  for (const { labels } of [data.train, data.heldOut])
    for (const label of labels) {
      const name = data.classNames[label] ?? '';
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  return classes.map(({ name, count }) => ({ name, count: counts.get(name) ?? count }));
}

export function rowsPreview(found: PreviewedRows, wish: Wish): Preview {
  const { name, understood, sides, downloadBytes, leftOut, tried } = found;
  const { rows, columns, roles, questions } = understood;
  const isPairs = roles?.kind === 'pairs' || roles?.kind === 'sets';
  const shape = shapeOf(roles, wish, columns);
  const numbers = sizeOf(shape);
  const ofRow = itemsOfRow(roles, columns);
  const drawn = Math.min(
    ...[rows, wish.mostItems, LIMITS.items],
    Math.floor(LIMITS.dataBytes / (4 * numbers * ofRow)),
  );
  const read = tried && 'data' in tried ? tried.data : null;
  const isDrawn = drawn < rows;
  const classes = read && !isDrawn ? countsRead(found.classes, read) : found.classes;
  const pairsRead = read
    ? ((read.train.pairs?.length ?? 0) + (read.heldOut.pairs?.length ?? 0)) / 2
    : 0;
  const split = read ? { train: read.train.count, heldOut: read.heldOut.count } : null;
  const used = split ? (isPairs ? pairsRead : split.train + split.heldOut) : drawn;
  return {
    ...NOTHING,
    ...{
      name,
      columns,
      roles,
      questions,
      classes,
      sides,
      shape,
      used,
      downloadBytes,
      leftOut,
      split,
    },
    kind: roles ? KIND[roles.kind] : 'text',
    items: isPairs && split ? split.train + split.heldOut : rows * ofRow,
    pairs: isPairs ? (split ? pairsRead : rows) : 0,
    layout: understood.tables[0]?.layout ?? null,
    firstRows: firstRowsOf(understood, understood.tables[0]?.columns ?? []),
    notes: [
      ...found.notes,
      ...understood.notes,
      ...sideNotes(sides),
      ...classNotes(classes),
      ...drawNotes(rows, drawn, isPairs ? 'pair' : 'row'),
      ...(downloadBytes > 0 ? [`${inBytes(downloadBytes)} will be downloaded.`] : []),
    ],
    memoryBytes: drawn * ofRow * numbers * 4,
    problem:
      problemOf(understood, found.file) ??
      (tried && 'problem' in tried ? tried.problem : null) ??
      (read ? null : problemOfMany(classes, rows, drawn)) ??
      (isPairs && !read && rows < FEWEST_PAIRS ? capital(tooFewPairs(rows)) : null),
  };
}
