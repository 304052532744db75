import type { Column } from '../../protocol/reading/preview';
import type { Roles } from '../../protocol/reading/wish';
import { listIn } from '../formats/cells/lists';
import { isMissing, type MissingMarks } from '../formats/cells/missing';
import { numberIn, truthIn } from '../formats/cells/numbers';
import type { TableRow } from '../formats/tables/table';
import type { Side } from '../shared/side';
import type { Together } from './grades';
import type { LabelIn } from './labelReading';
import { sideIn } from './splitColumn';

/** How the cells of rows become items: what the preview showed is what is read. */
export interface CellReading {
  readonly roles: Roles;
  readonly labelIn: LabelIn;
  /** Whether the texts of a row belong together; null: there is no grade. */
  readonly together: Together | null;
  /** The texts in a cell: one, or those of a list; none if it is empty or missing. */
  readonly textsIn: (column: string, cell: string) => readonly string[];
  /** The numbers in a cell: one, or those of a list; NaN where there is none. */
  readonly numbersIn: (column: string, cell: string) => readonly number[];
  /** Of a feature that holds lists: how many numbers most have. */
  readonly lengthOf: (column: string) => number;
  readonly isMissing: (cell: string) => boolean;
  /** The name of the column that fixes the split; null if none does. */
  readonly splitColumn: string | null;
  /** The side that a row says; null where it says none. */
  readonly sideOf: (row: TableRow, columns: readonly string[]) => Side | null;
}

/** How the cells of these columns are read for these roles. */
export function cellReading(
  roles: Roles,
  columns: readonly Column[],
  parts: Pick<CellReading, 'labelIn' | 'together' | 'splitColumn'>,
  marks: MissingMarks,
): CellReading {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const holds = (name: string) => byName.get(name)?.holds;
  const textsIn = (name: string, cell: string): readonly string[] => {
    const trimmed = cell.trim();
    if (isMissing(trimmed, marks)) return [];
    if (holds(name) !== 'text lists') return [cell];
    const list = listIn(trimmed);
    if (!list) return [cell];
    return 'texts' in list
      ? list.texts.filter((text) => text.trim() !== '')
      : list.numbers.map(String);
  };
  const numbersIn = (name: string, cell: string): readonly number[] => {
    const column = byName.get(name);
    if (column?.holds === 'number lists') {
      const list = listIn(cell);
      return list && 'numbers' in list ? list.numbers : [];
    }
    if (column?.holds === 'truths') return [truthIn(cell)];
    return [numberIn(cell, column?.numbers?.decimal ?? '.')];
  };
  const { splitColumn } = parts;
  return {
    ...{ roles, textsIn, numbersIn, ...parts },
    lengthOf: (name) =>
      holds(name) === 'number lists' ? (byName.get(name)?.lists?.length ?? 1) : 1,
    isMissing: (cell) => isMissing(cell.trim(), marks),
    sideOf: (row, names) =>
      splitColumn === null
        ? (row.side ?? null)
        : sideIn(row.cells[names.indexOf(splitColumn)] ?? ''),
  };
}
