import type { Preview } from '../../protocol/reading/preview';
import type { Task } from '../../protocol/reading/task';
import type { Wish } from '../../protocol/reading/wish';
import { parquetData, understandSet } from '../data/parquetData';
import { type ParquetSet, partsFor, rowsIn } from '../data/parquetSet';
import { measurable } from '../data/readTables';
import { columnsOf } from '../data/roles';
import type { ParquetFile } from '../formats/parquet/parquet';
import type { Decode } from '../formats/pictures/picture';
import { LeftOuts } from '../shared/leftOut';
import { rowsPreview } from './rowPreview';
import { attempted, classesOf } from './tablePreview';

/** The preview decodes no pictures. */
const noDecoder: Decode = () => Promise.reject(new Error('pictures are not read for a preview'));

/**
 * The preview of Parquet files. Texts and numbers on this machine are read as training would;
 * pictures, and what lies on the hub, are not, and their counts of classes are null.
 * @throws FileProblem
 */
export async function parquetPreview(
  set: ParquetSet,
  wish: Wish,
  task: Task,
  leftOut: LeftOuts,
): Promise<Preview> {
  const { name, isRemote = false } = set;
  const understood = await understandSet(set, wish, task);
  const { roles } = understood;
  const share = measurable(wish, understood);
  const parts = roles && isRemote ? partsFor(set, columnsOf(roles), wish.mostItems, share) : [];
  const downloadBytes = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const [first] = set.files as [ParquetFile];
  const label = roles && 'label' in roles ? roles.label : null;
  const ownNames = label === null ? [] : (first.features[label]?.names ?? []);
  const isKnown = !isRemote && roles?.kind !== 'pictures';
  const whileReading = new LeftOuts();
  const tried = isKnown
    ? await attempted(() => parquetData(set, understood, wish, noDecoder, task, whileReading))
    : null;
  const found = classesOf(understood).map(({ name, count }) => ({
    name,
    count: isKnown ? count : null,
  }));
  const sides = { train: rowsIn(set, 'train'), heldOut: rowsIn(set, 'heldOut') };
  return rowsPreview(
    {
      ...{ name, file: name, understood, tried, downloadBytes, notes: [] },
      classes:
        ownNames.length > 0 && !isKnown
          ? ownNames.map((one) => ({ name: one, count: null }))
          : found,
      sides: sides.train > 0 && sides.heldOut > 0 ? sides : null,
      leftOut: [...leftOut.all, ...(tried && 'data' in tried ? whileReading.all : [])],
    },
    wish,
  );
}
