import type { Column, Question } from '../../protocol/reading/preview';
import type { Wish } from '../../protocol/reading/wish';
import { isMissing, mayBeNoLabel } from '../formats/cells/missing';
import { numberIn } from '../formats/cells/numbers';
import { counted, listed } from '../shared/wording';
import { manyLabelsIn } from './labels';
import { spellingsIn } from './spelling';

/** The label in a cell, or why there is none. */
export type LabelIn = (cell: string) => { readonly label: string } | { readonly reason: string };

export interface LabelReading {
  readonly labelIn: LabelIn;
  readonly questions: readonly Question[];
  /** Classes as the column shows them, with their counts; null: too many to count. */
  readonly classes: ReadonlyMap<string, number> | null;
}

/** How labels are read from a column: what is none, which are one, and which of several counts. */
export function labelReading(column: Column, { missing, answers }: Wish): LabelReading {
  const questions: Question[] = [];
  const split = manyLabelsIn(column);
  const many = split ? manyQuestion(column, split, answers.manyLabels ?? null) : null;
  if (many) questions.push(many);
  const { numbers } = column;
  // 1, 1.0 and 1e0 are one class.
  const plain = (cell: string) => {
    const number = numbers ? numberIn(cell, numbers.decimal) : Number.NaN;
    return Number.isFinite(number) ? String(number) : cell;
  };
  const cut = (cell: string): readonly string[] => (split ? split(cell) : [plain(cell)]);
  const labels = new Map<string, number>();
  for (const [value, count] of column.values)
    for (const one of cut(value)) labels.set(one, (labels.get(one) ?? 0) + count);
  const none = noLabelQuestion(column, labels, answers.noLabel ?? null);
  if (none) questions.push(none.question);
  const isNone = (label: string) =>
    (none?.labels.includes(label) ?? false) && none?.question.answer !== 'class';
  const spellings = spellingsIn(
    [...labels].filter(([label]) => !isNone(label)),
    answers.spelling ?? null,
  );
  if (spellings) questions.push(spellings.question);
  const merged = spellings?.question.answer === 'merge' ? spellings.same : null;
  const isShortCode = none?.labels.includes('NA') && none.question.answer === 'class';
  const labelIn: LabelIn = (cell) => {
    const trimmed = cell.trim();
    if (trimmed === '' || (isMissing(trimmed, missing) && !(isShortCode && trimmed === 'NA')))
      return {
        reason: trimmed === '' ? EMPTY : `rows whose label says that there is none (${trimmed})`,
      };
    const own = cut(trimmed);
    const [first = ''] = own;
    if (own.length > 1 && many?.answer === 'single') return { reason: 'rows with several labels' };
    if (first === '') return { reason: EMPTY };
    if (isNone(first)) return { reason: `rows whose label says that there is none (${first})` };
    return { label: merged?.get(first) ?? first };
  };
  const classes = new Map<string, number>();
  for (const [value, count] of column.values) {
    const read = labelIn(value);
    if ('label' in read) classes.set(read.label, (classes.get(read.label) ?? 0) + count);
  }
  return { labelIn, questions, classes: column.values.length > 0 ? classes : null };
}

export const EMPTY = 'rows with an empty text or label';

function manyQuestion(
  column: Column,
  split: (cell: string) => readonly string[],
  answer: string | null,
): Question | null {
  let single = 0;
  let all = 0;
  const first = new Set<string>();
  const alone = new Set<string>();
  for (const [value, count] of column.values) {
    const own = split(value);
    if (own.length === 0) continue;
    all += count;
    first.add(own[0] as string);
    if (own.length > 1) continue;
    single += count;
    alone.add(own[0] as string);
  }
  if (single === all) return null;
  const outcome = (rows: number, classes: ReadonlySet<string>) =>
    `${counted(rows, 'row')} in ${counted(classes.size, 'class', 'classes')}`;
  return {
    id: 'manyLabels',
    ask: `Rows have several labels in “${column.name}”, and an item here is of one class: which counts?`,
    options: [
      { value: 'first', words: 'the first of them', outcome: outcome(all, first) },
      { value: 'single', words: 'only rows with one label', outcome: outcome(single, alone) },
    ],
    answer: answer === 'first' || answer === 'single' ? answer : null,
  };
}

/** Asks about labels that may mean “no label” and may be a class. */
function noLabelQuestion(
  column: Column,
  labels: ReadonlyMap<string, number>,
  answer: string | null,
): { question: Question; labels: string[] } | null {
  const others = [...labels.keys()].filter((label) => !mayBeNoLabel(label));
  const isOfNumbers = column.holds === 'numbers' && others.every((label) => Number(label) >= 0);
  const found = [...labels.keys()].filter(
    (label) => mayBeNoLabel(label) && (label !== '-1' || (isOfNumbers && others.length > 1)),
  );
  const areCodes =
    column.marks.includes('NA') &&
    others.length > 1 &&
    others.every((label) => /^[A-Z]{2,3}$/.test(label));
  if (areCodes) found.push('NA');
  if (found.length === 0) return null;
  const rows = found.reduce((sum, label) => sum + (labels.get(label) ?? 0), 0);
  const names = listed(found.map((label) => `“${label}”`));
  const isKnown = !found.includes('NA');
  return {
    labels: found,
    question: {
      id: 'noLabel',
      ask: `Does ${names} in “${column.name}” say that there is no label, or is it a class?`,
      options: [
        {
          value: 'leaveOut',
          words: 'no label',
          outcome: isKnown ? `${counted(rows, 'row')} left out` : 'these rows are left out',
        },
        {
          value: 'class',
          words: 'a class',
          outcome: `${counted(others.length + found.length, 'class', 'classes')}`,
        },
      ],
      answer: answer === 'leaveOut' || answer === 'class' ? answer : null,
    },
  };
}
