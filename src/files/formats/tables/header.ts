import { numberIn } from '../cells/numbers';

/** The names of the columns, and how many rows at the top they take. */
export interface Names {
  readonly names: readonly string[];
  readonly rows: number;
  /** Sentences on what was made of the first lines. */
  readonly notes: readonly string[];
}

/** What the first line is: told from the rows, the names, or data. */
export type FirstLine = 'auto' | 'names' | 'data';

/** The name of a first column that has none, and whose cells name the rows. */
const ROW_NAME = 'row name';

const isNumber = (cell: string): boolean => !Number.isNaN(numberIn(cell));
const isBlank = (cell: string | undefined): boolean => (cell ?? '').trim() === '';
const wordsIn = (cell: string): number => cell.trim().split(/\s+/).length;

/** Numbers that count up by one: 0, 1, 2 or 2019, 2020, 2021. */
const areRunning = (numbers: readonly number[]): boolean =>
  numbers.length > 1 &&
  numbers.every(
    (one, i) => Number.isInteger(one) && (i === 0 || one === (numbers[i - 1] ?? 0) + 1),
  );

/** Whether most cells of a column are numbers, in rows in which it is filled. */
function isOfNumbers(rows: readonly (readonly string[])[], at: number): boolean {
  const filled = rows.map((cells) => cells[at] ?? '').filter((cell) => !isBlank(cell));
  return filled.length > 0 && filled.filter(isNumber).length * 10 >= filled.length * 8;
}

/**
 * Whether the first row can be names of the columns, judged by the rows below it:
 * - cells that are numbers must count up by one, above columns of other numbers;
 * - no cell is a long text, or a value that the column has again and again.
 */
export function isHeader(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  const filled = first.filter((cell) => !isBlank(cell));
  if (filled.length === 0) return false;
  if (filled.some((cell) => cell.length > 200)) return false;
  const numbers = filled.filter(isNumber).map((cell) => numberIn(cell));
  if (numbers.length > 0 && !(areRunning(numbers) && areNames(first, below, numbers))) return false;
  // A line that comes again joins files put together; a single cell that does is a value.
  const others =
    first.length === 1 ? below : below.filter((cells) => cells.join('\n') !== first.join('\n'));
  return first.every((cell, at) => {
    if (isBlank(cell) || isNumber(cell)) return true;
    const column = others.map((cells) => (cells[at] ?? '').trim());
    if (
      column.filter((one) => one === cell.trim()).length >
      (others.length > 8 ? 1 : others.length / 3.5)
    )
      return false;
    const texts = column.filter((one) => one !== '' && !isNumber(one));
    const meanWords = texts.reduce((sum, one) => sum + wordsIn(one), 0) / Math.max(1, texts.length);
    return (
      !(wordsIn(cell) > 4 && meanWords > 4 && wordsIn(cell) * 2 > meanWords) && cell.length <= 64
    );
  });
}

/** Running numbers are names if the columns below hold numbers that do not go on with them. */
function areNames(
  first: readonly string[],
  below: readonly (readonly string[])[],
  numbers: readonly number[],
): boolean {
  const isWordy = first.some((cell) => !isBlank(cell) && !isNumber(cell));
  const places = first.flatMap((cell, at) => (isBlank(cell) || !isNumber(cell) ? [] : [at]));
  if (!places.every((at) => isOfNumbers(below, at))) return false;
  const starts = numbers[0] === 0 || numbers[0] === 1 || (numbers[0] ?? 0) >= 1900;
  if (!starts) return false;
  const isRunningBelow = below.some((cells) =>
    areRunning(places.map((at) => numberIn(cells[at] ?? ''))),
  );
  if (isRunningBelow) return false;
  const hasFractions = below.some((cells) =>
    places.some((at) => !Number.isInteger(numberIn(cells[at] ?? ''))),
  );
  return isWordy || (numbers.length >= 3 && (hasFractions || numbers.length >= 8));
}

/** Names without blanks and repeats: a blank one is "column 3", a repeated one "text (2)". */
export function plainNames(cells: readonly string[]): string[] {
  const used = new Set<string>();
  return cells.map((cell, at) => {
    const own = cell.trim().replace(/\s+/g, ' ');
    const base = own === '' ? (at === 0 && cells.length > 1 ? ROW_NAME : `column ${at + 1}`) : own;
    let name = base;
    for (let count = 2; used.has(name); count++) name = `${base} (${count})`;
    used.add(name);
    return name;
  });
}

/**
 * How many rows below the first go on naming the columns, such as units or a second level: where
 * columns of numbers have words.
 */
function moreHeaderRows(rows: readonly (readonly string[])[]): number {
  for (let more = 0; more < 2; more++) {
    const next = rows[1 + more];
    const below = rows.slice(2 + more, 60);
    if (!next || below.length < 3) return more;
    const numeric = next.flatMap((_, at) => (isOfNumbers(below, at) ? [at] : []));
    const worded = numeric.filter((at) => !isBlank(next[at]) && !isNumber(next[at] as string));
    const isMarks = next.every(
      (cell) => cell.length < 4 && /^(?:na|nan|n\/a|\?|-|null)$/i.test(cell.trim()),
    );
    if (numeric.length === 0 || worded.length !== numeric.length || isMarks) return more;
    if (next.some((cell) => wordsIn(cell) > 4 || cell.length > 64)) return more;
    if (
      worded.every((at) =>
        /^(?:na|nan|n\/a|none|null|-|\?|\\n)$/i.test((next[at] as string).trim()),
      )
    )
      return more;
  }
  return 2;
}

/** Names over two or three lines as one: "length" above "mm" is "length mm". */
const joined = (rows: readonly (readonly string[])[]): string[] =>
  (rows[0] ?? []).map((_, at) =>
    [...new Set(rows.map((cells) => (cells[at] ?? '').trim()).filter(Boolean))].join(' '),
  );

/** What the first rows of a table name its columns. `rows` are its first hundred or so. */
export function namesOf(
  rows: readonly (readonly string[])[],
  columns: number,
  wished: FirstLine,
): Names {
  const [first = [], ...below] = rows;
  const numbered = Array.from({ length: columns }, (_, i) => `column ${i + 1}`);
  const isNamed = wished === 'auto' ? isHeader(first, below.slice(0, 100)) : wished === 'names';
  if (!isNamed) return { names: numbered, rows: 0, notes: [] };
  const isShort = first.length === columns - 1 && first.length > 0;
  const top = rows.slice(0, 1 + (wished === 'auto' ? moreHeaderRows(rows) : 0));
  const cells = top.length > 1 ? joined(top) : [...first];
  if (isShort) cells.unshift('');
  while (cells.length < columns) cells.push('');
  const notes: string[] = [];
  if (isShort) notes.push('Its rows have one cell more than names; the first cell names the row.');
  if (top.length > 1) notes.push(`Its columns are named by its first ${top.length} lines.`);
  const written = cells.map((cell) => cell.trim()).filter(Boolean);
  const repeated = [...new Set(written.filter((name, i) => written.indexOf(name) !== i))];
  if (repeated.length > 0)
    notes.push(
      `Several columns are called “${repeated[0]}”; the second is “${repeated[0]} (2)” here.`,
    );
  return { names: plainNames(cells), rows: top.length, notes };
}
