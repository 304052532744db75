import { nameOf } from '../../bytes/fileSource';
import type { Findings } from '../../shared/findings';
import type { NamedArray } from './numbers';

/** An array of words whose name says that it names the classes: "class_names", "target_names". */
export const namesClasses = ({ name, shape, values }: NamedArray): boolean =>
  shape.length === 1 &&
  typeof values[0] === 'string' &&
  /^((class|classes|label|labels|target|targets|category|categories|meta|id2)[_ -]?(names?|labels?)|names?|classes|categories)(\.npy)?$/i.test(
    nameOf(name),
  );

const wholeNumber = /^\d+$/;

/**
 * Labels that number the classes, exchanged for the names that an array beside them gives. Numbers
 * count from 0; from 1 if one of them equals the number of names and none is 0. Where the names
 * don't fit, the labels stay and the visitor is told.
 */
export function withClassNames(
  labels: readonly string[],
  names: NamedArray | undefined,
  findings: Findings,
): readonly string[] {
  if (!names || !labels.every((label) => wholeNumber.test(label))) return labels;
  const words = (names.values as readonly string[]).map((word) => word.trim());
  const numbers = labels.map(Number);
  const highest = numbers.reduce((most, number) => Math.max(most, number), 0);
  const lowest = numbers.reduce((least, number) => Math.min(least, number), highest);
  const first = highest === words.length && lowest > 0 ? 1 : 0;
  const isUnique = new Set(words).size === words.length && !words.includes('');
  if (highest - first >= words.length || !isUnique) {
    findings.leftOut.add('names of classes that do not fit the labels', names.name);
    return labels;
  }
  findings.note(`the classes are named as in ${names.name}.`);
  return numbers.map((number) => words[number - first] as string);
}
