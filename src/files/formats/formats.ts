import type { Task } from '../../protocol/reading/task';
import { endingOf, type FileSource } from '../bytes/fileSource';
import { holdsArrays } from './arrays/readArray';
import { openArrow } from './arrow/arrowTable';
import { openCsv, type TableWish } from './tables/csvTable';
import { openFastText } from './tables/fastText';
import { openJson, openJsonLines } from './tables/jsonTable';
import { openLibsvm } from './tables/libsvm';
import type { Table } from './tables/table';
import type { TextKind } from './tables/textKind';
import { openXlsx } from './tables/xlsxTable';

/**
 * Every file format that is read, and some that are not. A new format is a reader in the folder of
 * its form, a line in a table below (for arrays in `arrays/readArray.ts`), and its name in `READ_HERE`
 * and on the page (`Choose.tsx`).
 */

/** What a file can hold. If files have several forms, `openFiles` prefers them in this order. */
export type Form = 'parquet' | 'arrays' | 'pictures' | 'tables';

export type OpenTable = (source: FileSource, task: Task, wish?: TableWish) => Promise<Table>;

/** Pictures, by ending. The browser decodes most; `pictureHead` tells their type and size. */
const PICTURES = new Set([
  ...['png', 'jpg', 'jpeg', 'jfif', 'gif', 'webp', 'bmp', 'avif', 'heic', 'heif'],
  ...['tif', 'tiff', 'pgm', 'ppm', 'pbm', 'pnm'],
]);

/** Tables, by ending. */
const TABLES: ReadonlyMap<string, OpenTable> = new Map([
  ['csv', openCsv],
  ['tsv', openCsv],
  ['tab', openCsv],
  ['jsonl', openJsonLines],
  ['ndjson', openJsonLines],
  ['json', openJson],
  ['xlsx', openXlsx],
  ['arrow', openArrow],
  ['feather', openArrow],
]);

/** Tables whose name does not say what they are, by what is in them. */
export const FORM_OF_TEXT: Readonly<Record<TextKind, OpenTable>> = {
  json: openJson,
  jsonLines: openJsonLines,
  fastText: openFastText,
  libsvm: openLibsvm,
  delimited: openCsv,
};

const MODEL =
  'this is a trained model, not the data it learned from; give those. Teachable Machine has them under “Download samples” of each class.';

/** What to do about files of other formats; the first line that fits is told. */
const UNREAD: readonly (readonly [endings: readonly string[], advice: string])[] = [
  [['zip'], 'a ZIP file inside another is not unpacked; give the inner one itself.'],
  [
    ['xls', 'xlsb', 'ods', 'numbers'],
    'this is a spreadsheet of another kind; save it as XLSX or CSV first.',
  ],
  [
    ['svg', 'ico', 'psd', 'eps'],
    'pictures of this kind are not read here; save them as PNG or JPEG first.',
  ],
  [['onnx', 'tflite', 'safetensors', 'keras', 'pt', 'pth'], MODEL],
];

export const READ_HERE =
  'pictures in a folder for each class (PNG, JPEG, GIF, WebP, BMP, AVIF, TIFF, PGM, PPM), a ZIP or tar file of these, tables (CSV, TSV, JSON, JSONL, XLSX, Arrow, Feather, Parquet), or arrays (NPZ, NPY, IDX)';

/** The form of a file, told by its name; null if it is not read. */
export function formOf(path: string): Form | null {
  const ending = endingOf(path);
  if (ending === 'parquet') return 'parquet';
  if (holdsArrays(path)) return 'arrays';
  if (PICTURES.has(ending)) return 'pictures';
  return TABLES.has(ending) ? 'tables' : null;
}

/** What opens a table with this ending; null if none has it. It throws FileProblem. */
export const tableOpener = (ending: string): OpenTable | null => TABLES.get(ending) ?? null;

/** What to tell about files that are a model, as Teachable Machine exports it; null for others. */
export const whyNoModelIsRead = (paths: readonly string[]): string | null =>
  paths.some((path) => /(^|\/)model\.json$/.test(path)) &&
  paths.some((path) => /(weights|shard)[^/]*\.bin$|shard\dof\d$/.test(path))
    ? MODEL
    : null;

/** What to tell about files of which none can be read. */
export function whyNoneIsRead(paths: readonly string[]): string {
  const found = new Set(paths.map(endingOf));
  const [, advice] = UNREAD.find(([endings]) => endings.some((one) => found.has(one))) ?? [];
  if (advice) return advice;
  return paths.length === 1
    ? 'this is no kind of file that can be read here.'
    : 'these are no kinds of files that can be read here.';
}
