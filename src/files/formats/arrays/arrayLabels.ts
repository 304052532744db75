import { nameOf } from '../../bytes/fileSource';
import type { Findings } from '../../shared/findings';
import { FileProblem } from '../../shared/problem';
import { type Side, sideOfName } from '../../shared/side';
import { counted, listed } from '../../shared/wording';
import { chosenItems } from './chosenItems';
import { namesClasses, withClassNames } from './classNames';
import { itemsFirst } from './itemsFirst';
import type { LabelledArray } from './labelledArray';
import { labelsOf } from './labelWords';
import type { NamedArray } from './numbers';

/** Whether an array's name says that it holds labels. */
export const isLabelName = (name: string): boolean =>
  /(label|target|(^|[_\-/])y([_\-.]|$)|class)/i.test(nameOf(name));

/** Whether an array has the shape of labels. */
export const couldLabel = ({ shape, name }: NamedArray): boolean =>
  shape.length === 1 || (shape.length === 2 && (shape[1] === 1 || isLabelName(name)));

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

const sideOf = ({ name }: NamedArray): Side | null =>
  sideOfName(nameOf(name)) ?? sideOfName(folderOf(name));

/** The labels for some items: of the same side and length, preferably of a similar name. */
function labelsFor(
  array: NamedArray,
  count: number,
  labels: readonly NamedArray[],
): NamedArray | undefined {
  const alike = labels.filter((one) => one.shape[0] === count && sideOf(one) === sideOf(array));
  return (
    alike.find(({ name }) => coreOf(name) === coreOf(array.name)) ??
    alike.find(({ name }) => folderOf(name) === folderOf(array.name)) ??
    alike[0]
  );
}

/**
 * An array of items with its labels. If only its last axis is as long as the labels, the items lie
 * there, and it is turned.
 */
function paired(
  array: NamedArray,
  labels: readonly NamedArray[],
  findings: Findings,
): { items: NamedArray; labels: NamedArray } | null {
  const [first = 0] = array.shape;
  const own = labelsFor(array, first, labels);
  if (own) return { items: array, labels: own };
  const other = labelsFor(array, array.shape.at(-1) ?? 0, labels);
  if (!other || typeof array.values[0] === 'string') return null;
  findings.note(
    `the items of ${array.name} lie on its last axis, [${array.shape.join(', ')}], and so it was turned.`,
  );
  return { items: itemsFirst(array), labels: other };
}

/**
 * Each array of items with the labels that belong to it. `given`: the names of the classes, if they
 * lie in another file. @throws FileProblem
 */
export function withLabels(
  all: readonly NamedArray[],
  findings: Findings,
  given?: NamedArray,
): LabelledArray[] {
  const names = given ?? all.find(namesClasses);
  const isLabelled = all.some((array) => array !== names && couldLabel(array));
  const arrays = all.filter((array) => array.shape.length > 0 && !(isLabelled && array === names));
  const possible = arrays.filter(couldLabel);
  const named = possible.filter(({ name }) => isLabelName(name));
  const labels = named.length > 0 ? named : possible;
  const items = arrays.filter((array) => !labels.includes(array) && array.shape.length >= 2);
  const [first] = items;
  if (!first)
    throw new FileProblem(
      `none of these arrays holds pictures or rows of numbers: ${listed(arrays.map(({ name, shape }) => `${nameOf(name)} [${shape.join(', ')}]`))}.`,
    );
  const found = items.flatMap((array) => {
    const pair = paired(array, labels, findings);
    if (!pair) return [];
    const words = labelsOf(pair.labels, findings);
    const own = isLabelled ? withClassNames(words, names, findings) : words;
    return [{ items: pair.items, labels: own, side: sideOf(array) }];
  });
  if (found.length === 0) throw noLabels(first, labels[0]);
  for (const array of items)
    if (array !== names && !found.some((one) => one.items.name === array.name))
      findings.leftOut.add('arrays that no labels fit', array.name);
  const largest = Math.max(...found.map(({ items: { shape } }) => shape.length));
  const alike = found.filter(({ items: array }) => {
    const isLargest = array.shape.length === largest;
    if (!isLargest) findings.leftOut.add('arrays of another shape', array.name);
    return isLargest;
  });
  return chosenItems(alike, findings);
}

function noLabels({ name, shape }: NamedArray, labels: NamedArray | undefined): FileProblem {
  const items = counted(shape[0] ?? 0, 'item');
  return new FileProblem(
    labels
      ? `it holds ${items}, but ${labels.name} holds ${counted(labels.shape[0] ?? 0, 'label')}.`
      : `there are no labels for its ${items}: a list of as many whole numbers, named like “y_train” or “labels”.`,
    { file: name },
  );
}
