import { LIMITS } from '../../shared/limits';
import { FileProblem } from '../../shared/problem';
import type { Side } from '../../shared/side';
import { counted } from '../../shared/wording';
import { rowsOfJson } from './jsonLayouts';

/** A row of JSON: its fields by name, or why it is not a row. */
export type JsonRow =
  | {
      readonly line: number;
      readonly fields: ReadonlyMap<string, string>;
      readonly side?: Side | null;
    }
  | { readonly line: number; readonly fault: string };

/** Fields of records in one another get names such as "meta.title", down to this depth. */
const MOST_DEPTH = 4;

/** A field as text: a list as JSON, null as nothing. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function addFields(
  value: object,
  prefix: string,
  fields: Map<string, string>,
  depth: number,
): void {
  for (const [name, cell] of Object.entries(value)) {
    const isRecord = typeof cell === 'object' && cell !== null && !Array.isArray(cell);
    if (isRecord && depth < MOST_DEPTH) addFields(cell, `${prefix}${name}.`, fields, depth + 1);
    else fields.set(`${prefix}${name}`, textOf(cell));
  }
}

/** The fields of an object by name, or of a list by place: "column 1", "column 2". */
export function fieldsOf(value: unknown): ReadonlyMap<string, string> | null {
  if (Array.isArray(value))
    return new Map(value.map((cell, i) => [`column ${i + 1}`, textOf(cell)]));
  if (typeof value !== 'object' || value === null) return null;
  const fields = new Map<string, string>();
  addFields(value, '', fields, 1);
  return fields;
}

const NO_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\bInfinity\b|\bNaN\b/gs;

/** JSON, also with NaN and Infinity, as Python writes numbers that are missing: they are null. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error;
    return JSON.parse(text.replace(NO_NUMBER, (found) => (found[0] === '"' ? found : 'null')));
  }
}

export function jsonRow(text: string, line: number): JsonRow {
  try {
    const fields = fieldsOf(parsed(text));
    return fields ? { line, fields } : { line, fault: 'it is neither an object nor a list' };
  } catch {
    return { line, fault: 'it is no JSON' };
  }
}

/** Reads one JSON value a line, piece by piece. Blank lines are skipped. */
export class JsonLinesReader {
  readonly #file: string;
  #rest = '';
  #line = 0;

  constructor(file: string) {
    this.#file = file;
  }

  push(text: string): JsonRow[] {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    const rows = lines.flatMap((line) => this.#row(line));
    if (this.#rest.length > LIMITS.cell)
      throw new FileProblem(`this line has over ${counted(LIMITS.cell, 'character')}.`, {
        file: this.#file,
        line: this.#line + 1,
      });
    return rows;
  }

  end(): JsonRow[] {
    const last = this.#rest;
    this.#rest = '';
    return this.#row(last);
  }

  #row(text: string): JsonRow[] {
    this.#line++;
    return text.trim() === '' ? [] : [jsonRow(text, this.#line)];
  }
}

/** The line on which lists and objects are nested deeper than allowed; 0 if there is none. */
function tooDeepAt(text: string): number {
  let depth = 0;
  let line = 1;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
    } else if (sign === '[' || sign === '{') {
      if (++depth > LIMITS.depth) return line;
    } else if (sign === ']' || sign === '}') depth--;
    else if (sign === '\n') line++;
  }
  return 0;
}

/**
 * The rows of a whole JSON file. `line` is then the place of the row, counted from 1.
 * @throws FileProblem
 */
export function jsonRows(
  text: string,
  file: string,
): { rows: JsonRow[]; notes: readonly string[] } {
  const line = tooDeepAt(text);
  if (line > 0)
    throw new FileProblem(`over ${LIMITS.depth} lists or objects lie in one another here.`, {
      file,
      line,
    });
  let whole: unknown;
  try {
    whole = parsed(text);
  } catch (error) {
    throw new FileProblem(`this is no JSON (${error instanceof Error ? error.message : ''}).`, {
      file,
    });
  }
  const found = rowsOfJson(whole);
  if (!found) throw new FileProblem('this JSON holds no list of rows.', { file });
  const rows = found.rows.map(({ value, side }, i): JsonRow => {
    const own = typeof value === 'string' ? [value] : value;
    const fields = fieldsOf(own);
    return fields
      ? { line: i + 1, fields, side }
      : { line: i + 1, fault: 'it is neither an object nor a list' };
  });
  return { rows, notes: found.notes };
}
