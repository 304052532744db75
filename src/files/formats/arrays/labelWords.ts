import type { Findings } from '../../shared/findings';
import { FileProblem } from '../../shared/problem';
import { counted } from '../../shared/wording';
import type { NamedArray } from './numbers';

/**
 * Labels as words: whole numbers, words, or the place of the 1 in each one-hot row. A missing one
 * (NaN, an empty word, -1 among the numbers of classes) is ''. @throws FileProblem
 */
export function labelsOf(array: NamedArray, findings: Findings): string[] {
  const { name, shape, values } = array;
  const [count = 0, each = 1] = shape;
  if (each !== 1) return oneHot(array);
  const labels = Array.from({ length: count }, (_, i) => {
    const value = values[i] as number | string;
    if (typeof value === 'string') return value.trim();
    if (Number.isNaN(value)) return '';
    if (!Number.isInteger(value))
      throw new FileProblem(
        `label ${i + 1} is ${value}, and labels must be whole numbers or words.`,
        { file: name },
      );
    return String(value);
  });
  return isMinusOneMissing(labels, findings)
    ? labels.map((label) => (label === '-1' ? '' : label))
    : labels;
}

function oneHot({ name, shape, values }: NamedArray): string[] {
  const [count = 0, each = 1] = shape;
  return Array.from({ length: count }, (_, i) => {
    const row = Array.from({ length: each }, (_, j) => Number(values[i * each + j]));
    const ones = row.flatMap((value, j) => (value === 1 ? [j] : []));
    if (ones.length !== 1 || row.some((value) => value !== 0 && value !== 1))
      throw new FileProblem(
        `item ${i + 1} has ${counted(ones.length, 'label')}, and only one a row can be used.`,
        { file: name },
      );
    return String(ones[0]);
  });
}

/**
 * Whether -1 stands for no label. It does beside the numbers 0 to 2 or more, unless the visitor
 * says otherwise; beside 0 and 1 alone it may as well be a class, so they have to say; and beside 1
 * alone it is one.
 */
function isMinusOneMissing(labels: readonly string[], findings: Findings): boolean {
  const found = new Set(labels);
  if (!found.has('-1') || !found.has('0') || !found.has('1') || found.has('-2')) return false;
  const options = [
    ['missing', 'no label; these items are left out'],
    ['class', 'a class'],
  ] as const;
  const likely = found.has('2') ? 'missing' : null;
  return findings.choose('minusOne', 'The label −1 is', options, likely) !== 'class';
}
