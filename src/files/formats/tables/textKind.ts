import type { Dialect } from './csv';
import { dialectOf, rowsOf, usualCells } from './dialect';
import { preambleOf } from './preamble';

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

/**
 * Whether a separator cuts nearly all lines into as many cells, at least two. Of spaces at least
 * three: "0 Cat" names a class.
 */
function isDelimited(text: string, isWhole: boolean): boolean {
  const { lines, separator, hasComments } = preambleOf(text, isWhole);
  const dialect: Dialect = { ...dialectOf(text, isWhole, lines, separator), hasComments };
  const rows = rowsOf(text, dialect, isWhole);
  const usual = usualCells(rows);
  const alike = rows.filter(({ cells }) => cells.length === usual).length;
  const fewest = dialect.separator === ' ' ? 3 : 2;
  return usual >= fewest && rows.length >= FEWEST_LINES && alike >= 0.9 * rows.length;
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
  return isDelimited(text, isWhole) ? 'delimited' : null;
}
