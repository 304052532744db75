import { expect, test } from 'vitest';
import { sentenceOf } from '../../behaviour/given.testing';
import { CsvReader } from './csv';
import { dialectOf } from './dialect';
import { isHeader } from './header';

/** All rows of a text that comes in pieces of `size` characters. */
function rowsOf(text: string, size = text.length || 1, separator = ',') {
  const reader = new CsvReader({ separator, quote: '"' }, 'x.csv');
  const rows = [];
  for (let at = 0; at < text.length; at += size)
    rows.push(...reader.push(text.slice(at, at + size)));
  return [...rows, ...reader.end()].map(({ line, cells }) => [line, ...cells]);
}

const HARD = 'a,"b, ""c""\r\nd",\r\n"",e,f\n\n "x",y"z,"tail"s\rlast,"",\n"\r\n\n\r",1,2\nend,,';
const ROWS = [
  [1, 'a', 'b, "c"\r\nd', ''],
  [3, '', 'e', 'f'],
  [5, ' "x"', 'y"z', 'tails'],
  [6, 'last', '', ''],
  [7, '\r\n\n\r', '1', '2'],
  [11, 'end', '', ''],
];

test('quotes, separators and line ends in cells, all kinds of line ends, blank lines', () => {
  expect(rowsOf(HARD)).toEqual(ROWS);
});

test('the same rows and lines however the file is cut into pieces', () => {
  for (let size = 1; size < HARD.length; size++) expect(rowsOf(HARD, size)).toEqual(ROWS);
});

test('an open quote is told with the line where it opens', async () => {
  expect(await sentenceOf(() => rowsOf('a,b\n1,2\n3,"4\n5,6\n'))).toBe(
    'x.csv, line 3: a quote opens here and is never closed.',
  );
  const endless = new CsvReader({ separator: ',', quote: '"' }, 'x.csv');
  endless.push('a,b\n1,"');
  expect(
    await sentenceOf(() => {
      for (let i = 0; i < 20; i++) endless.push('x'.repeat(100_000));
    }),
  ).toBe('x.csv, line 2: a quote opens here and is never closed.');
});

test('a cell or a row without end is told before it fills the memory', async () => {
  const cell = new CsvReader({ separator: ',', quote: '"' }, 'x.csv');
  expect(
    await sentenceOf(() => {
      for (let i = 0; i < 20; i++) cell.push('x'.repeat(100_000));
    }),
  ).toBe('x.csv, line 1: a cell has over 1,000,000 characters.');
  expect(await sentenceOf(() => rowsOf(`a\n${','.repeat(3000)}`))).toBe(
    'x.csv, line 2: this row has over 2,000 cells.',
  );
});

test.each([
  [',', 'a,b\n"1;2;3",2\n3,4'],
  [';', 'name;price\nx;1,5\ny;2,5\n'],
  ['\t', 'a\tb\nHello, you\tx\nyes, no, well\ty'],
  ['|', 'a|b\n1|2'],
  [',', 'one column\nalone\n'],
])('the separator %j is found', (separator, text) => {
  expect(dialectOf(text, true, 0, null).separator).toBe(separator);
});

test('a first row names columns unless a cell is a number, long, or a value of its column', () => {
  const below = [
    ['one text', 'spam'],
    ['another', 'ham'],
  ];
  for (const cells of [
    ['text', 'label'],
    ['a', ''],
    ['a', 'a'],
  ])
    expect(isHeader(cells, below)).toBe(true);
  for (const cells of [
    ['3', 'Wall St.'],
    ['x'.repeat(65), 'b'],
    ['a third', 'spam'],
    ['', ''],
  ])
    expect(isHeader(cells, below)).toBe(false);
});
