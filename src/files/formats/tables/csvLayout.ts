import { CsvReader } from './csv';
import type { Row } from './table';

const SEPARATORS = [',', '\t', ';', '|'] as const;

/**
 * What separates the cells, told from the first lines of a file: the character that cuts most rows
 * into as many cells as the first row, at least two. If none does, a comma.
 */
export function separatorOf(sample: string): string {
  let best: { separator: string; score: number } = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const reader = new CsvReader(separator, '');
    let rows: Row[] = [];
    try {
      rows = reader.push(sample);
      if (rows.length === 0) rows = reader.end();
    } catch {
      // A quote that never closes with this separator says nothing about the others.
    }
    const cells = rows[0]?.cells.length ?? 0;
    if (cells < 2) continue;
    const alike = rows.filter((row) => row.cells.length === cells).length / rows.length;
    const score = alike * alike * (1 + 0.01 * Math.min(cells, 20));
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

const isNumber = (cell: string): boolean => cell.trim() !== '' && Number.isFinite(Number(cell));

/**
 * Whether the first row names the columns: its cells are short and all different, and none is empty
 * or a number.
 */
export const isHeader = (cells: readonly string[]): boolean =>
  new Set(cells).size === cells.length &&
  cells.every((cell) => cell.trim() !== '' && cell.length <= 64 && !isNumber(cell));

/**
 * Whether a cell of the first row comes again below it in its column, as classes do and names
 * don't. Rows that are the first once more don't count: they are the joints of files put together.
 */
export function recurs({ cells }: Row, below: readonly Row[]): boolean {
  const whole = cells.join('\n');
  const others = below.filter((row) => row.cells.join('\n') !== whole);
  return cells.some((cell, i) => others.filter((row) => row.cells[i] === cell).length >= 2);
}
