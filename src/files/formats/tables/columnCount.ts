import type { Column, Holds } from '../../../protocol/reading/preview';
import { shortened } from '../../shared/wording';
import { listIn } from '../cells/lists';
import { isMissing, isMissingNumber, type MissingMarks } from '../cells/missing';
import { type DecimalMark, isDressed, numberIn, truthIn } from '../cells/numbers';

/** The most different values of a column that are counted. */
export const MANY = 2000;
const EXAMPLES = 3;
/** A column is of one type if so many of its filled cells are. */
const NEARLY_ALL = 0.9;

/** Numbers under one decimal mark. */
class NumberCount {
  count = 0;
  whole = 0;
  least = Number.POSITIVE_INFINITY;
  most = Number.NEGATIVE_INFINITY;
  readonly strays: string[] = [];

  add(value: number, cell: string): void {
    if (Number.isNaN(value)) {
      if (this.strays.length < EXAMPLES) this.strays.push(shortened(cell, 30));
      return;
    }
    this.count++;
    if (Number.isInteger(value)) this.whole++;
    this.least = Math.min(this.least, value);
    this.most = Math.max(this.most, value);
  }
}

/** Whether a cell is a record, or a list of records or lists, as JSON. */
function areRecords(value: string): boolean {
  if (!/^(?:\{|\[\s*[[{])/.test(value)) return false;
  try {
    return typeof JSON.parse(value) === 'object';
  } catch {
    return false;
  }
}

/** Counts the cells of a column, without keeping them. */
export class ColumnCount {
  readonly #marks: MissingMarks;
  #filled = 0;
  #missing = 0;
  #words = 0;
  #characters = 0;
  #truths = 0;
  #dressed = 0;
  #numberLists = 0;
  #textLists = 0;
  #records = 0;
  /** Cells that are no number but say that there is none: "unknown". */
  #noNumber = 0;
  readonly #lengths = new Map<number, number>();
  readonly #point = new NumberCount();
  readonly #comma = new NumberCount();
  readonly #found = new Set<string>();
  readonly #values = new Map<string, number>();
  readonly #examples: string[] = [];
  /** Whether every value is the row's number plus the same. */
  #offset: number | null = null;
  #isInOrder = true;

  constructor(marks: MissingMarks) {
    this.#marks = marks;
  }

  add(cell: string, row: number): void {
    const value = cell.trim();
    if (isMissing(value, this.#marks)) {
      this.#missing++;
      if (value !== '') this.#found.add(value);
      return;
    }
    this.#filled++;
    this.#characters += value.length;
    if (this.#examples.length < EXAMPLES) this.#examples.push(shortened(value, 80));
    this.#count(value);
    this.#addNumber(value, row);
    if (!/^[[({]/.test(value) && !/^[-+.\d].*[\s;|]/.test(value)) {
      this.#words +=
        value.length > 20 ? value.split(/\s+/).length : 1 + (value.match(/\s+/g)?.length ?? 0);
      return;
    }
    this.#words += value.split(/\s+/).length;
    const list = listIn(value);
    if (!list) {
      if (areRecords(value)) this.#records++;
      return;
    }
    const parts = 'numbers' in list ? list.numbers : list.texts;
    if ('numbers' in list) this.#numberLists++;
    else this.#textLists++;
    this.#lengths.set(parts.length, (this.#lengths.get(parts.length) ?? 0) + 1);
  }

  #count(value: string): void {
    const before = this.#values.get(value);
    if (before !== undefined) this.#values.set(value, before + 1);
    else if (this.#values.size < MANY)
      this.#values.set(value.length <= 200 ? value : `${value.slice(0, 200)}…${value.length}`, 1);
  }

  #addNumber(value: string, row: number): void {
    if (!Number.isNaN(truthIn(value))) this.#truths++;
    const point = value.length > 40 ? Number.NaN : numberIn(value, '.');
    const comma = value.length > 40 ? Number.NaN : numberIn(value, ',');
    if (Number.isNaN(point) && Number.isNaN(comma) && isMissingNumber(value, this.#marks)) {
      this.#noNumber++;
      this.#isInOrder = false;
      return;
    }
    this.#point.add(point, value);
    this.#comma.add(comma, value);
    if (isDressed(value)) this.#dressed++;
    this.#offset ??= point - row;
    if (point - row !== this.#offset) this.#isInOrder = false;
  }

  /** How many cells are numbers only with a decimal comma, and only with a point. */
  get proof(): { comma: number; point: number } {
    const [point, comma] = [this.#point.count, this.#comma.count];
    const isNumeric = Math.max(point, comma) >= NEARLY_ALL * (this.#filled - this.#noNumber);
    return isNumeric && this.#filled > 0
      ? { comma: Math.max(0, comma - point), point: Math.max(0, point - comma) }
      : { comma: 0, point: 0 };
  }

  #holds(numbers: NumberCount): Holds {
    const filled = this.#filled;
    if (filled === 0) return 'nothing readable';
    const enough = NEARLY_ALL * filled;
    const real = filled - this.#noNumber;
    if (this.#truths === filled && this.#values.size === 2) return 'truths';
    if (real > 0 && numbers.count >= NEARLY_ALL * real && real * 2 >= filled) return 'numbers';
    if (this.#records >= enough) return 'nothing readable';
    if (this.#numberLists >= enough) return 'number lists';
    if (this.#textLists + this.#numberLists >= enough) return 'text lists';
    return 'text';
  }

  /** `usual`: the decimal mark of a column whose numbers would be numbers with either. */
  finished(name: string, usual: DecimalMark): Column {
    const [point, comma] = [this.#point, this.#comma];
    const decimal = comma.count > point.count ? ',' : point.count > comma.count ? '.' : usual;
    const numbers = decimal === ',' ? comma : point;
    const holds = this.#holds(numbers);
    const isNumbers = holds === 'numbers';
    const filled = isNumbers ? numbers.count : this.#filled;
    const all = this.#filled + this.#missing;
    const isWhole = numbers.whole === numbers.count;
    const isDistinct = this.#values.size === this.#filled || this.#values.size >= MANY;
    const isDense = numbers.most - numbers.least + 1 === this.#filled;
    const lengths = [...this.#lengths].sort(([, one], [, other]) => other - one);
    const [length, count] = lengths[0] ?? [0, 0];
    const isList = holds === 'number lists' || holds === 'text lists';
    return {
      ...{ name, holds, filled, missing: all - filled },
      marks: [...this.#found].slice(0, EXAMPLES),
      distinct: this.#values.size,
      meanLength: this.#filled === 0 ? 0 : this.#characters / this.#filled,
      meanWords: this.#filled === 0 ? 0 : this.#words / this.#filled,
      examples: this.#examples,
      values:
        this.#values.size < MANY ? [...this.#values].sort(([, one], [, other]) => other - one) : [],
      numbers: isNumbers
        ? {
            ...{ decimal, isWhole, least: numbers.least, most: numbers.most },
            isDressed: this.#dressed > 0,
            strays: this.#filled - numbers.count,
            strayExamples: numbers.strays,
            numbersRows:
              isWhole && filled > 3 && (this.#isInOrder || (isDistinct && isDense && filled > 9)),
          }
        : null,
      lists: isList
        ? { length, others: lengths.reduce((sum, [, one]) => sum + one, 0) - count }
        : null,
      use: '',
    };
  }
}
