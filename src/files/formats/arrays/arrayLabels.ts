import { nameOf } from '../../bytes/fileSource';
import type { LeftOuts } from '../../shared/leftOut';
import { FileProblem } from '../../shared/problem';
import { type Side, sideOfName } from '../../shared/side';
import { counted, listed } from '../../shared/wording';
import type { NamedArray } from './numbers';

/** An array of items, with a label for each from another array. */
export interface LabelledArray {
  readonly items: NamedArray;
  readonly labels: readonly string[];
  readonly side: Side | null;
}

const isLabelName = (name: string): boolean =>
  /(label|target|(^|[_\-/])y([_\-.]|$)|class)/i.test(nameOf(name));

const couldLabel = ({ shape, name }: NamedArray): boolean =>
  shape.length === 1 || (shape.length === 2 && (shape[1] === 1 || isLabelName(name)));

/**
 * Labels as words: whole numbers, words, or the place of the 1 in each one-hot row.
 * @throws FileProblem
 */
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

/** What a name says besides "images" or "labels": of "val_images" and "val_labels" it is "val". */
const coreOf = (name: string): string =>
  name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(
      (word) => !/^(images?|imgs?|data|labels?|targets?|classes|x|y|idx\d|ubyte|npy)$/.test(word),
    )
    .join(' ');

/**
 * Each array of items with labels of the same side and length, preferably of a similar name.
 * @throws FileProblem
 */
export function withLabels(arrays: readonly NamedArray[], leftOut: LeftOuts): LabelledArray[] {
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
