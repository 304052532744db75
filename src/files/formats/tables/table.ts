import type { Task } from '../../../protocol/reading/task';
import { textOf } from '../../bytes/encoding';
import { endingOf, nameOf, type Source } from '../../bytes/source';
import { LIMITS } from '../../shared/limits';
import { pacer } from '../../shared/pace';
import { FileProblem } from '../../shared/problem';
import { type Side, sideOfName } from '../../shared/side';
import { counted, inBytes } from '../../shared/wording';
import { CsvReader, isHeader, type Row, separatorOf } from './csv';
import { JsonLinesReader, type JsonRow, jsonRow, jsonRows } from './json';

/** A row with as many cells as there are columns, or with what is wrong with it. */
export interface TableRow extends Row {
  readonly fault?: string;
}

/** A file of rows and named columns, read from its start as often as wanted, never kept whole. */
export interface Table {
  readonly file: string;
  /** What a row's number counts. */
  readonly counts: 'line' | 'row';
  readonly columns: readonly string[];
  readonly side: Side | null;
  /** What the visitor should know of how it was read. */
  readonly notes: readonly string[];
  rows(task: Task): AsyncGenerator<readonly TableRow[], void>;
}

const SAMPLE = 65_536;
const ROWS_LOOKED_AT = 1000;

const CSV = ['csv', 'tsv', 'tab'];
const JSON_LINES = ['jsonl', 'ndjson'];

export const isTable = (path: string): boolean =>
  [...CSV, ...JSON_LINES, 'json'].includes(endingOf(path));

/** The first characters of a file, its first line whole unless that has no end. */
async function sampleOf(chunks: AsyncGenerator<string, void>): Promise<string> {
  let sample = '';
  let lineEnd = -1;
  for await (const text of chunks) {
    if (lineEnd < 0) {
      const at = text.search(/[\r\n]/);
      if (at >= 0) lineEnd = sample.length + at;
    }
    sample += text;
    if (sample.length >= SAMPLE && (lineEnd >= 0 || sample.length > LIMITS.cell)) break;
  }
  return sample.slice(0, Math.max(SAMPLE, lineEnd < 0 ? sample.length : lineEnd + 1));
}

const shaped = (row: Row, columns: number): TableRow => {
  if (row.cells.length === columns) return row;
  const extra = row.cells.slice(columns);
  if (row.cells.length > columns && extra.every((cell) => cell === ''))
    return { line: row.line, cells: row.cells.slice(0, columns) };
  return { ...row, fault: `it has ${counted(row.cells.length, 'cell')} instead of ${columns}` };
};

async function openCsv(source: Source, task: Task): Promise<Table> {
  const text = await textOf(source, task);
  const sample = await sampleOf(text.chunks(task));
  const separator = endingOf(source.path) === 'csv' ? separatorOf(sample) : '\t';
  const start = new CsvReader(separator, source.path);
  const first = start.push(sample)[0] ?? start.end()[0];
  if (!first) throw new FileProblem('this file has no rows.', { file: source.path });
  const named = isHeader(first.cells);
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

const cellsOf = (row: JsonRow, columns: readonly string[]): TableRow =>
  'fault' in row
    ? { line: row.line, cells: [], fault: row.fault }
    : { line: row.line, cells: columns.map((name) => row.fields.get(name) ?? '') };

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

async function openJsonLines(source: Source, task: Task): Promise<Table> {
  const text = await textOf(source, task);
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

async function openJson(source: Source, task: Task): Promise<Table> {
  const most = LIMITS.wholeBytes / 4;
  if (source.size > most)
    throw new FileProblem(
      `a JSON file is read whole, and this one has ${inBytes(source.size)}; write one row a line (JSONL) instead.`,
      { file: source.path },
    );
  const text = await textOf(source, task);
  let whole = '';
  for await (const chunk of text.chunks(task)) {
    whole += chunk;
    if (whole.length > most)
      throw new FileProblem('this file is too large.', { file: source.path });
  }
  const isLines = /^\s*\{[^\n]*\}\s*\n\s*\{/.test(whole.slice(0, SAMPLE));
  if (isLines) return openJsonLines(source, task);
  const rows = jsonRows(whole, source.path);
  const columns = namesIn(rows.slice(0, ROWS_LOOKED_AT), source.path);
  return {
    file: source.path,
    counts: 'row',
    columns,
    side: sideOfName(nameOf(source.path)),
    notes: text.note ? [text.note] : [],
    async *rows() {
      yield rows.map((row) => cellsOf(row, columns));
    },
  };
}

/**
 * A CSV, TSV, JSON or JSONL file as a table. Columns without names are "column 1", "column 2".
 * @throws FileProblem
 */
export function openTable(source: Source, task: Task = {}): Promise<Table> {
  const ending = endingOf(source.path);
  if (CSV.includes(ending)) return openCsv(source, task);
  if (JSON_LINES.includes(ending)) return openJsonLines(source, task);
  return openJson(source, task);
}
