import type { Data } from '../../parts/data';
import type { Task } from '../../protocol/reading/task';
import type { Roles, Wish } from '../../protocol/reading/wish';
import type { Table } from '../formats/tables/table';
import { measurableShare } from '../shared/heldOut';
import type { LeftOuts } from '../shared/leftOut';
import { LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import type { CellReading } from '../understanding/cellReading';
import type { Understood } from '../understanding/understand';
import { cantGuess, unreadableOf } from './roles';
import { type PointReader, tableData } from './tableData';

/** How the rows are read. @throws FileProblem with the first question that waits for an answer */
export function readingOf(
  { reading, questions, columns }: Pick<Understood, 'reading' | 'questions' | 'columns'>,
  file: string,
): CellReading {
  const open = questions.find(({ answer }) => answer === null);
  if (open) throw new FileProblem(open.ask);
  if (reading) return reading;
  const names = columns.map(({ name }) => name);
  throw cantGuess(names, file, unreadableOf(columns));
}

/** Texts that become items of a row. */
export const itemsOfRow = (roles: Roles | null, columns: Understood['columns']): number => {
  if (roles?.kind === 'pairs') return roles.negatives ? 3 : 2;
  if (roles?.kind !== 'sets') return 1;
  return columns.find(({ name }) => name === roles.set)?.lists?.length ?? 2;
};

/** The wish with no larger share held out than is measured quickly. */
export function measurable(
  wish: Wish,
  { rows, roles, columns }: Pick<Understood, 'rows' | 'roles' | 'columns'>,
): Wish {
  const used = Math.min(rows, wish.mostItems, LIMITS.items) * itemsOfRow(roles, columns);
  return { ...wish, heldOutShare: measurableShare(wish.heldOutShare, used) };
}

/**
 * Tables as data, as they were understood; `tables` may be others with the same columns. `dataOf`
 * makes data of rows of numbers.
 */
export async function readTables(
  understood: Understood,
  tables: readonly Table[],
  wish: Wish,
  task: Task,
  leftOut: LeftOuts,
  dataOf?: PointReader,
): Promise<Data> {
  const reading = readingOf(understood, understood.tables[0]?.file ?? '');
  const { data, faults } = await tableData(
    { tables, reading, hasOwnSplit: understood.hasOwnSplit },
    measurable(wish, understood),
    task,
    leftOut,
    dataOf,
  );
  for (const { what, count, examples } of faults.leftOut)
    leftOut.add(what, examples.join('; '), count);
  return data;
}
