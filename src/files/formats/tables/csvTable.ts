import type { Task } from '../../../protocol/reading/task';
import type { Wish } from '../../../protocol/reading/wish';
import { textOf } from '../../bytes/encoding';
import { endingOf, type FileSource, nameOf } from '../../bytes/fileSource';
import { pacer } from '../../shared/pace';
import { FileProblem } from '../../shared/problem';
import { sideOfName } from '../../shared/side';
import { counted } from '../../shared/wording';
import { CsvReader, type Dialect } from './csv';
import { dialectOf, rowsOf, usualCells } from './dialect';
import { namesOf, plainNames } from './header';
import { preambleOf } from './preamble';
import { linesFit, quotesIn } from './strayQuotes';
import type { Row, Table, TableRow } from './table';
import { sampleOf } from './textSample';

/** How the visitor wants tables of text read; what is null or 'auto' is told from the file. */
export type TableWish = Pick<Wish, 'encoding' | 'separator' | 'firstLine' | 'answers'>;

/** The row with as many cells as there are columns, or with its fault. */
function shaped(row: Row, columns: number, separator: string, extra: string | undefined) {
  const { cells, line } = row;
  if (cells.length === columns) return row as TableRow;
  const beyond = cells.slice(columns);
  if (beyond.length > 0 && beyond.every((cell) => cell === ''))
    return { line, cells: cells.slice(0, columns) };
  const fault = `it has ${counted(cells.length, 'cell')} instead of ${columns}`;
  if (beyond.length === 0) return { ...row, fault };
  if (extra === 'last')
    return {
      line,
      cells: [...cells.slice(0, columns - 1), cells.slice(columns - 1).join(separator)],
    };
  const more = cells.length - columns + 1;
  if (extra === 'first')
    return { line, cells: [cells.slice(0, more).join(separator), ...cells.slice(more)] };
  return { ...row, fault, extra: beyond.length };
}

/** How many columns there are: as the names say, unless nearly all rows have one cell more. */
function columnsIn(rows: readonly Row[]): number {
  const [first, ...below] = rows;
  const named = first?.cells.length ?? 0;
  const usual = usualCells(below);
  if (usual !== named + 1) return named;
  const longer = below.filter(({ cells }) => cells.length === usual);
  const isEmpty = longer.every(({ cells }) => cells.at(-1)?.trim() === '');
  const heads = new Set(longer.map(({ cells }) => cells[0]));
  const isRowName = heads.size === longer.length && longer.length * 10 >= below.length * 9;
  return !isEmpty && isRowName ? usual : named;
}

/**
 * Opens a file of separated values. Columns without names are "column 1", "column 2".
 * @throws FileProblem
 */
export async function openCsv(source: FileSource, task: Task, wish?: TableWish): Promise<Table> {
  const file = source.path;
  const text = await textOf(source, task, wish?.encoding ?? null);
  const sample = await sampleOf(text.chunks(task));
  const isWhole = sample.length < 65_536;
  const top = preambleOf(sample, isWhole);
  const ending = endingOf(file);
  const expected = ending === 'tsv' || ending === 'tab' ? '\t' : null;
  const guessed = dialectOf(sample, isWhole, top.lines, wish?.separator ?? top.separator, expected);
  let dialect: Dialect = { ...guessed, hasComments: top.hasComments };
  let start = rowsOf(sample, dialect, isWhole);
  const notes = top.notes.map((note) => `${file}: ${lower(note)}`);
  const most = top.names?.length ?? usualCells(start);
  if (dialect.quote === '"' && !dialect.isEscaped) {
    const quotes = await quotesIn(text.chunks(task), dialect);
    const isTabbed = dialect.separator === '\t';
    if (quotes !== 'paired' && isTabbed && (await linesFit(text.chunks(task), '\t', most))) {
      dialect = { ...dialect, quote: null };
      notes.push(`${file}: quotes are plain characters, since they do not pair within a cell.`);
    } else if (quotes === 'stray') {
      dialect = { ...dialect, isLineBound: true };
      notes.push(`${file}: a quote that is not closed in its line is a plain character.`);
    }
    start = rowsOf(sample, dialect, isWhole);
  }
  if (start.length === 0) {
    // Without a whole row in the sample, the reader says what is wrong.
    const reader = new CsvReader(dialect, file);
    start = reader.push(sample);
    if (start.length === 0) start = reader.end();
  }
  if (start.length === 0) throw new FileProblem('this file has no rows.', { file });
  const cells = start.slice(0, 200).map((row) => row.cells);
  const columnCount = top.names?.length ?? columnsIn(start);
  const named = top.names
    ? { names: plainNames(top.names), rows: 0, notes: [] }
    : namesOf(cells, columnCount, wish?.firstLine ?? 'auto');
  if (named.rows === 0 && !top.names)
    notes.push(`${file} does not name its columns in its first line.`);
  notes.push(...named.notes.map((note) => `${file}: ${lower(note)}`));
  const columns = named.names;
  const head = cells.slice(0, named.rows).map((row) => row.join('\n'));
  const first = named.rows > 0 ? cells[0]?.[0] : undefined;
  return {
    file,
    counts: 'line',
    columns,
    side: sideOfName(nameOf(file)),
    notes: text.note ? [text.note, ...notes] : notes,
    layout: { encoding: text.encoding, separator: dialect.separator, isNamed: named.rows > 0 },
    async *rows(then) {
      const reader = new CsvReader(dialect, file);
      const pace = pacer(then, `Reading ${file}`);
      let toSkip = named.rows;
      let read = 0;
      let rest = '';
      const finished = (rows: readonly Row[]) => {
        const own = rows.slice(toSkip);
        toSkip = Math.max(0, toSkip - rows.length);
        return own.map(
          (row): TableRow =>
            row.cells[0] === first && row.cells.join('\n') === head[0]
              ? { ...row, fault: 'it repeats the names of the columns' }
              : shaped(row, columns.length, dialect.separator, wish?.answers.extraCells),
        );
      };
      for await (const chunk of text.chunks(then)) {
        let piece = chunk;
        if (dialect.isLineBound) {
          const whole = rest + chunk;
          const end = Math.max(whole.lastIndexOf('\n'), whole.lastIndexOf('\r', whole.length - 2));
          piece = whole.slice(0, end + 1);
          rest = whole.slice(end + 1);
        }
        yield finished(reader.push(piece));
        read += chunk.length;
        await pace(Math.min(read, source.size), source.size);
      }
      yield [...finished(reader.push(rest)), ...finished(reader.end())];
    },
  };
}

const lower = (note: string): string => note.charAt(0).toLowerCase() + note.slice(1);
