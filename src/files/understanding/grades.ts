import type { Column, Question } from '../../protocol/reading/preview';
import { numberIn } from '../formats/cells/numbers';
import { counted } from '../shared/wording';
import { plain, says } from './names';

const YES = new Set([
  ...['1', '1.0', 'true', 'yes', 'y', 't', 'entailment', 'entails', 'duplicate', 'paraphrase'],
  ...['equivalent', 'relevant', 'match', 'same', 'similar', 'positive', 'correct', 'pos'],
]);
const NO = new Set([
  ...['0', '0.0', 'false', 'no', 'n', 'f', 'contradiction', 'contradicts', 'neutral', '-1'],
  ...['not duplicate', 'not entailment', 'not equivalent', 'not paraphrase', 'not relevant'],
  ...[
    'irrelevant',
    'nonrelevant',
    'non relevant',
    'unrelated',
    'no match',
    'not match',
    'mismatch',
  ],
  ...['different', 'not same', 'dissimilar', 'negative', 'incorrect', 'neg'],
]);

/** Whether a cell says that two texts belong together; null if it says neither yes nor no. */
function saysSame(cell: string): boolean | null {
  const word = cell.trim().toLowerCase();
  const written = /^-?\d/.test(word) ? word : word.replace(/[_\- ]+/g, ' ');
  return YES.has(written) ? true : NO.has(written) ? false : null;
}

/** Which cells of a grading column mean that the texts belong together. */
export type Together = (cell: string) => boolean | null;

/** How the grades of pairs are read, or what has to be asked. */
export interface Grading {
  readonly together: Together | null;
  readonly question: Question | null;
  readonly notes: readonly string[];
}

/** Grades are few words, or numbers. */
const MOST_WORDS = 10;

const allSay = ({ values }: Column): boolean =>
  values.length > 0 && values.every(([value]) => saysSame(value) !== null);

/** Words that answer any question, such as whether a row was edited. */
const ANY_ANSWER = /^(1(\.0)?|0(\.0)?|-1|true|false|yes|no|[ynft]|pos|neg|positive|negative)$/i;

/** Whether neither the name nor the words of a column of yes and no speak of pairs. */
const isAnyFlag = (column: Column): boolean =>
  !says('grade')(column) && column.values.every(([value]) => ANY_ANSWER.test(value.trim()));

/** The column that grades the pairs: by its name, or since all its values are yes or no. */
export function gradeColumn(columns: readonly Column[], taken: readonly string[]): string | null {
  const free = columns.filter(
    ({ name, holds, distinct, numbers }) =>
      !taken.includes(name) &&
      distinct >= 1 &&
      !numbers?.numbersRows &&
      (holds === 'numbers' || holds === 'truths' || (holds === 'text' && distinct <= MOST_WORDS)),
  );
  const named = free.filter(says('grade'));
  const plainOnes = free.filter((column) => column.distinct >= 2 && allSay(column));
  return (named.find(allSay) ?? named[0] ?? plainOnes[0])?.name ?? null;
}

/**
 * Whether 1 may mean “no”: in sets of premises and hypotheses 0 is often the first of the named
 * grades, entailment.
 */
const isReversible = (column: Column, query: string): boolean =>
  /^(premise|sentence ?1|sent ?1)$/.test(plain(query)) &&
  plain(column.name).endsWith('label') &&
  column.holds === 'numbers' &&
  (plain(query) === 'premise' || column.values.length > 2);

const outcomeOf = (column: Column, together: Together): string => {
  let pairs = 0;
  let misses = 0;
  for (const [value, count] of column.values) {
    const says = together(value);
    if (says === true) pairs += count;
    else if (says === false) misses += count;
  }
  return `${counted(pairs, 'pair')}, ${misses === 0 ? 'no near miss' : `${counted(misses, 'row')} of near misses`}`;
};

