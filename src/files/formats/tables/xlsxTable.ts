import type { Task } from '../../../protocol/reading/task';
import { type FileSource, wholeOf } from '../../bytes/fileSource';
import { FileProblem } from '../../shared/problem';
import { hasBothSides, sideOfName } from '../../shared/side';
import { counted, listed } from '../../shared/wording';
import type { TableWish } from './csvTable';
import { heldTable } from './heldTable';
import type { Table } from './table';

/** A workbook is unpacked in memory, where it takes many times this. */
const MOST_BYTES = 64 * 1024 * 1024;

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
}

/**
 * Opens an Excel workbook (.xlsx) with the package read-excel-file: its first sheet with cells, or
 * sheets called train and test. Others are named. @throws FileProblem
 */
export async function openXlsx(source: FileSource, task: Task, wish?: TableWish): Promise<Table> {
  const file = source.path;
  const bytes = await wholeOf(source, MOST_BYTES, task.signal);
  const { default: readSheets } = await import('read-excel-file/universal');
  const sheets = await readSheets(new Blob([bytes as BlobPart]), { trim: false }).catch(() => {
    throw new FileProblem('this is no Excel workbook (.xlsx), or it is broken or locked.', {
      file,
    });
  });
  task.signal?.throwIfAborted();
  const filled = sheets
    .map(({ sheet, data }) => ({
      name: sheet,
      side: sideOfName(sheet),
      cells: data.map((row) => row.map(textOf)).filter((row) => row.some((cell) => cell !== '')),
    }))
    .filter(({ cells }) => cells.length > 0);
  const [first] = filled;
  if (!first) throw new FileProblem('this workbook has no filled cell.', { file });
  const sided = filled.filter(
    ({ side, cells }) => side && cells[0]?.join() === first.cells[0]?.join(),
  );
  const used = hasBothSides(sided.map(({ side }) => side)) ? sided : [{ ...first, side: null }];
  const names = used.map(({ name }) => name);
  const others = filled.filter(({ name }) => !names.includes(name));
  const notes =
    others.length === 0
      ? []
      : [
          `${file}: only the sheet “${names.join('” and “')}” is read; ${listed(others.map(({ name, cells }) => `“${name}” (${counted(cells.length, 'row')})`))} ${others.length === 1 ? 'is' : 'are'} not used.`,
        ];
  return heldTable(file, used, wish?.firstLine ?? 'auto', notes);
}
