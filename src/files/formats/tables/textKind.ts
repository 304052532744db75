import { CsvReader } from './csv';
import { separatorOf } from './csvLayout';
import type { Row } from './table';

/** What rows a text holds, told from its first lines. */
export type TextKind = 'json' | 'jsonLines' | 'fastText' | 'libsvm' | 'delimited';

const FEWEST_LINES = 4;

const FAST_TEXT = /^__label__\S+\s+\S/;
/** "+1 3:0.5 7:1 # comment"; ranking sets have "qid:3" first. */
export const LIBSVM =
  /^[+-]?[\d.]+(e[+-]?\d+)?(,\d+)*(\s+qid:\d+)?(\s+\d+:[+-]?[\d.]+(e[+-]?\d+)?)+\s*(#.*)?$/i;

const isJson = (line: string): boolean => {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
};

/** Whether nearly all lines fit a pattern: a few may be broken, which is told when they are read. */
const nearlyAll = (lines: readonly string[], pattern: RegExp): boolean =>
  lines.filter((line) => pattern.test(line)).length >= 0.8 * lines.length;

/** Whether a separator cuts nearly all lines into as many cells, at least two. */
function isDelimited(sample: string): boolean {
  const reader = new CsvReader(separatorOf(sample), '');
  let rows: Row[] = [];
  try {
    rows = reader.push(sample);
  } catch {
    return false;
  }
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [cells, count] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [0, 0];
  return cells >= 2 && rows.length >= FEWEST_LINES && count >= 0.9 * rows.length;
}

/**
 * The kind of a text by its first characters; null if it holds no rows, as prose doesn't.
 * `isWhole`: the sample is the whole file, so that its last line is not cut.
 */
export function textKindOf(sample: string, isWhole: boolean): TextKind | null {
  const text = isWhole ? `${sample}\n` : sample.slice(0, sample.lastIndexOf('\n') + 1);
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const [first = '', second] = lines;
  if (/^\s*[[{]/.test(sample)) {
    const areLines = second !== undefined && isJson(first) && isJson(second);
    return areLines ? 'jsonLines' : 'json';
  }
  if (lines.length === 0) return null;
  if (nearlyAll(lines, FAST_TEXT)) return 'fastText';
  if (nearlyAll(lines, LIBSVM)) return 'libsvm';
  return isDelimited(text) ? 'delimited' : null;
}
