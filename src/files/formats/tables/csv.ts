import { LIMITS } from '../../shared/limits';
import { FileProblem } from '../../shared/problem';
import { counted } from '../../shared/wording';
import type { Row } from './table';

/** How the cells of a file are written. */
export interface Dialect {
  /** One character. A space stands for a run of spaces and tabs. */
  readonly separator: string;
  /** What cells may be quoted with; null: quotes are plain characters. */
  readonly quote: '"' | "'" | null;
  /** Whether a backslash takes the meaning from the quote or separator behind it. */
  readonly isEscaped?: boolean;
  /** Whether spaces before a cell are no part of it, as in `1, "a"`. */
  readonly skipsSpace?: boolean;
  /** Whether a quote counts only if it is closed in the same line; then pieces are whole lines. */
  readonly isLineBound?: boolean;
  /** Whether lines that begin with # are comments. */
  readonly hasComments?: boolean;
  /** How many lines at the top are no rows. */
  readonly skippedLines?: number;
}

const NEW_LINE = 10;
const RETURN = 13;
const SPACE = 32;
const TAB = 9;
const HASH = 35;
const BACKSLASH = 92;

/**
 * Reads separated values (RFC 4180 and the dialects above) piece by piece. A quoted cell may hold
 * separators, line ends and doubled quotes. Lines end with LF, CRLF or CR. A quote within an
 * unquoted cell is a plain character. Blank lines are skipped.
 */
export class CsvReader {
  readonly #separator: number;
  readonly #quote: number;
  readonly #quoteSign: string;
  readonly #dialect: Dialect;
  readonly #isRun: boolean;
  readonly #file: string;
  #rows: Row[] = [];
  #cells: string[] = [];
  #cell = '';
  /**
   * At the 'start' of a cell, in a 'plain' or a 'quoted' one, 'after' a quote in a quoted one, or
   * in a 'comment'.
   */
  #state: 'start' | 'plain' | 'quoted' | 'after' | 'comment' = 'start';
  #isBehindBackslash = false;
  #line = 1;
  #rowLine = 1;
  #quoteLine = 1;
  #wasReturn = false;
  #wasQuotedReturn = false;
  #toSkip: number;

  constructor(dialect: Dialect, file: string) {
    this.#dialect = dialect;
    this.#separator = dialect.separator.charCodeAt(0);
    this.#isRun = dialect.separator === ' ';
    this.#quote = dialect.quote === null ? -1 : dialect.quote.charCodeAt(0);
    this.#quoteSign = dialect.quote ?? '';
    this.#toSkip = dialect.skippedLines ?? 0;
    this.#file = file;
  }

