import type { GivenFile } from '../protocol/reading/given';
import type { Preview } from '../protocol/reading/preview';
import type { Task } from '../protocol/reading/task';
import type { Wish } from '../protocol/reading/wish';
import { picturesIn, sizesIn } from './formats/pictures/folder';
import { openHub } from './hub/hub';
import type { Hub } from './hub/hubRequest';
import { openFiles } from './open';
import { arrayPreview, picturePreview } from './preview/itemPreview';
import { parquetPreview } from './preview/parquetPreview';
import { tablePreview } from './preview/tablePreview';
import { LeftOuts } from './shared/leftOut';

/**
 * What is in a visitor's files, before anything is replaced. It is quick: of pictures only names
 * and first bytes are read, of tables every row once.
 *
 * @throws FileProblem with a sentence for the visitor; the reason of `task.signal` when stopped
 */
export async function previewFiles(
  given: readonly GivenFile[],
  wish: Wish,
  task: Task = {},
): Promise<Preview> {
  const opened = await openFiles(given, task, wish);
  const { name, leftOut } = opened;
  switch (opened.form) {
    case 'pictures': {
      const pictures = picturesIn(opened.sources, leftOut);
      const seen = await sizesIn(opened.sources, task, leftOut);
      return picturePreview(name, pictures, seen, wish, leftOut);
    }
    case 'arrays':
      return arrayPreview(name, opened.items, wish, leftOut);
    case 'tables':
      return tablePreview(name, opened.tables, wish, task, leftOut);
    case 'parquet':
      return parquetPreview(opened.set, wish, task, leftOut);
    default:
      return opened satisfies never;
  }
}

/**
 * What a data set on the Hugging Face hub holds, by its name or address. The footers of its files
 * and a few rows are downloaded; nothing but the name is sent. @throws as `previewFiles`
 */
export async function previewHub(
  name: string,
  wish: Wish,
  { hub = {}, ...task }: Task & { readonly hub?: Hub } = {},
): Promise<Preview> {
  const set = await openHub(name, wish, hub, task);
  const preview = await parquetPreview({ ...set, isRemote: true }, wish, task, new LeftOuts());
  return { ...preview, subsets: set.subsets, notes: [...set.notes, ...preview.notes] };
}
