import type { Task } from '../../../protocol/reading/task';
import { FileProblem } from '../../shared/problem';
import type { Side } from '../../shared/side';

/** A row of a table as it stands in the file. */
export interface Row {
  /** The line of the file on which it starts, or the number of the row, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A row with as many cells as there are columns, or with a `fault` that says what is wrong. */
export interface TableRow extends Row {
  readonly fault?: string;
  /** The number of cells beyond those of the columns, if that is the fault. */
  readonly extra?: number;
  /** The side of the split on which the row is, where a file holds both. */
  readonly side?: Side | null;
}

/** How a file of text was read, for the visitor to change. */
export interface Layout {
  readonly encoding: string;
  /** What separates the cells; null: no table of separated values. */
  readonly separator: string | null;
  readonly isNamed: boolean;
}

/**
 * A file of rows with named columns. It can be read several times, and is never in memory as a
 * whole.
 */
export interface Table {
  readonly file: string;
  /** What the numbers of its rows count. */
  readonly counts: 'line' | 'row';
  readonly columns: readonly string[];
  readonly side: Side | null;
  /** What the visitor should know about how it was read. */
  readonly notes: readonly string[];
  /** Null for files that are no text. */
  readonly layout: Layout | null;
  rows(task: Task): AsyncGenerator<readonly TableRow[], void>;
}

/** The name of a number of a vector, where the file names none. */
export const numberName = (place: number): string => `number ${place}`;

/** Whether a column has the name of a number of a vector; such a column never numbers the rows. */
export const isVectorNumber = (name: string): boolean => /^number \d+$/.test(name);

/** @throws FileProblem when tables that are read as one do not have the same columns */
export function checkAlike(tables: readonly Table[]): void {
  const [first, ...others] = tables;
  for (const other of others)
    if (other.columns.join('\n') !== first?.columns.join('\n'))
      throw new FileProblem(
        `its columns are not those of ${first?.file}; give files with the same columns, or one at a time.`,
        { file: other.file },
      );
}
