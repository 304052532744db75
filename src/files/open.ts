import type { GivenFile } from '../protocol/reading/given';
import type { Task } from '../protocol/reading/task';
import { withoutGzip } from './bytes/inflate';
import { inPieces } from './bytes/inPieces';
import { endingOf, fromBlob, isHidden, nameOf, type Source } from './bytes/source';
import { filesInZip } from './bytes/zip';
import type { ParquetSet } from './data/parquetSet';
import { checkAlike } from './data/tableData';
import { type ArrayItems, arrayItems, arraysIn, isArray } from './formats/arrays/arrays';
import { bufferOf, openParquet } from './formats/parquet/parquet';
import { isPicture } from './formats/pictures/folder';
import { isTable, openTable, type Table } from './formats/tables/table';
import { LeftOuts } from './shared/leftOut';
import { LIMITS } from './shared/limits';
import { FileProblem } from './shared/problem';
import { sideOfName } from './shared/side';
import { counted, listed } from './shared/wording';

/** What a visitor's files turned out to be. */
export type Found = { readonly name: string; readonly leftOut: LeftOuts } & (
  | { readonly form: 'pictures'; readonly sources: readonly Source[] }
  | { readonly form: 'arrays'; readonly items: ArrayItems }
  | { readonly form: 'tables'; readonly tables: readonly Table[] }
  | { readonly form: 'parquet'; readonly set: ParquetSet }
);

const KINDS =
  'pictures in a folder for each class (PNG, JPEG, GIF, WebP, BMP, AVIF), a ZIP file of these, tables (CSV, TSV, JSON, JSONL, Parquet), or arrays (NPZ, NPY, IDX)';

/** All files, those in ZIP files among them, without hidden ones. */
async function unpacked(given: readonly GivenFile[]): Promise<Source[]> {
  if (given.length > LIMITS.files)
    throw new FileProblem(
      `these are ${counted(given.length, 'file')}; at most ${counted(LIMITS.files, 'file')} can be read.`,
    );
  const sources: Source[] = [];
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

/** What to do about files of which none can be read. */
function whyNone(sources: readonly Source[]): string {
  const endings = new Set(sources.map(({ path }) => endingOf(path)));
  if (endings.has('zip'))
    return 'a ZIP file inside another is not unpacked; give the inner one itself.';
  if (['xlsx', 'xls', 'ods', 'numbers'].some((ending) => endings.has(ending)))
    return 'this is a spreadsheet; save it as CSV first.';
  if (['svg', 'heic', 'heif', 'tif', 'tiff', 'ico', 'psd'].some((ending) => endings.has(ending)))
    return 'pictures of this kind are not read here; save them as PNG or JPEG first.';
  return sources.length === 1
    ? 'this is no kind of file that can be read here.'
    : 'these are no kinds of files that can be read here.';
}

/** The folder that all lie in, else the name of the first file without its ending. */
function nameFor(given: readonly GivenFile[]): string {
  const [first] = given as [GivenFile];
  const [folder, ...rest] = first.path.replace(/^\/+/, '').split('/');
  const isFolder = rest.length > 0 && given.every(({ path }) => path.startsWith(`${folder}/`));
  return isFolder && folder ? folder : nameOf(first.path).replace(/(\.[a-z]+\d?)?(\.gz)?$/i, '');
}

/**
 * Finds out what the files are: by their endings, then by their first bytes. Of several kinds the
 * first of Parquet, arrays, pictures and tables is taken, pictures only if there are two at least;
 * the rest is left out and told.
 *
 * @throws FileProblem
 */
export async function openFiles(given: readonly GivenFile[], task: Task): Promise<Found> {
  const sources = await unpacked(given);
  const leftOut = new LeftOuts();
  const name = nameFor(given);
  const of = (is: (path: string) => boolean) => sources.filter(({ path }) => is(path));
  const parquet = of((path) => endingOf(path) === 'parquet');
  const arrays = of(isArray);
  const pictures = of(isPicture);
  const tables = of(isTable);
  const take = (taken: readonly Source[]) => {
    const kept = new Set(taken);
    for (const source of sources)
      if (!kept.has(source)) leftOut.add('files of another kind', source.path);
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
    const open: Table[] = [];
    for (const source of tables) open.push(await openTable(source, task));
    checkAlike(open);
    return { form: 'tables', tables: open, name, leftOut };
  }
  throw new FileProblem(`${whyNone(sources)} This page reads ${KINDS}.`, {
    file: listed(
      sources.map(({ path }) => path),
      3,
    ),
  });
}
