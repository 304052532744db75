/** What programs write for a value that is not there. An empty cell is missing too. */
const MARKS = new Set([
  ...['NA', 'N/A', 'n/a', 'N.A.', 'n.a.', '#N/A', '#N/A N/A', '#NA', '<NA>', 'NaT'],
  ...['nan', 'NaN', 'NAN', '-nan', '-NaN', '1.#IND', '-1.#IND', '1.#QNAN', '-1.#QNAN'],
  ...['null', 'NULL', '(null)', '[null]', '\\N', '?', '-', '--', '---', '–', '—', '.', '…'],
  ...['#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#NULL!'],
]);

/** Words that mean “missing” among numbers, and may mean something else in a column of words. */
const WORDS = new Set([
  'None',
  'none',
  'NONE',
  'missing',
  'unknown',
  'Unknown',
  'nd',
  'ND',
  'n.d.',
]);

/** What is taken for a missing value: the usual marks, or empty cells alone. */
export type MissingMarks = 'usual' | 'empty';

/** Whether a trimmed cell holds nothing. */
export const isMissing = (cell: string, marks: MissingMarks = 'usual'): boolean =>
  cell === '' || (marks === 'usual' && cell.length <= 8 && MARKS.has(cell));

/** Whether a trimmed cell holds nothing where all the others are numbers. */
export const isMissingNumber = (cell: string, marks: MissingMarks = 'usual'): boolean =>
  isMissing(cell, marks) || (marks === 'usual' && WORDS.has(cell));

/**
 * Whether a label may say that there is none, though the same word can be a class: None, NA among
 * short codes, -1.
 */
export const mayBeNoLabel = (label: string): boolean => WORDS.has(label) || label === '-1';
