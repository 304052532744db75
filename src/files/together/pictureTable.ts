import type { Task } from '../../protocol/reading/task';
import { type FileSource, nameOf } from '../bytes/fileSource';
import type { NamedInTable } from '../formats/pictures/folder';
import { tableFacts } from '../formats/tables/columns';
import type { Table } from '../formats/tables/table';
import type { Findings } from '../shared/findings';
import { listed } from '../shared/wording';
import { labelColumn } from './labelColumn';
import { pictureFinder } from './pictureKeys';
import { eachRow, rowsOf } from './rows';

const LOOKED_AT = 500;

/** The column whose cells name pictures in half of the first rows or more; null if none does. */
async function fileColumn(
  table: Table,
  find: (cell: string) => number | null,
  task: Task,
): Promise<string | null> {
  const counts = table.columns.map(() => 0);
  let looked = 0;
  for await (const { cells } of rowsOf(table, task)) {
    cells.forEach((cell, i) => {
      if (find(cell) !== null) counts[i] = (counts[i] ?? 0) + 1;
    });
    if (++looked === LOOKED_AT) break;
  }
  const most = Math.max(0, ...counts);
  return looked > 0 && most * 2 >= looked ? (table.columns[counts.indexOf(most)] as string) : null;
}

/**
 * The name of the one column of several that holds a 1, as ISIC and others mark classes; null if
 * the columns are not of that kind.
 */
async function marked(
  table: Table,
  file: string,
  task: Task,
): Promise<((cell: (column: string) => string) => string) | null> {
  const marks = table.columns.filter((name) => name !== file);
  if (marks.length < 2) return null;
  let isSo = true;
  let looked = 0;
  await eachRow(table, task, (cell) => {
    const values = marks.map((name) => Number(cell(name) || Number.NaN));
    looked++;
    if (!values.every((value) => value === 0 || value === 1)) isSo = false;
    else if (values.filter(Boolean).length > 1) isSo = false;
  });
  return isSo && looked > 0 ? (cell) => marks.find((name) => Number(cell(name)) === 1) ?? '' : null;
}

/**
 * The classes of pictures by the tables beside them: one column names the files, another the
 * classes. Null if no table does that. Pictures of several classes are left out, and told.
 */
export async function namedPictures(
  pictures: readonly FileSource[],
  tables: readonly Table[],
  before: Findings,
  task: Task,
): Promise<NamedInTable | null> {
  const findings = before.apart();
  const find = pictureFinder(pictures);
  const labels: (string | null)[] = pictures.map(() => null);
  const several = new Set<number>();
  const files: string[] = [];
  for (const table of tables) {
    const column = /submission/i.test(nameOf(table.file))
      ? null
      : await fileColumn(table, find, task);
    const facts = column === null ? null : await tableFacts([table], task);
    const others = facts?.columns.filter(({ name }) => name !== column) ?? [];
    const marks = column === null ? null : await marked(table, column, task);
    const label =
      marks || column === null ? null : labelColumn(others, nameOf(table.file), findings);
    if (column === null || (!label && !marks)) {
      findings.leftOut.add('files of another kind', table.file);
      continue;
    }
    files.push(table.file);
    await eachRow(table, task, (cell, { line }) => {
      const where = `${table.file}, ${table.counts} ${line}`;
      const place = find(cell(column));
      const value = (marks ? marks(cell) : cell(label?.name ?? '')).trim();
      if (place === null) findings.leftOut.add('rows whose picture is not there', where);
      else if (value === '') findings.leftOut.add('rows without a label', where);
      else if (labels[place] === null) labels[place] = value;
      else if (labels[place] !== value) several.add(place);
    });
  }
  for (const place of several) {
    labels[place] = null;
    findings.leftOut.add('pictures of several classes', (pictures[place] as FileSource).path);
  }
  if (files.length === 0) return null;
  labels.forEach((label, i) => {
    if (label === null && !several.has(i))
      findings.leftOut.add(
        'pictures that the table does not name',
        (pictures[i] as FileSource).path,
      );
  });
  findings.note(`the class of each picture is the one that ${listed(files)} gives for its name.`);
  return { labels, files: listed(files), findings };
}
