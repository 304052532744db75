import type { Task } from '../../protocol/reading/task';
import { endingOf, type FileSource } from '../bytes/fileSource';
import { idxArray, isIdx } from './arrays/idx';
import { npyArray } from './arrays/npy';
import type { NamedArray } from './arrays/numbers';
import { openCsv } from './tables/csvTable';
import { openJson, openJsonLines } from './tables/jsonTable';
import type { Table } from './tables/table';

/**
 * Every file format that is read, and some that are not. A new one is a file in the folder of its
 * form, a line in a table below, and its name in `READ_HERE` and on the page (`Choose.tsx`).
 */

/** What files can hold. Of files of several forms the first form is taken. */
export type Form = 'parquet' | 'arrays' | 'pictures' | 'tables';

type ReadArray = (bytes: Uint8Array, path: string) => NamedArray;
type OpenTable = (source: FileSource, task: Task) => Promise<Table>;

/** Arrays by their ending; IDX files are known by more than that, and NPZ holds NPY files. */
const ARRAYS: ReadonlyMap<string, ReadArray> = new Map([
  ['npy', npyArray],
  ['npz', npyArray],
]);

/** Pictures by their ending. The browser decodes them; `pictureHead` tells their type and size. */
const PICTURES = new Set(['png', 'jpg', 'jpeg', 'jfif', 'gif', 'webp', 'bmp', 'avif']);

/** Tables by their ending. */
const TABLES: ReadonlyMap<string, OpenTable> = new Map([
  ['csv', openCsv],
  ['tsv', openCsv],
  ['tab', openCsv],
  ['jsonl', openJsonLines],
  ['ndjson', openJsonLines],
  ['json', openJson],
]);

/** What to do about files of other formats; the first that is found counts. */
const UNREAD: readonly (readonly [endings: readonly string[], advice: string])[] = [
  [['zip'], 'a ZIP file inside another is not unpacked; give the inner one itself.'],
  [['xlsx', 'xls', 'ods', 'numbers'], 'this is a spreadsheet; save it as CSV first.'],
  [
    ['svg', 'heic', 'heif', 'tif', 'tiff', 'ico', 'psd'],
    'pictures of this kind are not read here; save them as PNG or JPEG first.',
  ],
];

export const READ_HERE =
  'pictures in a folder for each class (PNG, JPEG, GIF, WebP, BMP, AVIF), a ZIP file of these, tables (CSV, TSV, JSON, JSONL, Parquet), or arrays (NPZ, NPY, IDX)';

/** The form of a file by its name; null when it is none that is read. */
export function formOf(path: string): Form | null {
  const ending = endingOf(path);
  if (ending === 'parquet') return 'parquet';
  if (ARRAYS.has(ending) || isIdx(path)) return 'arrays';
  if (PICTURES.has(ending)) return 'pictures';
  return TABLES.has(ending) ? 'tables' : null;
}

/** The array in the bytes of a file that has the form of one or lies in an NPZ file. @throws FileProblem */
export const readArray: ReadArray = (bytes, path) =>
  (isIdx(path) ? idxArray : (ARRAYS.get(endingOf(path)) ?? npyArray))(bytes, path);

/** A file of the form 'tables', opened. @throws FileProblem */
export const openTable = (source: FileSource, task: Task = {}): Promise<Table> =>
  (TABLES.get(endingOf(source.path)) as OpenTable)(source, task);

/** What to do about files of which none can be read. */
export function whyNoneIsRead(paths: readonly string[]): string {
  const found = new Set(paths.map(endingOf));
  const [, advice] = UNREAD.find(([endings]) => endings.some((one) => found.has(one))) ?? [];
  if (advice) return advice;
  return paths.length === 1
    ? 'this is no kind of file that can be read here.'
    : 'these are no kinds of files that can be read here.';
}
