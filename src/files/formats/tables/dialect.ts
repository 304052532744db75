import { numberIn } from '../cells/numbers';
import { CsvReader, type Dialect } from './csv';
import type { Row } from './table';

const SEPARATORS = [',', '\t', ';', '|'] as const;

/** The rows of the beginning of a file; none if a quote never closes in it. */
export function rowsOf(sample: string, dialect: Dialect, isWhole: boolean): Row[] {
  const reader = new CsvReader(dialect, '');
  try {
    const rows = reader.push(sample);
    return isWhole || rows.length === 0 ? [...rows, ...reader.end()] : rows;
  } catch {
    return [];
  }
}

/** The number of cells that most rows have. */
export function usualCells(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0];
}

/** How well a dialect cuts the rows into equally many cells, 0..1 and a little more for many. */
function scoreOf(rows: readonly Row[]): number {
  const cells = usualCells(rows);
  if (cells < 2) return 0;
  const alike = rows.filter((row) => row.cells.length === cells).length / rows.length;
  return alike * alike * (1 + 0.01 * Math.min(cells, 20));
}

/**
 * Whether runs of spaces separate the cells: all rows have as many, and half of them are numbers
 * or quoted. Sentences of equally many words are not taken apart.
 */
function isSpaced(sample: string, isWhole: boolean, skippedLines: number): boolean {
  const dialect: Dialect = { separator: ' ', quote: '"', skippedLines };
  const all = rowsOf(sample, dialect, isWhole);
  // The first row may be the names, with one of them missing or a comment sign before them.
  const rows = all.length > 1 ? all.slice(1) : all;
  const cells = usualCells(rows);
  if (cells < 2 || rows.some((row) => row.cells.length !== cells)) return false;
  const isFirm = /^\s*"[^"\n]*"[ \t]+/m.test(sample);
  const numbers = rows.flatMap((row) => row.cells).filter((cell) => !Number.isNaN(numberIn(cell)));
  return isFirm || numbers.length * 2 >= rows.length * cells;
}

const escaped = (sign: string) => sign.replace(/[|\\{}()[\]^$+*?.]/g, '\\$&');

/** How the cells are quoted, when it is known what separates them. */
function quotingOf(
  sample: string,
  isWhole: boolean,
  base: Pick<Dialect, 'separator' | 'skippedLines'>,
): Dialect {
  const sign = escaped(base.separator);
  const usual: Dialect = { ...base, quote: '"' };
  const candidates: Dialect[] = [usual];
  const score = (dialect: Dialect) => scoreOf(rowsOf(sample, dialect, isWhole));
  if (/\\["\\]/.test(sample)) candidates.push({ ...usual, isEscaped: true });
  if (base.separator !== ' ' && new RegExp(`${sign} +"`).test(sample))
    candidates.push({ ...usual, skipsSpace: true });
  if (new RegExp(`\\\\${sign}`).test(sample))
    candidates.push({ ...base, quote: null, isEscaped: true });
  const single = new RegExp(`(?:^|${sign})'[^\\n]*?'(?=${sign}|\\r?$)`, 'gm');
  const doubles = new RegExp(`(?:^|${sign})"`, 'm');
  if (!doubles.test(sample) && (sample.match(single)?.length ?? 0) > 0)
    candidates.push({ ...base, quote: "'" });
  const best = candidates.reduce((a, b) => (score(b) > score(a) + 1e-9 ? b : a));
  if (best !== usual) return best;
  const spaced = candidates.find(({ skipsSpace }) => skipsSpace);
  if (spaced && score(spaced) >= score(usual)) return spaced;
  // Nothing separates worse; then it is told by what the cells begin and end with.
  const single2 = candidates.find(({ quote }) => quote === "'");
  if (single2 && isQuotedThroughout(rowsOf(sample, usual, isWhole))) return single2;
  const escapes = candidates.find(({ quote, isEscaped }) => quote === '"' && isEscaped);
  return escapes &&
    /[^"\\]\\"[^,;\t|\r\n]/.test(sample) &&
    !/[^\\,;\t|\n]""[^,;\t|\r\n]/.test(sample)
    ? escapes
    : usual;
}

/** Whether a column stands between single quotes in nearly all rows below the first. */
function isQuotedThroughout(rows: readonly Row[]): boolean {
  const below = rows.slice(1);
  if (below.length === 0) return false;
  return (rows[0]?.cells ?? []).some(
    (_, at) =>
      below.filter(({ cells }) => /^'.*'$/s.test(cells[at] ?? '')).length >= 0.9 * below.length,
  );
}

/** Whether each line below the first is one list in brackets; its commas separate no cells. */
function holdsLists(sample: string): boolean {
  const lines = sample.split(/\r?\n/).slice(1, 40).filter(Boolean);
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  return whole.length > 0 && whole.every((line) => /^\s*\[[^\]]*\]\s*$/.test(line));
}

/**
 * How the cells of a file are written, told from its beginning: the sign that cuts most rows into
 * equally many cells, at least two, and the quotes that fit. If none does, a comma.
 * `wished`: the separator that is set already; `expected`: the one that the name of the file says.
 */
export function dialectOf(
  sample: string,
  isWhole: boolean,
  skippedLines: number,
  wished: string | null,
  expected: string | null = null,
): Dialect {
  if (wished !== null) return quotingOf(sample, isWhole, { separator: wished, skippedLines });
  if (holdsLists(sample)) return { separator: '\t', quote: null, skippedLines };
  let best: { dialect: Dialect; score: number } | null = null;
  const order = expected ? [expected, ...SEPARATORS.filter((one) => one !== expected)] : SEPARATORS;
  for (const separator of order) {
    const dialect = quotingOf(sample, isWhole, { separator, skippedLines });
    const score = scoreOf(rowsOf(sample, dialect, isWhole)) * (separator === expected ? 1.5 : 1);
    if (score > (best?.score ?? 0)) best = { dialect, score };
  }
  if ((best?.score ?? 0) < 0.8 && isSpaced(sample, isWhole, skippedLines))
    return { separator: ' ', quote: '"', skippedLines };
  return best?.dialect ?? { separator: expected ?? ',', quote: '"', skippedLines };
}
