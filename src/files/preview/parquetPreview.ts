import type { Preview } from '../../protocol/reading/preview';
import type { Task } from '../../protocol/reading/task';
import type { Wish } from '../../protocol/reading/wish';
import { guessedRoles } from '../data/guessedRoles';
import { columnsIn, type ParquetSet, partsFor, rowsIn } from '../data/parquetSet';
import { columnsOf } from '../data/roles';
import { sortedNames } from '../data/split';
import type { ParquetFile } from '../formats/parquet/parquet';
import type { LeftOuts } from '../shared/leftOut';
import { rowsPreview } from './rowPreview';

/**
 * The preview of Parquet files. Counts of classes are null: they are known only once all is read.
 * `isRemote`: reading means downloading. @throws FileProblem
 */
export async function parquetPreview(
  set: ParquetSet,
  wish: Wish,
  task: Task,
  leftOut: LeftOuts,
  isRemote = false,
): Promise<Preview> {
  const { name } = set;
  const columns = await columnsIn(set, task);
  const roles = wish.roles ?? guessedRoles(columns);
  const parts = roles ? partsFor(set, columnsOf(roles), wish.mostItems, wish) : [];
  const downloadBytes = isRemote ? parts.reduce((sum, { bytes }) => sum + bytes, 0) : 0;
  const [first] = set.files as [ParquetFile];
  const label = roles && 'label' in roles ? roles.label : null;
  const seen = columns.find((column) => column.name === label)?.values ?? [];
  const ownNames = label === null ? [] : (first.features[label]?.names ?? []);
  const names = ownNames.length > 0 ? ownNames : sortedNames(seen.map(([value]) => value));
  const sides = { train: rowsIn(set, 'train'), heldOut: rowsIn(set, 'heldOut') };
  return rowsPreview(
    {
      ...{ name, file: name, rows: rowsIn(set, null), columns, roles, downloadBytes, notes: [] },
      classes: names.map((one) => ({ name: one, count: null })),
      sides: sides.train > 0 && sides.heldOut > 0 ? sides : null,
    },
    wish,
    leftOut.all,
  );
}
