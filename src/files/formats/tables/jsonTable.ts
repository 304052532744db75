import type { Task } from '../../../protocol/reading/task';
import { textOf } from '../../bytes/encoding';
import { type FileSource, nameOf } from '../../bytes/fileSource';
import { LIMITS } from '../../shared/limits';
import { pacer } from '../../shared/pace';
import { FileProblem } from '../../shared/problem';
import { sideOfName } from '../../shared/side';
import { inBytes } from '../../shared/wording';
import type { TableWish } from './csvTable';
import { JsonLinesReader, type JsonRow, jsonRow, jsonRows } from './json';
import type { Table, TableRow } from './table';
import { SAMPLE, sampleOf } from './textSample';

/** The names of the columns are gathered from so many rows. */
const ROWS_LOOKED_AT = 1000;

const cellsOf = (row: JsonRow, columns: readonly string[]): TableRow =>
  'fault' in row
    ? { line: row.line, cells: [], fault: row.fault }
    : {
        line: row.line,
        cells: columns.map((name) => row.fields.get(name) ?? ''),
        ...(row.side ? { side: row.side } : {}),
      };

function namesIn(rows: readonly JsonRow[], file: string): string[] {
  const names = new Set<string>();
  for (const row of rows)
    if ('fields' in row) for (const name of row.fields.keys()) names.add(name);
  const [first] = rows;
  if (names.size === 0)
    throw first && 'fault' in first
      ? new FileProblem(`${first.fault}.`, { file, line: first.line })
      : new FileProblem('this file has no rows.', { file });
  if (names.size > LIMITS.columns)
    throw new FileProblem(`its rows have over ${LIMITS.columns} different fields.`, { file });
  return [...names];
}

/** Opens a file with one JSON value a line. @throws FileProblem */
export async function openJsonLines(
  source: FileSource,
  task: Task,
  wish?: TableWish,
): Promise<Table> {
  const text = await textOf(source, task, wish?.encoding ?? null);
  const start = new JsonLinesReader(source.path);
  const sample = (await sampleOf(text.chunks(task))).split('\n');
  const whole = sample.length > 1 ? sample.slice(0, -1) : sample;
  const looked = whole
    .flatMap((line, i) => (line.trim() === '' ? [] : [jsonRow(line, i + 1)]))
    .slice(0, ROWS_LOOKED_AT);
  const columns = namesIn(looked.length > 0 ? looked : start.end(), source.path);
  return {
    file: source.path,
    counts: 'line',
    columns,
    side: sideOfName(nameOf(source.path)),
    notes: text.note ? [text.note] : [],
    layout: { encoding: text.encoding, separator: null, isNamed: true },
    async *rows(then) {
      const reader = new JsonLinesReader(source.path);
      const pace = pacer(then, `Reading ${source.path}`);
      let read = 0;
      for await (const chunk of text.chunks(then)) {
        yield reader.push(chunk).map((row) => cellsOf(row, columns));
        read += chunk.length;
        await pace(Math.min(read, source.size), source.size);
      }
      yield reader.end().map((row) => cellsOf(row, columns));
    },
  };
}

/** Opens a JSON file, which is read whole. @throws FileProblem */
export async function openJson(source: FileSource, task: Task, wish?: TableWish): Promise<Table> {
  const most = LIMITS.wholeBytes / 4;
  if (source.size > most)
    throw new FileProblem(
      `a JSON file is read whole, and this one has ${inBytes(source.size)}; write one row a line (JSONL) instead.`,
      { file: source.path },
    );
  const text = await textOf(source, task, wish?.encoding ?? null);
  let whole = '';
  for await (const chunk of text.chunks(task)) {
    whole += chunk;
    if (whole.length > most)
      throw new FileProblem('this file is too large.', { file: source.path });
  }
  const isLines = /^\s*(?:\{[^\n]*\}\s*\n\s*\{|\[[^\n]*\]\s*\n\s*\[)/.test(whole.slice(0, SAMPLE));
  if (isLines) return openJsonLines(source, task, wish);
  const { rows, notes: found } = jsonRows(whole, source.path);
  const notes = found.map(
    (note) => `${source.path}: ${note.charAt(0).toLowerCase()}${note.slice(1)}`,
  );
  const columns = namesIn(rows.slice(0, ROWS_LOOKED_AT), source.path);
  return {
    file: source.path,
    counts: 'row',
    columns,
    side: sideOfName(nameOf(source.path)),
    notes: text.note ? [text.note, ...notes] : notes,
    layout: { encoding: text.encoding, separator: null, isNamed: true },
    async *rows() {
      yield rows.map((row) => cellsOf(row, columns));
    },
  };
}