  /** The rows that this piece completes. @throws FileProblem when a cell does not end */
  push(text: string): Row[] {
    const { length } = text;
    let i = 0;
    if (this.#wasReturn && length > 0) {
      if (text.charCodeAt(0) === NEW_LINE) i = 1;
      this.#wasReturn = false;
    }
    while (i < length) {
      if (this.#toSkip > 0 || this.#state === 'comment') i = this.#skipped(text, i);
      else if (this.#state === 'quoted') i = this.#quoted(text, i);
      else i = this.#unquoted(text, i);
    }
    if (this.#cell.length > LIMITS.cell) throw this.#tooLong();
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** The last row, if no line end follows it. @throws FileProblem when a quote is open */
  end(): Row[] {
    if (this.#state === 'quoted') throw this.#unclosed();
    this.#endRow();
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** Passes over the rest of a line that is no row. */
  #skipped(text: string, from: number): number {
    let i = from;
    while (i < text.length && text.charCodeAt(i) !== NEW_LINE && text.charCodeAt(i) !== RETURN) i++;
    if (i === text.length) return i;
    this.#state = 'start';
    if (this.#toSkip > 0) this.#toSkip--;
    return this.#lineEnd(text, i);
  }

  /** Counts the line that ends at `at`, and gives where the next begins. */
  #lineEnd(text: string, at: number): number {
    this.#line++;
    this.#rowLine = this.#line;
    if (text.charCodeAt(at) === NEW_LINE) return at + 1;
    if (at + 1 === text.length) this.#wasReturn = true;
    return text.charCodeAt(at + 1) === NEW_LINE ? at + 2 : at + 1;
  }

  #quoted(text: string, from: number): number {
    if (this.#isBehindBackslash) return this.#afterBackslash(text, from);
    const quote = text.indexOf(this.#quoteSign, from);
    let end = quote < 0 ? text.length : quote;
    const backslash = this.#dialect.isEscaped ? text.indexOf('\\', from) : -1;
    const isBackslash = backslash >= 0 && backslash < end;
    if (isBackslash) end = backslash;
    const part = text.slice(from, end);
    this.#cell += part;
    for (let i = 0; i < part.length; i++) {
      const code = part.charCodeAt(i);
      if (code === RETURN || (code === NEW_LINE && !this.#wasQuotedReturn)) this.#line++;
      this.#wasQuotedReturn = code === RETURN;
    }
    if (this.#cell.length > LIMITS.cell) throw this.#unclosed();
    if (isBackslash) {
      this.#isBehindBackslash = true;
      return end + 1;
    }
    if (quote < 0) return end;
    this.#state = 'after';
    return end + 1;
  }

  /** A sign behind a backslash is plain; the backslash stays unless the sign would have a meaning. */
  #afterBackslash(text: string, at: number): number {
    const code = text.charCodeAt(at);
    const isMeant = code === this.#quote || code === this.#separator || code === BACKSLASH;
    this.#isBehindBackslash = false;
    if (!isMeant) {
      this.#cell += '\\';
      return at;
    }
    this.#cell += text[at];
    if (this.#state === 'start') this.#state = 'plain';
    return at + 1;
  }

  #unquoted(text: string, from: number): number {
    if (this.#isBehindBackslash) return this.#afterBackslash(text, from);
    const separator = this.#separator;
    const code = text.charCodeAt(from);
    const isStart = this.#state === 'start' && !this.#cell;
    const isQuote =
      code === this.#quote &&
      (this.#state === 'after' ||
        (isStart && (!this.#dialect.isLineBound || this.#closesInLine(text, from))));
    if (isQuote) {
      if (this.#state === 'after') this.#cell += this.#quoteSign;
      else this.#quoteLine = this.#line;
      this.#state = 'quoted';
      return from + 1;
    }
    if (isStart && (code === SPACE || code === TAB)) {
      if (this.#isRun || (this.#dialect.skipsSpace && code === SPACE)) return from + 1;
    }
    if (isStart && code === HASH && this.#dialect.hasComments && this.#cells.length === 0) {
      this.#state = 'comment';
      return from + 1;
    }
    let i = from;
    let end = -1;
    for (; i < text.length; i++) {
      end = text.charCodeAt(i);
      if (end === separator || end === NEW_LINE || end === RETURN) break;
      if (this.#isRun && end === TAB) break;
      if (end === BACKSLASH && this.#dialect.isEscaped) break;
    }
    if (i > from) {
      this.#cell += text.slice(from, i);
      this.#state = 'plain';
    }
    if (i === text.length) return i;
    if (end === BACKSLASH && this.#dialect.isEscaped) {
      this.#isBehindBackslash = true;
      return i + 1;
    }
    if (end === separator || end === TAB) {
      this.#cells.push(this.#cell);
      this.#cell = '';
      this.#state = 'start';
      if (this.#cells.length > LIMITS.columns)
        throw new FileProblem(`this row has over ${counted(LIMITS.columns, 'cell')}.`, {
          file: this.#file,
          line: this.#rowLine,
        });
      return i + 1;
    }
    this.#endRow();
    return this.#lineEnd(text, i);
  }

  /** Whether the quote at `from` is closed before its line ends, and the cell with it. */
  #closesInLine(text: string, from: number): boolean {
    for (let at = from + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === NEW_LINE || code === RETURN) return false;
      if (code !== this.#quote) continue;
      const next = text.charCodeAt(at + 1);
      if (next === this.#quote) at++;
      else return Number.isNaN(next) || [this.#separator, NEW_LINE, RETURN].includes(next);
    }
    return false;
  }

  #endRow(): void {
    if (this.#isBehindBackslash) this.#cell += '\\';
    this.#isBehindBackslash = false;
    if (this.#state === 'comment') this.#state = 'start';
    // A run of spaces at the end of a line is no cell.
    const isOpen = this.#cells.length > 0 && !(this.#isRun && this.#state === 'start');
    if (isOpen || this.#cell !== '' || this.#state === 'after') this.#cells.push(this.#cell);
    if (this.#cells.length > 0) this.#rows.push({ line: this.#rowLine, cells: this.#cells });
    this.#cells = [];
    this.#cell = '';
    this.#state = 'start';
  }

  #unclosed = (): FileProblem =>
    new FileProblem('a quote opens here and is never closed.', {
      file: this.#file,
      line: this.#quoteLine,
    });

  #tooLong = (): FileProblem =>
    new FileProblem(`a cell has over ${counted(LIMITS.cell, 'character')}.`, {
      file: this.#file,
      line: this.#rowLine,
    });
}
