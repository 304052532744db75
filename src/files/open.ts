import type { GivenFile } from '../protocol/reading/given';
import type { Task } from '../protocol/reading/task';
import type { Wish } from '../protocol/reading/wish';
import { type FileSource, nameOf } from './bytes/fileSource';
import { unpacked } from './bytes/unpack';
import type { ParquetSet } from './data/parquetSet';
import { type ArrayItems, arrayItems } from './formats/arrays/arrayItems';
import { withLabels } from './formats/arrays/arrayLabels';
import { arraysIn } from './formats/arrays/arrays';
import { type Form, READ_HERE, whyNoneIsRead } from './formats/formats';
import { type Identified, identified } from './formats/identify';
import { bufferOf, openParquet } from './formats/parquet/parquet';
import { checkAlike, type Table } from './formats/tables/table';
import { Findings } from './shared/findings';
import { FileProblem } from './shared/problem';
import { sideOfName } from './shared/side';
import { listed } from './shared/wording';

/** A visitor's files, opened: the form they have, and what of them is left out. */
export type OpenedFiles = { readonly name: string; readonly findings: Findings } & (
  | { readonly form: 'pictures'; readonly sources: readonly FileSource[] }
  | { readonly form: 'arrays'; readonly items: ArrayItems }
  | { readonly form: 'tables'; readonly tables: readonly Table[] }
  | { readonly form: 'parquet'; readonly set: ParquetSet }
);

/**
 * A name for the data: of the folder that all lie in, else of the first file, without its ending.
 */
function nameFor(given: readonly GivenFile[]): string {
  const [first] = given as [GivenFile];
  const [folder, ...rest] = first.path.replace(/^\/+/, '').split('/');
  const isFolder = rest.length > 0 && given.every(({ path }) => path.startsWith(`${folder}/`));
  return isFolder && folder ? folder : nameOf(first.path).replace(/(\.[a-z]+\d?)?(\.gz)?$/i, '');
}

/**
 * Finds out what the files are. Of several forms the first of Parquet, arrays, pictures and tables
 * is taken; one picture alone gives way to tables, and tables that only their contents show give
 * way to those that their names do. The rest is left out, and the visitor is told.
 * @throws FileProblem
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
  const take = (taken: readonly Identified[]): FileSource[] => {
    const isTaken = new Set(taken);
    for (const file of files)
      if (!isTaken.has(file)) findings.leftOut.add('files of another kind', file.source.path);
    return taken.map(({ source }) => source);
  };
  if (parquet.length > 0) {
    const opened = await Promise.all(
      take(parquet).map((source) =>
        openParquet(source.path, bufferOf(source), sideOfName(nameOf(source.path)), {}, task),
      ),
    );
    return { form: 'parquet', set: { name, files: opened }, name, findings };
  }
  if (arrays.length > 0) {
    const found = withLabels(await arraysIn(take(arrays), task, findings), findings);
    return { form: 'arrays', items: arrayItems(found, findings), name, findings };
  }
  if (pictures.length > 1 || (pictures.length > 0 && tables.length === 0))
    return { form: 'pictures', sources: take(pictures), name, findings };
  if (tables.length > 0) {
    take(tables);
    const opened: Table[] = [];
    for (const { source, openTable } of tables)
      if (openTable) opened.push(await openTable(source, task));
    checkAlike(opened);
    return { form: 'tables', tables: opened, name, findings };
  }
  throw noneIsRead(files);
}

function noneIsRead(files: readonly Identified[]): FileProblem {
  const paths = files.map(({ source }) => source.path);
  const known = files.find(({ advice }) => advice !== null);
  if (known?.advice) return new FileProblem(known.advice, { file: known.source.path });
  return new FileProblem(`${whyNoneIsRead(paths)} This page reads ${READ_HERE}.`, {
    file: listed(paths, 3),
  });
}
