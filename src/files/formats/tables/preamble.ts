import { numberIn } from '../cells/numbers';
import { dialectOf, rowsOf, usualCells } from './dialect';

/** What stands above the rows of a file, and is no row. */
export interface Preamble {
  /** Lines to skip at the top. */
  readonly lines: number;
  /** The separator that a line “sep=;” sets; null if none does. */
  readonly separator: string | null;
  /** Whether lines that begin with # are comments. */
  readonly hasComments: boolean;
  /** Names of columns that stand in a comment; null: the first row may hold them. */
  readonly names: readonly string[] | null;
  readonly notes: readonly string[];
}

const MOST_LINES = 40;

const linesOf = (sample: string): string[] => sample.split(/\r\n|\n|\r/, MOST_LINES + 1);

const hasNumber = (cells: readonly string[]): boolean =>
  cells.some((cell) => !Number.isNaN(numberIn(cell)));

/**
 * Tells lines at the top that are no rows: “sep=;”, comments, a title above the names.
 * @throws nothing
 */
export function preambleOf(sample: string, isWhole: boolean): Preamble {
  const lines = linesOf(sample);
  const notes: string[] = [];
  let at = 0;
  const set = /^"?sep=(.|\\t)"?$/i.exec(lines[0]?.trim() === 'sep=' ? 'sep=\\t' : (lines[0] ?? ''));
  const separator = set ? (set[1] === '\\t' ? '\t' : (set[1] as string)) : null;
  if (set) {
    at = 1;
    notes.push(`Its first line says what separates the cells (${lines[0]}) and is no row.`);
  }
  const comments: number[] = [];
  while (at < MOST_LINES && /^(?:#|%|\/\/)/.test(lines[at] ?? '')) comments.push(at++);
  if (comments.length === 0) return titled(sample, isWhole, at, separator, notes);
  const dialect = dialectOf(sample, isWhole, at, separator);
  const rows = rowsOf(sample, dialect, isWhole);
  const cells = usualCells(rows);
  const isNamedBelow =
    rows.length > 1 &&
    !hasNumber(rows[0]?.cells ?? []) &&
    rows.slice(1, 9).some((row) => hasNumber(row.cells));
  const last = lines[at - 1] as string;
  const cut = (line: string) => rowsOf(line, { ...dialect, skippedLines: 0 }, true)[0]?.cells ?? [];
  const [whole, bare] = [cut(last), cut(last.replace(/^(?:[#%]+|\/\/)\s*/, ''))];
  const named = bare.length === cells ? bare : whole.length === cells ? whole : null;
  const isNames = named !== null && cells > 1 && !hasNumber(named) && !isNamedBelow;
  const others = comments.length - (isNames ? 1 : 0);
  if (others > 0)
    notes.push(`Its first ${others === 1 ? 'line is a comment' : `${others} lines are comments`}.`);
  if (isNames) notes.push('Its columns are named in a comment.');
  return {
    lines: at,
    separator,
    hasComments: last.startsWith('#'),
    names: isNames ? named : null,
    notes,
  };
}

/** Skips a title above the names: lines of far fewer cells than nearly all others have. */
function titled(
  sample: string,
  isWhole: boolean,
  from: number,
  separator: string | null,
  notes: string[],
): Preamble {
  const found = { lines: from, separator, hasComments: false, names: null, notes };
  const rows = rowsOf(sample, dialectOf(sample, isWhole, from, separator), isWhole);
  const cells = usualCells(rows);
  const first = rows.findIndex((row) => row.cells.length === cells);
  const alike = rows.filter((row) => row.cells.length === cells).length;
  const isTitle = rows
    .slice(0, first)
    .every((row) => row.cells.filter((cell) => cell.trim() !== '').length < Math.max(2, cells - 1));
  if (cells < 3 || first < 1 || first > 20 || !isTitle || alike < 0.8 * (rows.length - first))
    return found;
  const skipped = (rows[first]?.line ?? 1) - 1;
  notes.push(
    skipped - from === 1
      ? `Line ${skipped} stands above the names of the columns and is no row.`
      : `Its first ${skipped} lines stand above the names of the columns and are no rows.`,
  );
  return { ...found, lines: skipped };
}
