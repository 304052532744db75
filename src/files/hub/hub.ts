import { randomStream, shuffled } from '../../parts/random';
import type { Task } from '../../protocol/reading/task';
import type { Wish } from '../../protocol/reading/wish';
import type { ParquetSet } from '../data/parquetSet';
import { type Features, featuresOf } from '../formats/parquet/features';
import { openParquet } from '../formats/parquet/parquet';
import { DRAW } from '../shared/draw';
import { pacer } from '../shared/pace';
import { FileProblem } from '../shared/problem';
import { type Side, sideOfName } from '../shared/side';
import { listed } from '../shared/wording';
import { ask, type Hub, remoteFile } from './hubRequest';

/** The most files of one split whose footers are read. */
const FILES = 12;

interface HubFile {
  readonly config: string;
  readonly split: string;
  readonly url: string;
  readonly filename: string;
  readonly size: number;
}

function listedFiles(answer: unknown): HubFile[] {
  const files = (answer as { parquet_files?: unknown } | null)?.parquet_files;
  if (!Array.isArray(files)) return [];
  return files.flatMap((file: Partial<HubFile> | null) =>
    typeof file?.config === 'string' &&
    typeof file.split === 'string' &&
    typeof file.url === 'string' &&
    typeof file.size === 'number'
      ? [{ filename: '', ...file } as HubFile]
      : [],
  );
}

/** "https://huggingface.co/datasets/ylecun/mnist" -> "ylecun/mnist". @throws FileProblem */
export function hubName(written: string): string {
  const name = written
    .trim()
    .replace(/^(https?:\/\/)?(www\.)?(huggingface\.co|hf\.co)\//, '')
    .replace(/^datasets\//, '')
    .replace(/[?#].*$/, '')
    .replace(/\/(tree|viewer|blob|resolve)(\/.*)?$/, '')
    .replace(/\/$/, '');
  if (!/^[\w.-]+(\/[\w.-]+)?$/.test(name))
    throw new FileProblem(
      `“${written.trim()}” is no name of a data set; names look like “ylecun/mnist”.`,
    );
  return name;
}

/**
 * The splits to read, with their sides: "train" with "test", or with another held-out split if
 * there is no "test". Without both, one split alone, which is then split here: "train" or else the
 * first.
 */
function chosenSplits(splits: readonly string[]): Map<string, Side | null> {
  const [first] = splits;
  const train =
    splits.find((split) => split === 'train') ??
    splits.find((split) => sideOfName(split) === 'train');
  const others = splits.filter((split) => sideOfName(split) === 'heldOut');
  const heldOut = others.find((split) => split === 'test') ?? others[0];
  if (train && heldOut)
    return new Map<string, Side>([
      [train, 'train'],
      [heldOut, 'heldOut'],
    ]);
  const only = train ?? first;
  return new Map(only === undefined ? [] : [[only, null]]);
}

export interface HubSet extends ParquetSet {
  readonly subset: string;
  readonly subsets: readonly string[];
  readonly notes: readonly string[];
}

/**
 * A data set on the Hugging Face hub: the Parquet files it has, and their footers. Rows are read
 * later. Nothing is sent but the name. @throws FileProblem
 */
export async function openHub(
  written: string,
  { subset, drawSeed }: Wish,
  hub: Hub,
  task: Task,
): Promise<HubSet> {
  const name = hubName(written);
  const query = `dataset=${encodeURIComponent(name)}`;
  const pace = pacer(task, 'Asking the Hugging Face hub');
  await pace(0, 0);
  const answer = await ask(`/parquet?${query}`, name, hub, task);
  const files = listedFiles(answer);
  const subsets = [...new Set(files.map(({ config }) => config))];
  const chosen = subset ?? (subsets.includes('default') ? 'default' : subsets[0]);
  if (chosen === undefined)
    throw new FileProblem(`the Hugging Face hub has no files of “${name}” that this page reads.`);
  const own = files.filter(({ config }) => config === chosen);
  if (own.length === 0)
    throw new FileProblem(`“${name}” has no part “${chosen}”. It has: ${listed(subsets, 12)}.`);
  const features = await featuresFrom(name, chosen, hub, task);
  const splits = chosenSplits([...new Set(own.map(({ split }) => split))]);
  const notes: string[] = [];
  if ((answer as { partial?: unknown }).partial === true)
    notes.push('The hub offers only the first part of this data set.');
  const open: Awaited<ReturnType<typeof openParquet>>[] = [];
  for (const [split, side] of splits) {
    const ofSplit = own.filter((file) => file.split === split);
    const drawn = new Set(shuffled(ofSplit, randomStream(drawSeed, DRAW.rowGroups), FILES));
    if (drawn.size < ofSplit.length)
      notes.push(
        `${drawn.size} of ${ofSplit.length} files of “${split}” are read, drawn by the seed.`,
      );
    for (const file of ofSplit.filter((one) => drawn.has(one))) {
      const title = `${split}/${file.filename}`;
      const buffer = remoteFile(file.url, file.size, title, hub, task);
      open.push(await openParquet(title, buffer, side, features, task));
      await pace(open.length, 0);
    }
  }
  return { name, files: open, subset: chosen, subsets, notes };
}

/** Names of classes and types of columns; without them the schema of the files decides. */
async function featuresFrom(name: string, subset: string, hub: Hub, task: Task): Promise<Features> {
  const query = `dataset=${encodeURIComponent(name)}&config=${encodeURIComponent(subset)}`;
  try {
    const answer = await ask(`/info?${query}`, name, hub, task);
    return featuresOf(
      (answer as { dataset_info?: { features?: unknown } })?.dataset_info?.features,
    );
  } catch (error) {
    if (error instanceof FileProblem && !error.isFatal) return {};
    throw error;
  }
}
