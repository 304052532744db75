import { expect, test } from 'vitest';
import { type Form, formOf, whyNoneIsRead } from './formats';

test.each<[string, Form | null]>([
  ['reviews.csv', 'tables'],
  ['reviews.TSV', 'tables'],
  ['rows.jsonl', 'tables'],
  ['train-00000.parquet', 'parquet'],
  ['x_train.npy', 'arrays'],
  ['mnist.npz', 'arrays'],
  ['train-images-idx3-ubyte', 'arrays'],
  ['pets/cat/1.JPEG', 'pictures'],
  ['budget.xlsx', 'tables'],
  ['budget.ods', null],
  ['README', null],
  ['a.constructor', null],
])('%s has the form %s', (path, form) => {
  expect(formOf(path)).toBe(form);
});

test('what to do about files that are not read, if anybody knows', () => {
  expect(whyNoneIsRead(['notes.docx', 'budget.ods'])).toBe(
    'this is a spreadsheet of another kind; save it as XLSX or CSV first.',
  );
  expect(whyNoneIsRead(['notes.docx'])).toBe('this is no kind of file that can be read here.');
});
