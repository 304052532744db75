import type { GivenFile } from '../protocol/reading/given';
import type { Task } from '../protocol/reading/task';
import type { Wish } from '../protocol/reading/wish';
import { type FileSource, nameOf } from './bytes/fileSource';
import { unpacked } from './bytes/unpack';
import type { ParquetSet } from './data/parquetSet';
import { type ArrayItems, arrayItems } from './formats/arrays/arrayItems';
import { arraysIn } from './formats/arrays/arrays';
import { type Form, READ_HERE, whyNoModelIsRead, whyNoneIsRead } from './formats/formats';
import { type Identified, identified } from './formats/identify';
import { bufferOf, openParquet } from './formats/parquet/parquet';
import type { NamedInTable } from './formats/pictures/folder';
import type { Table } from './formats/tables/table';
import { Findings } from './shared/findings';
import { FileProblem } from './shared/problem';
import { sideOfName } from './shared/side';
import { listed } from './shared/wording';
import { arraysTogether } from './together/arrays';
import { namedPictures } from './together/pictureTable';
import { openedBeside, tablesTogether } from './together/tables';

/** A visitor's files, opened: the form they have, and what was found out about them. */
export type OpenedFiles = { readonly name: string; readonly findings: Findings } & Opened;

type Opened =
  | {
      readonly form: 'pictures';
      readonly sources: readonly FileSource[];
      /** Their classes, if a table beside them names these. */
      readonly table: NamedInTable | null;
    }
  | { readonly form: 'arrays'; readonly items: ArrayItems }
  | { readonly form: 'tables'; readonly tables: readonly Table[] }
  | { readonly form: 'parquet'; readonly set: ParquetSet };

/**
 * A name for the data: of the folder that all lie in, else of the first file, without its ending.
 */
function nameFor(given: readonly GivenFile[]): string {
  const [first] = given as [GivenFile];
  const [folder, ...rest] = first.path.replace(/^\/+/, '').split('/');
  const isFolder = rest.length > 0 && given.every(({ path }) => path.startsWith(`${folder}/`));
  return isFolder && folder ? folder : nameOf(first.path).replace(/(\.[a-z]+\d?)?(\.gz)?$/i, '');
}

/** More tables than this beside pictures or arrays are not their labels. */
const MOST_TABLES = 20;

/**
 * Finds out what the files are, and which belong together. Of several forms the first of Parquet,
 * arrays, pictures and tables is taken; tables beside arrays or pictures may hold their labels. One
 * picture alone gives way to tables, and tables that only their contents show give way to those
 * that their names do. The rest is left out, and the visitor is told. @throws FileProblem
 */
export async function openFiles(
  given: readonly GivenFile[],
  wish: Wish,
  task: Task,
): Promise<OpenedFiles> {
  const files = await identified(await unpacked(given, task), task);
  const findings = new Findings(wish);
  const name = nameFor(given);
  const of = (form: Form) => files.filter((file) => file.form === form);
  const [parquet, arrays, pictures] = [of('parquet'), of('arrays'), of('pictures')];
  const named = of('tables').filter(({ isByContent }) => !isByContent);
  const tables = named.length > 0 ? named : of('tables');
  const leaveOut = (taken: readonly Identified[]): void => {
    const isTaken = new Set(taken);
    for (const file of files)
      if (!isTaken.has(file)) findings.leftOut.add('files of another kind', file.source.path);
  };
  const sourcesOf = (some: readonly Identified[]) => some.map(({ source }) => source);
  const beside = tables.length <= MOST_TABLES ? tables : [];
  const opened = async (): Promise<Opened> => {
    if (parquet.length > 0) {
      leaveOut(parquet);
      const opening = sourcesOf(parquet).map((source) =>
        openParquet(source.path, bufferOf(source), sideOfName(nameOf(source.path)), {}, task),
      );
      return { form: 'parquet', set: { name, files: await Promise.all(opening) } };
    }
    if (arrays.length > 0) {
      const unread = files.filter(({ form }) => form === null);
      const read = await arraysIn(sourcesOf(arrays), task, findings);
      const found = await arraysTogether(read, beside, sourcesOf(unread), wish, findings, task);
      leaveOut([...arrays, ...files.filter(({ source }) => found.taken.includes(source))]);
      return { form: 'arrays', items: arrayItems(found.arrays, findings) };
    }
    if (pictures.length > 1 || (pictures.length > 0 && tables.length === 0)) {
      const sources = sourcesOf(pictures);
      const opened = await openedBeside(beside, wish, findings, task);
      const table = await namedPictures(sources, opened.tables, findings, task);
      leaveOut([...pictures, ...opened.taken.filter(() => table !== null)]);
      return { form: 'pictures', sources, table };
    }
    const model = whyNoModelIsRead(files.map(({ source }) => source.path));
    if (model) throw new FileProblem(model, { file: name });
    if (tables.length === 0) throw noneIsRead(files);
    leaveOut(tables);
    const all: Table[] = [];
    for (const { source, openTable } of tables)
      if (openTable) all.push(await openTable(source, task, wish));
    return { form: 'tables', tables: await tablesTogether(all, findings, task) };
  };
  return { ...(await opened()), name, findings };
}

function noneIsRead(files: readonly Identified[]): FileProblem {
  const paths = files.map(({ source }) => source.path);
  const known = files.find(({ advice }) => advice !== null);
  if (known?.advice) return new FileProblem(known.advice, { file: known.source.path });
  return new FileProblem(`${whyNoneIsRead(paths)} This page reads ${READ_HERE}.`, {
    file: listed(paths, 3),
  });
}
