import type { GivenFile } from '../protocol/reading/given';
import type { Preview } from '../protocol/reading/preview';
import type { Task } from '../protocol/reading/task';
import type { Wish } from '../protocol/reading/wish';
import { whyNoPictures } from './formats/pictures/decode';
import { picturesIn } from './formats/pictures/folder';
import { sizesIn } from './formats/pictures/sizes';
import { openHub } from './hub/hub';
import type { Hub } from './hub/hubRequest';
import { type OpenedFiles, openFiles } from './open';
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
  const opened = await openFiles(given, wish, task);
  const preview = await previewOpened(opened, wish, task);
  const { choices, notes, problem } = opened.findings;
  return {
    ...preview,
    choices: [...choices, ...preview.choices],
    notes: [...notes, ...preview.notes],
    problem: problem ?? preview.problem,
  };
}

async function previewOpened(opened: OpenedFiles, wish: Wish, task: Task): Promise<Preview> {
  const { name, findings } = opened;
  const { leftOut } = findings;
  switch (opened.form) {
    case 'pictures': {
      const pictures = picturesIn(opened.sources, findings, opened.table);
      const seen = await sizesIn(opened.sources, task, leftOut);
      const preview = picturePreview(name, pictures, seen, wish, leftOut);
      return { ...preview, problem: preview.problem ?? whyNoPictures() };
    }
    case 'arrays':
      return arrayPreview(name, opened.items, wish, leftOut);
    case 'tables':
      return tablePreview(name, opened.tables, wish, task, findings);
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
