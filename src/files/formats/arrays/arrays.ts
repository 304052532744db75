import type { Task } from '../../../protocol/reading/task';
import { endingOf, nameOf, type Source, wholeOf } from '../../bytes/source';
import { filesInZip } from '../../bytes/zip';
import type { LeftOuts } from '../../shared/leftOut';
import { LIMITS } from '../../shared/limits';
import { pacer } from '../../shared/pace';
import { FileProblem } from '../../shared/problem';
import { type Side, sideOfName } from '../../shared/side';
import { counted, listed } from '../../shared/wording';
import type { Picture } from '../pictures/picture';
import { layoutOf, type PictureLayout, pixelsOf, scaleOf } from './arrayPixels';
import { idxArray, isIdx } from './idx';
import { npyArray } from './npy';
import type { NamedArray, NumberList } from './numbers';
import type { LabelledPoint } from './point';

export const isArray = (path: string): boolean =>
  ['npy', 'npz'].includes(endingOf(path)) || isIdx(path);

/** Every array in the files. @throws FileProblem */
export async function arraysIn(sources: readonly Source[], task: Task): Promise<NamedArray[]> {
  const pace = pacer(task, 'Reading arrays');
  const parts = (
    await Promise.all(
      sources.map((source) => (endingOf(source.path) === 'npz' ? filesInZip(source) : [source])),
    )
  ).flat();
  const total = parts.reduce((sum, { size }) => sum + size, 0);
  if (total > LIMITS.wholeBytes)
    throw new FileProblem(
      `these arrays take ${Math.round(total / 1e6)} MB; at most ${Math.round(LIMITS.wholeBytes / 1e6)} MB can be read.`,
    );
  const arrays: NamedArray[] = [];
  let read = 0;
  for (const source of parts) {
    const bytes = await wholeOf(source, LIMITS.wholeBytes, task.signal);
    arrays.push(isIdx(source.path) ? idxArray(bytes, source.path) : npyArray(bytes, source.path));
    read += source.size;
    await pace(read, total);
  }
  return arrays;
}

/** Items with the label of each, from one or two arrays. */
interface Labelled {
  readonly items: NamedArray;
  readonly labels: readonly string[];
  readonly side: Side | null;
}

const isLabelName = (name: string): boolean =>
  /(label|target|(^|[_\-/])y([_\-.]|$)|class)/i.test(nameOf(name));

const couldLabel = ({ shape, name }: NamedArray): boolean =>
  shape.length === 1 || (shape.length === 2 && (shape[1] === 1 || isLabelName(name)));

/** Labels as words: whole numbers, words, or the place of the one 1 in each row. */
function labelsOf({ name, shape, values }: NamedArray): string[] {
  const fail = (what: string) => new FileProblem(what, { file: name });
  const [count = 0, each = 1] = shape;
  if (each === 1)
    return Array.from({ length: count }, (_, i) => {
      const value = values[i] as number | string;
      if (typeof value === 'number' && !Number.isInteger(value))
        throw fail(`label ${i + 1} is ${value}, and labels must be whole numbers or words.`);
      return String(value);
    });
  return Array.from({ length: count }, (_, i) => {
    const row = Array.from({ length: each }, (_, j) => Number(values[i * each + j]));
    const ones = row.flatMap((value, j) => (value === 1 ? [j] : []));
    if (ones.length !== 1 || row.some((value) => value !== 0 && value !== 1))
      throw fail(`item ${i + 1} has ${ones.length} labels, and only one a row can be used.`);
    return String(ones[0]);
  });
}

const folderOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('/')));

/** What a name says besides "images" or "labels": "val_images" and "val_labels" are both "val". */
const coreOf = (name: string): string =>
  name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(
      (word) => !/^(images?|imgs?|data|labels?|targets?|classes|x|y|idx\d|ubyte|npy)$/.test(word),
    )
    .join(' ');

