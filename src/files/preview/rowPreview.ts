import { sizeOf } from '../../parts/sizeOf';
import type { LeftOut } from '../../protocol/reading/facts';
import type { Column, Preview } from '../../protocol/reading/preview';
import type { Roles, Wish } from '../../protocol/reading/wish';
import { tooFewPairs } from '../data/pairSplit';
import { cantGuess, checkRoles, unreadableOf } from '../data/roles';
import { FEWEST_PAIRS, LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { capital, inBytes } from '../shared/wording';
import {
  type ClassCount,
  classNotes,
  drawNotes,
  NOTHING,
  problemOfMany,
  sideNotes,
} from './itemPreview';

/** Why these roles can't be used, in a sentence; null if they can. */
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

/** The shape of the item that a row becomes. */
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

interface PreviewedRows {
  readonly name: string;
  /** The file that messages name. */
  readonly file: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly roles: Roles | null;
  readonly classes: readonly ClassCount[];
  readonly sides: Preview['sides'];
  readonly downloadBytes: number;
  readonly notes: readonly string[];
}

export function rowsPreview(
  found: PreviewedRows,
  wish: Wish,
  leftOut: readonly LeftOut[],
): Preview {
  const { name, rows, columns, roles, classes, sides, downloadBytes } = found;
  const isPairs = roles?.kind === 'pairs';
  const shape = shapeOf(roles, wish);
  const numbers = sizeOf(shape);
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
