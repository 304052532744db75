import type { Task } from '../../../protocol/reading/task';
import { textOf } from '../../bytes/encoding';
import { endingOf, type FileSource, nameOf } from '../../bytes/fileSource';
import { pacer } from '../../shared/pace';
import { FileProblem } from '../../shared/problem';
import { sideOfName } from '../../shared/side';
import { counted } from '../../shared/wording';
import { CsvReader } from './csv';
import { isHeader, recurs, separatorOf } from './csvLayout';
import type { Row, Table, TableRow } from './table';
import { sampleOf } from './textSample';

const shaped = (row: Row, columns: number): TableRow => {
  if (row.cells.length === columns) return row;
  const extra = row.cells.slice(columns);
  if (row.cells.length > columns && extra.every((cell) => cell === ''))
    return { line: row.line, cells: row.cells.slice(0, columns) };
  return { ...row, fault: `it has ${counted(row.cells.length, 'cell')} instead of ${columns}` };
};

/**
 * Opens a CSV or TSV file. Columns without names are "column 1", "column 2". @throws FileProblem
 */
export async function openCsv(source: FileSource, task: Task): Promise<Table> {
  const text = await textOf(source, task);
  const sample = await sampleOf(text.chunks(task));
  const isTabbed = ['tsv', 'tab'].includes(endingOf(source.path));
  const separator = isTabbed ? '\t' : separatorOf(sample);
  const start = new CsvReader(separator, source.path);
  const looked = start.push(sample);
  const first = looked[0] ?? start.end()[0];
  if (!first) throw new FileProblem('this file has no rows.', { file: source.path });
  const named = isHeader(first.cells) && !recurs(first, looked.slice(1));
  const columns = named
    ? first.cells.map((cell) => cell.trim())
    : first.cells.map((_, i) => `column ${i + 1}`);
  const notes = named ? [] : [`${source.path} does not name its columns in its first line.`];
  return {
    file: source.path,
    counts: 'line',
    columns,
    side: sideOfName(nameOf(source.path)),
    notes: text.note ? [text.note, ...notes] : notes,
    async *rows(then) {
      const reader = new CsvReader(separator, source.path);
      const pace = pacer(then, `Reading ${source.path}`);
      let isFirst = named;
      let read = 0;
      const finished = (rows: readonly Row[]) => {
        const own = isFirst ? rows.slice(1) : rows;
        if (rows.length > 0) isFirst = false;
        return own.map((row) => shaped(row, columns.length));
      };
      for await (const chunk of text.chunks(then)) {
        yield finished(reader.push(chunk));
        read += chunk.length;
        await pace(Math.min(read, source.size), source.size);
      }
      yield finished(reader.end());
    },
  };
}
