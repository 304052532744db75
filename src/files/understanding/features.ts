import type { Column } from '../../protocol/reading/preview';
import type { Task } from '../../protocol/reading/task';
import { isVectorNumber, type Table } from '../formats/tables/table';
import { namesRows, plain } from './names';

/** Rows of a class often follow one another, so that their time gives the answer away. */
const TIME = /^(time ?stamps?|unix ?time|epoch ?(time|seconds?|ms)|created at|updated at)$/;

/** Why a column of numbers is no feature; null if it is one. */
export function whyNoFeature(column: Column): string | null {
  const { holds, numbers, filled, missing, name } = column;
  if (holds !== 'numbers' && holds !== 'truths' && holds !== 'number lists')
    return 'it holds no numbers';
  if (numbers?.numbersRows && !isVectorNumber(name)) return 'it numbers the rows';
  if (namesRows(name)) return 'its name says that it numbers the rows';
  if (TIME.test(plain(name))) return 'its name says when the row was written';
  if (missing * 10 > 3 * (filled + missing)) return 'over 30% of its cells are missing';
  return null;
}

/** The columns of numbers that say something of an item: no label, no number of the row. */
export const featuresAmong = (columns: readonly Column[], label: string): string[] =>
  columns.flatMap((column) =>
    column.name !== label && column.holds !== 'number lists' && whyNoFeature(column) === null
      ? [column.name]
      : [],
  );

/** With fewer rows a class, two columns agree by chance. */
const ROWS_PER_CLASS = 3;

/**
 * Features that only say the label in other words: each label goes with one value of the column,
 * and there are several values. They are found in one pass over the rows.
 */
export async function copiesOfLabel(
  tables: readonly Table[],
  columns: readonly Column[],
  features: readonly string[],
  label: string,
  task: Task,
): Promise<string[]> {
  const answer = columns.find(({ name }) => name === label);
  if (!answer || answer.filled < ROWS_PER_CLASS * answer.distinct) return [];
  const suspects = columns.filter(
    ({ name, distinct }) => features.includes(name) && distinct >= 2 && distinct <= answer.distinct,
  );
  const [first] = tables;
  if (suspects.length === 0 || !first) return [];
  const labelAt = first.columns.indexOf(label);
  let open = suspects.map(({ name }) => ({
    name,
    at: first.columns.indexOf(name),
    valueFor: new Map<string, string>(),
  }));
  for (const table of tables)
    for await (const batch of table.rows(task))
      for (const row of batch) {
        const own = row.cells[labelAt]?.trim() ?? '';
        if (row.fault || own === '' || open.length === 0) continue;
        open = open.filter(({ at, valueFor }) => {
          const value = row.cells[at]?.trim() ?? '';
          if (value === '') return true;
          const known = valueFor.get(own);
          if (known === undefined) valueFor.set(own, value);
          return known === undefined || known === value;
        });
      }
  // Where all features are such, the items are nothing else.
  return open.length < features.length ? open.map(({ name }) => name) : [];
}
