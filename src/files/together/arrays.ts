import type { Task } from '../../protocol/reading/task';
import type { FileSource } from '../bytes/fileSource';
import { couldLabel, withLabels } from '../formats/arrays/arrayLabels';
import type { LabelledArray } from '../formats/arrays/labelledArray';
import type { NamedArray } from '../formats/arrays/numbers';
import type { Identified } from '../formats/identify';
import type { TableWish } from '../formats/tables/csvTable';
import type { Findings } from '../shared/findings';
import { classNamesIn, labelsInTables } from './arrayTable';
import { openedBeside } from './tables';

/**
 * Arrays with their labels, which may lie in tables beside them, and with names of classes, which
 * may lie in a text beside them. `taken`: the files that are used for that. @throws FileProblem
 */
export async function arraysTogether(
  arrays: readonly NamedArray[],
  tables: readonly Identified[],
  others: readonly FileSource[],
  wish: TableWish,
  findings: Findings,
  task: Task,
): Promise<{ readonly arrays: LabelledArray[]; readonly taken: readonly FileSource[] }> {
  const items = arrays.filter(({ shape }) => shape.length >= 2);
  const lengths = new Set(items.flatMap(({ shape }) => [shape[0], shape.at(-1)]));
  const isLabelled = arrays.some((one) => couldLabel(one) && lengths.has(one.shape[0]));
  const names = await classNamesIn(others, task);
  const taken = names ? [names.source] : [];
  if (isLabelled || tables.length === 0)
    return { arrays: withLabels(arrays, findings, names?.names), taken };
  const beside = await openedBeside(tables, wish, findings, task);
  const counts = items.map(({ shape }) => shape[0] ?? 0);
  const labels = await labelsInTables(beside.tables, counts, findings, task);
  return {
    arrays: withLabels([...arrays, ...labels], findings, names?.names),
    taken: [...taken, ...beside.taken.map(({ source }) => source)],
  };
}
