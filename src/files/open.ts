import type { GivenFile } from '../protocol/reading/given';
import type { Task } from '../protocol/reading/task';
import { endingOf, type FileSource, fromBlob, isHidden, nameOf } from './bytes/fileSource';
import { withoutGzip } from './bytes/inflate';
import { inPieces } from './bytes/inPieces';
import { filesInZip } from './bytes/zip';
import type { ParquetSet } from './data/parquetSet';
import { type ArrayItems, arrayItems } from './formats/arrays/arrayItems';
import { arraysIn } from './formats/arrays/arrays';
import { type Form, formOf, openTable, READ_HERE, whyNoneIsRead } from './formats/formats';
import { bufferOf, openParquet } from './formats/parquet/parquet';
import type { TableWish } from './formats/tables/csvTable';
import { checkAlike, type Table } from './formats/tables/table';
import { LeftOuts } from './shared/leftOut';
import { LIMITS } from './shared/limits';
import { FileProblem } from './shared/problem';
import { sideOfName } from './shared/side';
import { counted, listed } from './shared/wording';

/** A visitor's files, opened: the form they have, and what of them is left out. */
export type OpenedFiles = { readonly name: string; readonly leftOut: LeftOuts } & (
  | { readonly form: 'pictures'; readonly sources: readonly FileSource[] }
  | { readonly form: 'arrays'; readonly items: ArrayItems }
  | { readonly form: 'tables'; readonly tables: readonly Table[] }
  | { readonly form: 'parquet'; readonly set: ParquetSet }
);

/** All files, with those in ZIP files, without hidden ones. @throws FileProblem */
async function unpacked(given: readonly GivenFile[]): Promise<FileSource[]> {
  if (given.length > LIMITS.files)
    throw new FileProblem(
      `these are ${counted(given.length, 'file')}; at most ${counted(LIMITS.files, 'file')} can be read.`,
    );
  const sources: FileSource[] = [];
  for (const { path, blob } of given) {
    const clean = path.replace(/\\/g, '/').replace(/^\/+/, '');
    if (isHidden(clean)) continue;
    const source = fromBlob(clean, blob);
    const all = endingOf(clean) === 'zip' ? await filesInZip(inPieces(source)) : [source];
    for (const one of all) sources.push(withoutGzip(one, LIMITS.unpackedBytes));
  }
  if (sources.length === 0)
    throw new FileProblem(
      given.length === 0
        ? 'there are no files.'
        : `there is nothing to read in ${listed(given.map(({ path }) => path))}.`,
    );
  return sources;
}

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
 * Finds out what the files are, by their names. Of several forms the first of Parquet, arrays,
 * pictures and tables is taken; one picture alone gives way to tables. The rest is left out, and
 * the visitor is told. @throws FileProblem
 */
export async function openFiles(
  given: readonly GivenFile[],
  task: Task,
  wish?: TableWish,
): Promise<OpenedFiles> {
  const sources = await unpacked(given);
  const leftOut = new LeftOuts();
  const name = nameFor(given);
  const of = (form: Form) => sources.filter(({ path }) => formOf(path) === form);
  const parquet = of('parquet');
  const arrays = of('arrays');
  const pictures = of('pictures');
  const tables = of('tables');
  const take = (taken: readonly FileSource[]) => {
    const isTaken = new Set(taken);
    for (const source of sources)
      if (!isTaken.has(source)) leftOut.add('files of another kind', source.path);
  };
  if (parquet.length > 0) {
    take(parquet);
    const files = await Promise.all(
      parquet.map((source) =>
        openParquet(source.path, bufferOf(source), sideOfName(nameOf(source.path)), {}, task),
      ),
    );
    return { form: 'parquet', set: { name, files }, name, leftOut };
  }
  if (arrays.length > 0) {
    take(arrays);
    const items = arrayItems(await arraysIn(arrays, task), leftOut);
    return { form: 'arrays', items, name, leftOut };
  }
  if (pictures.length > 1 || (pictures.length > 0 && tables.length === 0)) {
    take(pictures);
    return { form: 'pictures', sources: pictures, name, leftOut };
  }
  if (tables.length > 0) {
    take(tables);
    const opened: Table[] = [];
    for (const source of tables) opened.push(await openTable(source, task, wish));
    checkAlike(opened);
    return { form: 'tables', tables: opened, name, leftOut };
  }
  const paths = sources.map(({ path }) => path);
  throw new FileProblem(`${whyNoneIsRead(paths)} This page reads ${READ_HERE}.`, {
    file: listed(paths, 3),
  });
}
