import { LIMITS } from '../../shared/limits';
import { FileProblem } from '../../shared/problem';
import { counted } from '../../shared/wording';

/** A row of JSON: its fields by name, or why it is not a row. */
export type JsonRow =
  | { readonly line: number; readonly fields: ReadonlyMap<string, string> }
  | { readonly line: number; readonly fault: string };

/** A field as text: of a list its first element; of null and of anything nested deeper nothing. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && !Array.isArray(value[0])) return textOf(value[0]);
  return '';
}

/** The fields of an object by name, or of a list by place: "column 1", "column 2". */
function fieldsOf(value: unknown): ReadonlyMap<string, string> | null {
  if (Array.isArray(value))
    return new Map(value.map((cell, i) => [`column ${i + 1}`, textOf(cell)]));
  if (typeof value !== 'object' || value === null) return null;
  return new Map(Object.entries(value).map(([name, cell]) => [name, textOf(cell)]));
}

export function jsonRow(text: string, line: number): JsonRow {
  try {
    const fields = fieldsOf(JSON.parse(text));
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
 * The rows of a whole JSON file: a list, or the first list in an object. `line` is then the place
 * in the list, counted from 1. @throws FileProblem
 */
export function jsonRows(text: string, file: string): JsonRow[] {
  const line = tooDeepAt(text);
  if (line > 0)
    throw new FileProblem(`over ${LIMITS.depth} lists or objects lie in one another here.`, {
      file,
      line,
    });
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch (error) {
    throw new FileProblem(`this is no JSON (${error instanceof Error ? error.message : ''}).`, {
      file,
    });
  }
  const list = Array.isArray(whole)
    ? whole
    : Object.values(whole ?? {}).find((value) => Array.isArray(value));
  if (!Array.isArray(list)) throw new FileProblem('this JSON holds no list of rows.', { file });
  return list.map((value, i) => {
    const fields = fieldsOf(value);
    return fields
      ? { line: i + 1, fields }
      : { line: i + 1, fault: 'it is neither an object nor a list' };
  });
}
