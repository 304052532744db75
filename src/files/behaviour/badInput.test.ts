import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { GivenFile } from '../../protocol/reading/given';
import { usualWish } from '../../protocol/reading/wish';
import { previewFiles } from '../previewing';
import { readFiles } from '../reading';
import { file, npy, plain, plainDecode, sentenceOf, zip } from './given.testing';

const wish = { ...usualWish, edge: 4, drawSeed: 1 };
const previewOf = (given: GivenFile[], change = {}) => previewFiles(given, { ...wish, ...change });
const read = (given: GivenFile[]) => readFiles(given, wish, { decode: plainDecode });

const table = (rows: number, row: (i: number) => string, head = 'text,label') =>
  file('notes.csv', [head, ...Array.from({ length: rows }, (_, i) => row(i))].join('\n'));

test.each<[string, GivenFile[], RegExp]>([
  [
    'a ZIP file inside another',
    [zip('outer.zip', { 'inner.zip': zipSync({ 'a/1.png': plain(1) }) })],
    /^outer\/inner\.zip: a ZIP file inside another is not unpacked; give the inner one itself\./,
  ],
  [
    'a spreadsheet of another kind',
    [file('sales.ods', 'PK')],
    /^sales\.ods: .* save it as XLSX or CSV first\./,
  ],
  [
    'a workbook that is none',
    [file('sales.xlsx', 'PK')],
    /^sales\.xlsx: this is no Excel workbook/,
  ],
  [
    'an Arrow file that is none',
    [file('sales.arrow', 'ARROW1')],
    /^sales\.arrow: this is no Arrow or Feather file/,
  ],
  ['one empty picture', [file('a/1.png')], /^a\/1\.png: this file is empty\.$/],
])('%s: a sentence that says what to do', async (_, given, sentence) => {
  expect(await sentenceOf(previewOf(given))).toMatch(sentence);
});

test('pictures that are all the same are not said to be of one class without the reason', async () => {
  const files = Array.from({ length: 12 }, (_, i) => file(`${'ab'[i % 2]}/${i}.png`, plain(7)));
  expect(await sentenceOf(read(files))).toContain(
    'Left out before: pictures equal to another one, 11 in all.',
  );
});

/** Rows of four numbers with labels, as NumPy writes them; some numbers are missing. */
function points(isMissing: (row: number) => boolean): GivenFile {
  const x = Float32Array.from({ length: 80 }, (_, i) => (isMissing(i >> 2) ? Number.NaN : i));
  const y = Uint8Array.from({ length: 20 }, (_, i) => i % 2);
  return zip('rows.npz', {
    'x.npy': npy('<f4', [20, 4], new Uint8Array(x.buffer)),
    'y.npy': npy('|u1', [20], y),
  });
}

test('a row of an array with a missing number is left out, and empties no column', async () => {
  const { data, leftOut } = await read([points((row) => row === 3)]);
  expect(data.train.count + data.heldOut.count).toBe(19);
  expect(Math.max(...data.train.values)).toBeCloseTo(1);
  expect(leftOut).toEqual([
    {
      what: 'rows with a number that is missing or infinite',
      count: 1,
      examples: ['rows/x.npy, row 4'],
    },
  ]);
  expect(await sentenceOf(previewOf([points(() => true)]))).toBe(
    'rows/x.npy: every row has a number that is missing or infinite.',
  );
});

test('too many classes, or too small ones after a draw, are told before anything is read', async () => {
  const many = table(6000, (i) => `the thing ${i} was,kind ${i % 1500}`);
  const preview = await previewOf([many]);
  expect(preview.roles).toEqual({ kind: 'texts', text: 'text', label: 'label' });
  expect(preview.problem).toBe('There are 1,500 classes; at most 1,000 classes can be shown.');
  expect((await previewOf([many], { mostItems: 500 })).problem).toMatch(
    /^Of \d+ classes none has 4 items or more; there must be two at least\./,
  );
});

test('too few pairs are told before anything is read', async () => {
  const few = table(3, (i) => `what is ${i},it is ${i}`, 'question,answer');
  expect((await previewOf([few])).problem).toBe(
    'There are only 3 pairs; there must be 4 at least.',
  );
});

test('a file that changed since it was chosen is named, not what the browser calls it', async () => {
  const blob = new Blob(['text,label\n']);
  const refuse = () => Promise.reject(new DOMException('permission problems', 'NotReadableError'));
  Object.assign(blob, { arrayBuffer: refuse, slice: () => blob });
  expect(await sentenceOf(previewOf([{ path: 'gone.csv', blob }]))).toBe(
    'gone.csv: this file can’t be read any more: it was changed, moved or locked since it was chosen. Choose it again.',
  );
});