/** Pairs each array of items with its labels: of the same side and length, of the same file first. */
function labelled(arrays: readonly NamedArray[], leftOut: LeftOuts): Labelled[] {
  const possible = arrays.filter(couldLabel);
  const named = possible.filter(({ name }) => isLabelName(name));
  const labels = named.length > 0 ? named : possible;
  const items = arrays.filter((array) => !labels.includes(array) && array.shape.length >= 2);
  const sideOf = ({ name }: NamedArray) => sideOfName(nameOf(name)) ?? sideOfName(folderOf(name));
  const [first] = items;
  if (!first)
    throw new FileProblem(
      `none of these arrays holds pictures or rows of numbers: ${listed(arrays.map(({ name, shape }) => `${nameOf(name)} [${shape.join(', ')}]`))}.`,
    );
  const found = items.flatMap((array) => {
    const alike = labels.filter(
      (one) => one.shape[0] === array.shape[0] && sideOf(one) === sideOf(array),
    );
    const near =
      alike.find(({ name }) => coreOf(name) === coreOf(array.name)) ??
      alike.find(({ name }) => folderOf(name) === folderOf(array.name)) ??
      alike[0];
    return near ? [{ items: array, labels: labelsOf(near), side: sideOf(array) }] : [];
  });
  if (found.length === 0) {
    const [count = 0] = first.shape;
    const other = labels[0];
    throw new FileProblem(
      other
        ? `it holds ${counted(count, 'item')}, but ${other.name} holds ${counted(other.shape[0] ?? 0, 'label')}.`
        : `there are no labels for its ${counted(count, 'item')}: a list of as many whole numbers, named like “y_train” or “labels”.`,
      { file: first.name },
    );
  }
  const largest = Math.max(...found.map(({ items: { shape } }) => shape.length));
  return found.filter(({ items: array }) => {
    const isLargest = array.shape.length === largest;
    if (!isLargest) leftOut.add('arrays of another shape', array.name);
    return isLargest;
  });
}

export type ArrayItems =
  | {
      readonly kind: 'pictures';
      readonly pictures: readonly Picture[];
      readonly size: { readonly width: number; readonly height: number };
    }
  | { readonly kind: 'points'; readonly points: readonly LabelledPoint[] };

/**
 * Arrays as pictures ([n, height, width], with channels last or first, or flat squares of 8 by 8 and
 * more) or as points ([n, features]), with the labels beside them. Pixels come as bytes; values that
 * are no bytes are spread over them. @throws FileProblem
 */
export function arrayItems(arrays: readonly NamedArray[], leftOut: LeftOuts): ArrayItems {
  const found = labelled(arrays, leftOut);
  const [first] = found as [Labelled];
  for (const { items } of found)
    if (Array.isArray(items.values))
      throw new FileProblem('it holds words where pictures or numbers were looked for.', {
        file: items.name,
      });
  if (found.every(({ labels }) => labels.length === 0))
    throw new FileProblem('this array is empty.', { file: first.items.name });
  const layout = layoutOf(first.items);
  if (!layout) {
    const points = found.flatMap(({ items, labels, side }) => {
      const [, width = 0] = items.shape;
      return labels.flatMap((label, i) => {
        const features = Float64Array.from(
          (items.values as NumberList).subarray(i * width, (i + 1) * width),
        );
        if (features.every(Number.isFinite)) return [{ label, side, features }];
        leftOut.add(
          'rows with a number that is missing or infinite',
          `${items.name}, row ${i + 1}`,
        );
        return [];
      });
    });
    if (points.length === 0)
      throw new FileProblem('every row has a number that is missing or infinite.', {
        file: first.items.name,
      });
    return { kind: 'points', points };
  }
  const toByte = scaleOf(found.map(({ items }) => items));
  return {
    kind: 'pictures',
    size: { width: layout.width, height: layout.height },
    pictures: found.flatMap(({ items, labels, side }) => {
      const own = layoutOf(items) as PictureLayout;
      return labels.map((label, i) => ({
        name: `${items.name}, item ${i + 1}`,
        label,
        side,
        pixels: async () => pixelsOf(items, own, i, toByte),
      }));
    }),
  };
}
