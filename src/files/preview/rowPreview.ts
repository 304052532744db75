import type { LeftOut } from '../../protocol/reading/facts';
import type { Column, Preview } from '../../protocol/reading/preview';
import type { Roles, Wish } from '../../protocol/reading/wish';
import { tooFewPairs } from '../data/pairData';
import { cantGuess, checkRoles, guessedRoles, unreadableOf } from '../data/roles';
import { sortedNames } from '../data/split';
import type { TableFacts } from '../formats/tables/columns';
import type { Table } from '../formats/tables/table';
import type { LeftOuts } from '../shared/leftOut';
import { FEWEST_PAIRS, LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { hasBothSides } from '../shared/side';
import { capital, inBytes } from '../shared/wording';
import {
  type Class,
  classNotes,
  drawNotes,
  NOTHING,
  problemOfMany,
  refuseOneClass,
  sideNotes,
} from './itemPreview';

/** Why these roles can't be used, in a sentence; null when they can. */
function problemOf(roles: Roles | null, columns: readonly Column[], file: string): string | null {
  const names = columns.map(({ name }) => name);
  try {
    if (!roles) throw cantGuess(names, file, unreadableOf(columns));
    checkRoles(roles, names, file);
    return null;
  } catch (error) {
    if (error instanceof FileProblem) return error.message;
    throw error;
  }
}

const KIND = { texts: 'text', pairs: 'text', points: 'point', pictures: 'image' } as const;

/** What a row becomes by its roles: its shape, and its items. */
function shapeOf(roles: Roles | null, { edge, tokens, colour }: Wish): number[] {
  switch (roles?.kind) {
    case 'points':
      return [roles.features.length];
    case 'pictures':
      return [edge, edge, colour === 'grey' ? 1 : 3];
    default:
      return [tokens];
  }
}

interface Rows {
  readonly name: string;
  /** The file named in sentences. */
  readonly file: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly roles: Roles | null;
  readonly classes: readonly Class[];
  readonly sides: Preview['sides'];
  readonly downloadBytes: number;
  readonly notes: readonly string[];
}

function rowsPreview(found: Rows, wish: Wish, leftOut: readonly LeftOut[]): Preview {
  const { name, rows, columns, roles, classes, sides, downloadBytes } = found;
  const isPairs = roles?.kind === 'pairs';
  const shape = shapeOf(roles, wish);
  const numbers = shape.reduce((product, size) => product * size, 1);
  const itemsOfRow = isPairs ? (roles.negative ? 3 : 2) : 1;
  const used = Math.min(
    ...[rows, wish.mostItems, LIMITS.items],
    Math.floor(LIMITS.dataBytes / (4 * numbers * itemsOfRow)),
  );
  return {
    ...NOTHING,
    ...{ name, columns, roles, classes, sides, shape, used, downloadBytes, leftOut },
    kind: roles ? KIND[roles.kind] : 'text',
    items: rows * itemsOfRow,
    pairs: isPairs ? rows : 0,
    notes: [
      ...found.notes,
      ...sideNotes(sides),
      ...classNotes(classes),
      ...drawNotes(rows, used, isPairs ? 'pair' : 'row'),
      ...(downloadBytes > 0 ? [`${inBytes(downloadBytes)} will be downloaded.`] : []),
    ],
    memoryBytes: used * itemsOfRow * numbers * 4,
    problem:
      problemOf(roles, columns, found.file) ??
      problemOfMany(classes, rows, used) ??
      (isPairs && rows < FEWEST_PAIRS ? capital(tooFewPairs(rows)) : null),
  };
}

/** The preview of tables. @throws FileProblem */
export function tablePreview(
  name: string,
  tables: readonly Table[],
  { rows, columns, leftOut: faults }: TableFacts,
  wish: Wish,
  leftOut: LeftOuts,
): Preview {
  const roles = wish.roles ?? guessedRoles(columns);
  const label = roles && 'label' in roles ? roles.label : null;
  const counts = columns.find((column) => column.name === label)?.values ?? [];
  const classes = sortedNames(counts.map(([value]) => value)).map((value) => ({
    name: value,
    count: counts.find(([other]) => other === value)?.[1] ?? 0,
  }));
  const file = tables[0]?.file ?? name;
  refuseOneClass(classes, file);
  return rowsPreview(
    {
      ...{ name, file, rows, columns, roles, classes },
      sides: null,
      downloadBytes: 0,
      notes: [
        ...tables.flatMap(({ notes }) => notes),
        ...(hasBothSides(tables.map(({ side }) => side))
          ? ['The split is the one that the names of the files say.']
          : []),
      ],
    },
    wish,
    [...leftOut.all, ...faults],
  );
}

/** The preview of Parquet files: how many rows each class has is known only once they are read. */
export function parquetPreview(
  name: string,
  columns: readonly Column[],
  rows: number,
  sides: { train: number; heldOut: number },
  classNames: readonly string[],
  downloadBytes: number,
  wish: Wish,
  leftOut: LeftOuts,
): Preview {
  const roles = wish.roles ?? guessedRoles(columns);
  const label = roles && 'label' in roles ? roles.label : null;
  const seen = columns.find((column) => column.name === label)?.values ?? [];
  const names = classNames.length > 0 ? classNames : sortedNames(seen.map(([value]) => value));
  return rowsPreview(
    {
      ...{ name, file: name, rows, columns, roles, downloadBytes, notes: [] },
      classes: names.map((one) => ({ name: one, count: null })),
      sides: sides.train > 0 && sides.heldOut > 0 ? sides : null,
    },
    wish,
    leftOut.all,
  );
}
