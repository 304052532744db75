import type { Data } from '../../parts/data';
import type { Task } from '../../protocol/reading/task';
import type { Roles, Wish } from '../../protocol/reading/wish';
import { cellBytes, cellText, hasPath } from '../formats/parquet/features';
import { kindsOf, type ParquetFile } from '../formats/parquet/parquet';
import { type RowGroupPart, rowsOf } from '../formats/parquet/rowGroups';
import type { Decode, LabelledPicture } from '../formats/pictures/picture';
import { pictureFrom } from '../formats/pictures/pictureFile';
import { DRAW, Reservoir } from '../shared/draw';
import type { LeftOuts } from '../shared/leftOut';
import { LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { hasBothSides } from '../shared/side';
import { guessedRoles } from './guessedRoles';
import { columnsIn, type ParquetSet, partsFor, rowsIn, tablesOf } from './parquetSet';
import { mostPictures, pictureData } from './pictureData';
import { cantGuess, checkRoles, columnsOf, unreadableOf } from './roles';
import { tableData } from './tableData';

/** Notes how many rows are left out by the draw: those of parts that were not read, and `more`. */
function tellUnread(
  set: ParquetSet,
  parts: readonly RowGroupPart[],
  more: number,
  leftOut: LeftOuts,
): void {
  const unread = rowsIn(set, null) - parts.reduce((sum, { rows }) => sum + rows, 0) + more;
  if (unread > 0) leftOut.add('rows beyond the number wished, drawn by the seed', '', unread);
}

/** A uniform draw of rows as pictures; the bytes of their files are in memory. */
async function picturesOf(
  set: ParquetSet,
  roles: Extract<Roles, { kind: 'pictures' }>,
  wish: Wish,
  task: Task,
  leftOut: LeftOuts,
): Promise<LabelledPicture[]> {
  const most = mostPictures(wish);
  const columns = columnsOf(roles);
  const isOwn = hasBothSides(set.files.map(({ side }) => side));
  const forHeldOut = isOwn ? Math.ceil(most * wish.heldOutShare) : 0;
  const heldOut = new Reservoir<LabelledPicture>(forHeldOut, wish.drawSeed, DRAW.heldOut);
  const train = new Reservoir<LabelledPicture>(most - forHeldOut, wish.drawSeed, DRAW.train);
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
          // A copy: else the whole part would stay in memory for one picture.
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

/** A set as data, by the roles wished or guessed for its columns. @throws FileProblem */
export async function parquetData(
  set: ParquetSet,
  wish: Wish,
  decode: Decode,
  task: Task,
  leftOut: LeftOuts,
): Promise<Data> {
  const roles = wish.roles ?? (await rolesOfSet(set, task));
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

/** @throws FileProblem when names and contents don't tell */
async function rolesOfSet(set: ParquetSet, task: Task): Promise<Roles> {
  const columns = await columnsIn(set, task);
  const roles = guessedRoles(columns);
  if (roles) return roles;
  const names = columns.map(({ name }) => name);
  throw cantGuess(names, set.name, unreadableOf(columns));
}
