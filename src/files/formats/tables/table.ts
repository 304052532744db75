import type { Task } from '../../../protocol/reading/task';
import { FileProblem } from '../../shared/problem';
import type { Side } from '../../shared/side';

/** One row of a table as the file has it. */
export interface Row {
  /** Line of the file on which it starts, or number of the row, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

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

/** Tables must have the same columns to be one. @throws FileProblem */
export function checkAlike(tables: readonly Table[]): void {
  const [first, ...others] = tables;
  for (const other of others)
    if (other.columns.join('\n') !== first?.columns.join('\n'))
      throw new FileProblem(
        `its columns are not those of ${first?.file}; give files with the same columns, or one at a time.`,
        { file: other.file },
      );
}