/** "from:2" and "is:[…]" as a way to tell; null for anything else. */
function togetherOf(answer: string, column: Column): Together | null {
  const decimal = column.numbers?.decimal ?? '.';
  if (answer === 'all') return () => true;
  if (answer.startsWith('from:')) {
    const from = Number(answer.slice(5));
    if (!Number.isFinite(from)) return null;
    return (cell) => {
      const grade = numberIn(cell, decimal);
      return Number.isNaN(grade) ? null : grade >= from;
    };
  }
  if (!answer.startsWith('is:')) return null;
  try {
    const values = new Set((JSON.parse(answer.slice(3)) as unknown[]).map(String));
    const known = new Set(column.values.map(([value]) => value));
    return (cell) => (known.size > 0 && !known.has(cell.trim()) ? null : values.has(cell.trim()));
  } catch {
    return null;
  }
}

/** Thresholds to offer: every grade above the least if they are few, else parts of the range. */
function thresholdsOf({ values, numbers }: Column): number[] {
  const decimal = numbers?.decimal ?? '.';
  const grades = [...new Set(values.map(([value]) => numberIn(value, decimal)))]
    .filter((grade) => Number.isFinite(grade) && grade !== NO_GRADE)
    .sort((a, b) => a - b);
  if (grades.length <= 6 && grades.length > 0) return grades.slice(1);
  const { least = 0, most = 1 } = numbers ?? {};
  return [0.5, 0.7, 0.8, 0.9].map((share) =>
    Number((least + share * (most - least)).toPrecision(2)),
  );
}

/** Among whole numbers from 0 on it says that there is no grade. */
const NO_GRADE = -1;

const hasNoGrades = ({ numbers, values }: Column): boolean =>
  (numbers?.isWhole ?? false) &&
  numbers?.least === NO_GRADE &&
  values.length > 2 &&
  values.some(([value]) => Number(value) > 0);

/** How a column grades pairs: by plain yes and no, by the answer given, or not yet. */
export function gradingOf(
  column: Column,
  query: string,
  answers: Readonly<Record<string, string>>,
): Grading {
  const mayReverse = isReversible(column, query);
  if (allSay(column) && !mayReverse && !isAnyFlag(column) && answers.together === undefined)
    return { together: saysSame, question: null, notes: [] };
  const isNumeric = column.holds === 'numbers';
  const without = hasNoGrades(column);
  const graded: Column = without
    ? { ...column, values: column.values.filter(([value]) => Number(value) !== NO_GRADE) }
    : column;
  const values = [
    ...(isNumeric && !mayReverse ? thresholdsOf(graded).map((from) => `from:${from}`) : []),
    ...(isNumeric && !mayReverse
      ? []
      : graded.values.map(([value]) => `is:${JSON.stringify([value])}`)),
    'all',
  ];
  const given = answers.together;
  const chosen = given === undefined ? null : togetherOf(given, graded);
  const offered =
    given !== undefined && chosen && !values.includes(given) ? [given, ...values] : values;
  const question: Question = {
    id: 'together',
    ask: `Which values of “${column.name}” mean that the two texts belong together?`,
    options: offered.map((value) => ({
      value,
      words: wordsFor(value, column.name),
      outcome: outcomeOf(graded, togetherOf(value, graded) as Together),
    })),
    answer: chosen ? (given ?? null) : null,
  };
  const together: Together | null =
    chosen && without ? (cell) => (Number(cell) === NO_GRADE ? null : chosen(cell)) : chosen;
  const notes = without
    ? [`In “${column.name}” −1 is taken to mean that there is no grade; these rows are left out.`]
    : [];
  return { together, question, notes };
}

function wordsFor(value: string, name: string): string {
  if (value === 'all') return `any: “${name}” does not grade the pairs`;
  if (value.startsWith('from:')) return `${value.slice(5)} or more`;
  return (JSON.parse(value.slice(3)) as string[]).map((one) => `“${one}”`).join(' or ');
}
