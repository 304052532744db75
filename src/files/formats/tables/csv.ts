import { LIMITS } from '../../shared/limits';
import { FileProblem } from '../../shared/problem';
import { counted } from '../../shared/wording';
import type { Row } from './table';

const QUOTE = 34;
const NEW_LINE = 10;
const RETURN = 13;

/**
 * Reads comma-separated values (RFC 4180) piece by piece. A quoted cell may hold separators, line
 * ends and doubled quotes. Lines end with LF, CRLF or CR. A quote within an unquoted cell is a
 * plain character. Blank lines are skipped.
 */
export class CsvReader {
  readonly #separator: number;
  readonly #file: string;
  #rows: Row[] = [];
  #cells: string[] = [];
  #cell = '';
  /**
   * At the 'start' of a cell, in a 'plain' or a 'quoted' one, or 'after' a quote in a quoted one.
   */
  #state: 'start' | 'plain' | 'quoted' | 'after' = 'start';
  #line = 1;
  #rowLine = 1;
  #quoteLine = 1;
  #wasReturn = false;
  #wasQuotedReturn = false;

  constructor(separator: string, file: string) {
    this.#separator = separator.charCodeAt(0);
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
      if (this.#state === 'quoted') i = this.#quoted(text, i);
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

  #quoted(text: string, from: number): number {
    const quote = text.indexOf('"', from);
    const end = quote < 0 ? text.length : quote;
    const part = text.slice(from, end);
    this.#cell += part;
    for (let i = 0; i < part.length; i++) {
      const code = part.charCodeAt(i);
      if (code === RETURN || (code === NEW_LINE && !this.#wasQuotedReturn)) this.#line++;
      this.#wasQuotedReturn = code === RETURN;
    }
    if (this.#cell.length > LIMITS.cell) throw this.#unclosed();
    if (quote < 0) return end;
    this.#state = 'after';
    return end + 1;
  }

  #unquoted(text: string, from: number): number {
    const separator = this.#separator;
    const code = text.charCodeAt(from);
    if (code === QUOTE && (this.#state === 'after' || (this.#state === 'start' && !this.#cell))) {
      if (this.#state === 'after') this.#cell += '"';
      else this.#quoteLine = this.#line;
      this.#state = 'quoted';
      return from + 1;
    }
    let i = from;
    for (; i < text.length; i++) {
      const at = text.charCodeAt(i);
      if (at === separator || at === NEW_LINE || at === RETURN) break;
    }
    if (i > from) {
      this.#cell += text.slice(from, i);
      this.#state = 'plain';
    }
    if (i === text.length) return i;
    const end = text.charCodeAt(i);
    if (end === separator) {
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
    this.#line++;
    this.#rowLine = this.#line;
    if (end === NEW_LINE) return i + 1;
    if (i + 1 === text.length) this.#wasReturn = true;
    return text.charCodeAt(i + 1) === NEW_LINE ? i + 2 : i + 1;
  }

  #endRow(): void {
    if (this.#cells.length > 0 || this.#cell !== '' || this.#state === 'after') {
      this.#cells.push(this.#cell);
      this.#rows.push({ line: this.#rowLine, cells: this.#cells });
    }
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
