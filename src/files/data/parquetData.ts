import type { Data } from '../../parts/data';
import type { Task } from '../../protocol/reading/task';
import type { Roles, Wish } from '../../protocol/reading/wish';
import { cellBytes, cellText, hasPath } from '../formats/parquet/features';
import { columnsOfFile, type ParquetFile } from '../formats/parquet/parquet';
import { type RowGroupPart, rowsOf } from '../formats/parquet/rowGroups';
import type { Decode, LabelledPicture } from '../formats/pictures/picture';
import { pictureFrom } from '../formats/pictures/pictureFile';
import { DRAW, Reservoir } from '../shared/draw';
import type { LeftOuts } from '../shared/leftOut';
import { LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { hasBothSides } from '../shared/side';
import type { CellReading } from '../understanding/cellReading';
import { EMPTY } from '../understanding/labelReading';
import { withLabels } from '../understanding/oneHot';
import { type Understood, understand } from '../understanding/understand';
import { lookedAt, type ParquetSet, partsFor, rowsIn, tablesOf } from './parquetSet';
import { mostPictures, pictureData } from './pictureData';
import { measurable, readingOf, readTables } from './readTables';
import { checkRoles, columnsOf } from './roles';

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
  { labelIn }: CellReading,
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
      const label = labelIn(cellText(row[roles.label], features[roles.label]));
      isElsewhere ||= !bytes && hasPath(row[roles.picture]);
      if (!bytes) leftOut.add('rows without a picture', name);
      else if ('reason' in label)
        leftOut.add(label.reason === EMPTY ? 'rows without a label' : label.reason, name);
      else
        (isHeldOut ? heldOut : train).offer(() => {
          // A copy: else the whole part would stay in memory for one picture.
          const own = bytes.slice();
          return pictureFrom(name, label.label, isOwn ? side : null, () => own);
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

/** A set, understood, and the tables of all columns that were looked at. */
export async function understandSet(set: ParquetSet, wish: Wish, task: Task): Promise<Understood> {
  const { tables, factsOf } = lookedAt(set, wish, task);
  const understood = await understand(tables, wish, task, factsOf);
  const isOwn = hasBothSides(set.files.map(({ side }) => side));
  return { ...understood, rows: rowsIn(set, null), hasOwnSplit: isOwn || understood.hasOwnSplit };
}

/** A set as data, as it was understood. @throws FileProblem */
export async function parquetData(
  set: ParquetSet,
  understood: Understood,
  wish: Wish,
  decode: Decode,
  task: Task,
  leftOut: LeftOuts,
): Promise<Data> {
  const reading = readingOf(understood, set.name);
  const { roles, splitColumn } = reading;
  const names = understood.columns.map(({ name }) => name);
  checkRoles(roles, names, set.name);
  if (roles.kind === 'pictures') {
    const pictures = await picturesOf(set, roles, reading, wish, task, leftOut);
    return pictureData(pictures, wish, decode, task, leftOut);
  }
  const [first] = understood.tables;
  // Labels made of several columns need all of these.
  const isMade = 'label' in roles && !namesIn(set).includes(roles.label);
  const columns = isMade
    ? (first?.columns ?? [])
    : [...columnsOf(roles), ...(splitColumn ? [splitColumn] : [])];
  const wanted = columns.filter((name) => namesIn(set).includes(name));
  const share = measurable(wish, understood);
  const parts = partsFor(set, wanted, Math.min(wish.mostItems, LIMITS.items), share);
  tellUnread(set, parts, 0, leftOut);
  const tables =
    isMade && understood.oneHot
      ? withLabels(tablesOf(parts, wanted), understood.oneHot)
      : tablesOf(parts, wanted);
  return readTables(understood, tables, wish, task, leftOut);
}

const namesIn = ({ files }: ParquetSet): string[] =>
  columnsOfFile(files[0] as ParquetFile).map(({ name }) => name);
