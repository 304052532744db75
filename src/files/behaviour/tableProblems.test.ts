import { expect, test } from 'vitest';
import type { GivenFile } from '../../protocol/reading/given';
import type { Roles } from '../../protocol/reading/wish';
import { file, sentenceOf } from './given.testing';
import { previewOf, read, reviews, rows, two } from './tables.testing';

test('lines that are no JSON are left out; a file of nothing else is refused', async () => {
  const good = rows(20, (text, label) => JSON.stringify({ text, label }));
  const { leftOut } = await read([file('x.jsonl', [...good, '{"text": "cut'].join('\n'))]);
  expect(leftOut[0]).toMatchObject({ count: 1, examples: ['x.jsonl, line 21: it is no JSON'] });
  expect(await sentenceOf(read([file('x.jsonl', 'hello\nworld\n')]))).toBe(
    'x.jsonl, line 1: it is no JSON.',
  );
  expect(await sentenceOf(read([file('x.json', '{"a":1}')]))).toBe(
    'x.json: this JSON holds no list of rows.',
  );
  expect(await sentenceOf(read([file('x.json', '[{"a":1')]))).toMatch(
    /^x\.json: this is no JSON \(.+\)\.$/,
  );
});

const roles: Roles = { kind: 'texts', text: 'text', label: 'label' };

test.each<[string, GivenFile[], Roles | null, string]>([
  ['nothing', [], null, 'There are no files.'],
  ['an empty file', two(''), null, 'reviews.csv: this file is empty.'],
  [
    'names of columns only',
    two('text,label\n'),
    null,
    'reviews.csv: there are no rows below the names of the columns.',
  ],
  ['blank lines', two('\n\n\n'), null, 'reviews.csv: this file has no rows.'],
  [
    'a kind nobody reads',
    [file('thesis.docx', 'x')],
    null,
    'thesis.docx: this is no kind of file that can be read here. This page reads pictures in a folder for each class (PNG, JPEG, GIF, WebP, BMP, AVIF, TIFF, PGM, PPM), a ZIP or tar file of these, tables (CSV, TSV, JSON, JSONL, XLSX, Arrow, Feather, Parquet), or arrays (NPZ, NPY, IDX).',
  ],
  ['hidden files alone', [file('.DS_Store', 'x')], null, 'There is nothing to read in .DS_Store.'],
  [
    'a column that is not there',
    two(reviews()),
    { ...roles, label: 'labl' },
    'reviews.csv: there is no column “labl”. It has: text and label.',
  ],
  [
    'a column named twice',
    two(reviews()),
    { ...roles, label: 'text' },
    'reviews.csv: the column “text” can’t be two things at once.',
  ],
  [
    'columns that tell nothing',
    two('one\na\nb\nc\n'),
    null,
    'reviews.csv: there is only one column, “one”; a label, or the other text of a pair, must stand in a second one.',
  ],
  [
    'rows of many lengths',
    two('text,label\na,b,c\nd\ne,f,g\n'),
    roles,
    'reviews.csv, line 2: this row has 3 cells instead of 2, and so are most rows.',
  ],
  [
    'a number that is none',
    two('x,y,k\n1,2,a\n1,z,b\nq,1,a\n1,y,b\n'),
    { kind: 'points', features: ['x', 'y'], label: 'k' },
    'reviews.csv, line 3: “y” is no number, and so are most rows.',
  ],
  [
    'one class',
    two(reviews().replaceAll('dog', 'cat')),
    null,
    'All items are of one class, “cat”; there must be two at least.',
  ],
  [
    'an open quote',
    two(`${reviews()}"and so on,dog\n`),
    null,
    'reviews.csv, line 22: a quote opens here and is never closed.',
  ],
  [
    'other columns',
    [...two(reviews()), file('more.csv', 'a,b\n1,2\n')],
    null,
    'Choose first what the files leave open: “The data are in”.',
  ],
  [
    'columns that are always empty',
    two('text,label\n,\n,\n,\n'),
    roles,
    'reviews.csv: no row has all the columns filled.',
  ],
])('%s: a sentence', async (_, given, own, sentence) => {
  expect(await sentenceOf(read(given, { roles: own }))).toBe(sentence);
});

test('columns that can be chosen better are a problem of the preview, not an error', async () => {
  const wrong = await previewOf(two(reviews()), { roles: { ...roles, label: 'labl' } });
  expect(wrong.problem).toBe('reviews.csv: there is no column “labl”. It has: text and label.');
  const unknown = await previewOf(two('one\na\nb\nc\n'));
  expect(unknown.problem).toMatch(/^reviews\.csv: there is only one column/);
  expect(unknown.columns[0]).toMatchObject({ name: 'one', examples: ['a', 'b', 'c'] });
});
