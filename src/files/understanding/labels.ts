import type { Column } from '../../protocol/reading/preview';
import { listIn, SIGNS_BETWEEN } from '../formats/cells/lists';
import { MANY } from '../formats/tables/columnCount';
import { LIMITS } from '../shared/limits';
import { namesRows, plain, says } from './names';

/** Cuts a cell of labels into its labels. */
export type LabelsOf = (cell: string) => readonly string[];

/** A column that could hold the labels, and how likely that is. */
export interface Candidate {
  readonly column: Column;
  /** 3: by its name, 2: words, 1: few whole numbers, 0: other numbers that repeat. */
  readonly rank: number;
}

const FEW_WHOLE = 30;

const labelsInList: LabelsOf = (cell) => {
  const list = listIn(cell);
  if (!list) return [cell];
  return 'texts' in list ? list.texts : list.numbers.map(String);
};

/** How a column of labels is cut, if many of its cells hold several; else null. */
export function manyLabelsIn(column: Column): LabelsOf | null {
  const { holds, values, filled, meanLength } = column;
  if (holds === 'text lists' || holds === 'number lists') return labelsInList;
  if (holds !== 'text' || values.length === 0 || meanLength > 80) return null;
  for (const sign of SIGNS_BETWEEN) {
    const cut: LabelsOf = (cell) =>
      cell
        .split(sign)
        .map((one) => one.trim())
        .filter(Boolean);
    let several = 0;
    let words = 0;
    let all = 0;
    const parts = new Set<string>();
    for (const [value, count] of values) {
      const own = cut(value);
      if (own.length > 1) several += count;
      all += own.length * count;
      for (const one of own) {
        parts.add(one);
        words += one.split(/\s+/).length;
      }
    }
    const meanWords =
      words /
      Math.max(
        1,
        values.reduce((sum, [value]) => sum + cut(value).length, 0),
      );
    const isFewer = parts.size < values.length && parts.size * 4 <= all;
    if (several * 10 >= filled && isFewer && meanWords <= 3) return cut;
  }
  return null;
}

/** Whether labels may stand in a column, by what it holds. */
function couldLabel({ holds, distinct, filled, meanLength, numbers }: Column): boolean {
  const isLabel =
    holds === 'text' || holds === 'truths' || (holds === 'numbers' && !numbers?.numbersRows);
  return (
    isLabel &&
    distinct >= 2 &&
    distinct <= LIMITS.classes &&
    distinct < MANY &&
    distinct * 2 <= filled &&
    meanLength <= 60
  );
}

/**
 * Whether a column with the name of a label can be one. Its words may be as rare as they like if
 * they are few enough to be classes. If words repeat, they are classes even if there are too many
 * of them: then the visitor is told so.
 */
function couldBeNamed(column: Column): boolean {
  const { holds, distinct, filled, numbers } = column;
  if (manyLabelsIn(column)) return true;
  if (holds !== 'text' && holds !== 'numbers' && holds !== 'truths') return false;
  if (numbers?.numbersRows) return false;
  return distinct * 2 <= filled
    ? holds !== 'numbers' || distinct <= LIMITS.classes
    : holds === 'text' && distinct <= LIMITS.classes;
}

/** Whether a list of texts is one of labels: they are few and come again and again. */
function areLabels(column: Column): boolean {
  if (column.holds !== 'text lists' || column.values.length === 0) return false;
  const counts = new Map<string, number>();
  for (const [value, count] of column.values)
    for (const one of labelsInList(value)) counts.set(one, (counts.get(one) ?? 0) + count);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return counts.size >= 2 && counts.size * 3 <= all && counts.size <= LIMITS.classes;
}

function rankOf(column: Column, hasX: boolean): number | null {
  const isPlace = hasX && column.holds === 'numbers' && plain(column.name) === 'y';
  if (says('label')(column) && couldBeNamed(column) && !isPlace) return 3;
  if (namesRows(column.name)) return null;
  if (areLabels(column)) return 2;
  const isMany = manyLabelsIn(column) !== null && column.holds === 'text';
  if (!couldLabel(column) && !isMany) return null;
  if (column.holds !== 'numbers') return 2;
  const { isWhole = false } = column.numbers ?? {};
  return isWhole && column.distinct <= Math.min(FEW_WHOLE, column.filled / 4) ? 1 : 0;
}

/**
 * Of several columns with names of labels: the words of a column of numbers, else the one that is
 * plainly called so, else all of them. One label an item is likelier than several.
 */
function namedLabels(named: readonly Column[]): readonly Column[] {
  const single = named.filter((column) => manyLabelsIn(column) === null);
  const all = single.length > 0 ? single : named;
  const strong = all.filter(({ name }) => STRONG.test(plain(name)));
  const [numbered] = strong;
  const words = all.find(
    ({ name, holds, distinct }) =>
      /^(label text|text label|label names?|class names?)$/.test(plain(name)) &&
      holds === 'text' &&
      distinct === numbered?.distinct,
  );
  if (words) return [words];
  return strong.length > 0 ? strong.slice(0, 1) : all;
}

const STRONG = /^(label|labels|class|target|y)$/;

/** The columns that are most likely to hold the labels: one, or several equally likely ones. */
export function likelyLabels(columns: readonly Column[]): readonly Column[] {
  // Beside a column x of numbers, y is where a point lies.
  const hasX = columns.some(({ name, holds }) => plain(name) === 'x' && holds === 'numbers');
  const candidates = columns.flatMap((column): Candidate[] => {
    const rank = rankOf(column, hasX);
    return rank === null ? [] : [{ column, rank }];
  });
  const best = Math.max(...candidates.map(({ rank }) => rank));
  const likely = candidates.filter(({ rank }) => rank === best).map(({ column }) => column);
  if (best === 3) return namedLabels(likely);
  // Labels stand first or last more often than between other columns.
  const real = columns.filter((column) => column.filled > 0 && !namesRows(column.name));
  const atEdge = likely.filter((column) => column === real[0] || column === real.at(-1));
  return atEdge.length === 1 ? atEdge : likely;
}
