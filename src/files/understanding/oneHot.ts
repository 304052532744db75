import type { Column } from '../../protocol/reading/preview';
import type { Task } from '../../protocol/reading/task';
import { numberIn, truthIn } from '../formats/cells/numbers';
import type { Table, TableRow } from '../formats/tables/table';
import { namesRows, says } from './names';

/** Columns of 0 and 1, each of which says whether the item is of one class. */
export interface OneHot {
  /** The name of the column of labels that is made of them. */
  readonly name: string;
  readonly columns: readonly string[];
}

const isBinary = ({ holds, numbers, distinct }: Column): boolean =>
  holds === 'truths' ||
  (holds === 'numbers' &&
    (numbers?.isWhole ?? false) &&
    distinct <= 2 &&
    (numbers?.least ?? -1) >= 0 &&
    (numbers?.most ?? 2) <= 1);

const isOn = (cell: string): boolean => {
  const value = cell.trim();
  return numberIn(value) === 1 || truthIn(value) === 1;
};

/** The start that all names share, such as "is_" or "label_"; it is no part of a class. */
function prefixOf(names: readonly string[]): string {
  let prefix = names[0] ?? '';
  for (const name of names) while (!name.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return /[_\-. :]$/.test(prefix) ? prefix : (/^.*[_\-. :]/.exec(prefix)?.[0] ?? '');
}

/**
 * Columns that together are one-hot labels, or several labels an item: all columns of 0 and 1 of a
 * table that has no other column of labels, where each row has at least one 1 as a rule.
 */
export async function oneHotIn(
  tables: readonly Table[],
  columns: readonly Column[],
  task: Task,
): Promise<OneHot | null> {
  const binary = columns.filter((column) => isBinary(column) && !namesRows(column.name));
  const [first] = tables;
  const others = columns.filter((column) => !binary.includes(column) && column.filled > 0);
  if (!first || binary.length < 3 || columns.some(says('label'))) return null;
  const hasItems = others.some(
    ({ holds, distinct, meanWords }) =>
      (holds === 'text' && meanWords >= 3 && distinct > 10) ||
      holds === 'numbers' ||
      holds === 'number lists',
  );
  if (!hasItems) return null;
  const places = binary.map(({ name }) => first.columns.indexOf(name));
  const sums = [0, 0, 0];
  for (const table of tables)
    for await (const batch of table.rows(task))
      for (const row of batch) {
        if (row.fault) continue;
        const sum = places.filter((at) => isOn(row.cells[at] ?? '')).length;
        sums[Math.min(sum, 2)] = (sums[Math.min(sum, 2)] ?? 0) + 1;
      }
  const [zero = 0, one = 0, more = 0] = sums;
  const hasText = others.some(({ holds, meanWords }) => holds === 'text' && meanWords >= 3);
  const isOneHot = one >= 0.95 * (zero + one + more);
  // Binary features of a table of numbers are no labels unless exactly one of them is set.
  if (!isOneHot && !(hasText && one + more > 0)) return null;
  const names = binary.map(({ name }) => name);
  return { name: `${names[0]} … ${names.at(-1)}`, columns: names };
}

/** The tables with one more column: the names of the columns that say yes, as a list if several. */
export function withLabels(tables: readonly Table[], { name, columns }: OneHot): Table[] {
  const prefix = prefixOf(columns);
  return tables.map((table) => {
    const places = columns.map((column) => table.columns.indexOf(column));
    const labelled = (row: TableRow): TableRow => {
      if (row.fault) return row;
      const on = columns.filter((_, i) => isOn(row.cells[places[i] as number] ?? ''));
      const labels = on.map((column) => column.slice(prefix.length));
      return { ...row, cells: [...row.cells, labels.length === 0 ? '' : JSON.stringify(labels)] };
    };
    return {
      ...table,
      columns: [...table.columns, name],
      async *rows(task) {
        for await (const batch of table.rows(task)) yield batch.map(labelled);
      },
    };
  });
}
