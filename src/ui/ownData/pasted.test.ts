import { afterEach, expect, test } from 'vitest';
import { addPasted, forgetPasted, pastedStore, setLabel } from '../../state/pasted';
import { countsOf, isForField, missingIn, pastedFiles, pastedTable, takenFrom } from './pasted';

const pictures = (count: number) =>
  Array.from({ length: count }, (_, i) => new Blob([`picture ${i}`], { type: 'image/png' }));
const missing = () => missingIn(pastedStore.getState());

afterEach(forgetPasted);

test('one pasted picture is no set: what is still missing is said', () => {
  setLabel('cat');
  addPasted(pictures(1));
  expect(missing()).toBe(
    'Still missing: 3 more of “cat” and 4 of a second class, named below. Paste them one after another.',
  );
});

test('four pictures each of two classes are a set, in a folder for each class', () => {
  setLabel('cat');
  addPasted(pictures(4));
  setLabel(' big/dog ');
  addPasted(pictures(3));
  expect(missing()).toBe('Still missing: 1 more of “big/dog”. Paste them one after another.');
  addPasted(pictures(1));
  expect(missing()).toBeNull();
  expect(countsOf(pastedStore.getState())).toEqual([
    ['cat', 4],
    ['big/dog', 4],
  ]);
  const paths = pastedFiles(pastedStore.getState()).map(({ path }) => path);
  expect([paths[0], paths[7]]).toEqual([
    'pasted pictures/cat/1.png',
    'pasted pictures/big∕dog/8.png',
  ]);
});

test('an empty name of a class is one all the same, and all can be forgotten', () => {
  setLabel(' ');
  addPasted(pictures(2));
  expect(countsOf(pastedStore.getState())).toEqual([['class 1', 2]]);
  forgetPasted();
  expect(pastedStore.getState().pictures).toEqual([]);
});

test('a pasted table is a file of its kind; a word or a line is none', () => {
  expect(pastedTable('text\tlabel\na\tb\n')?.path).toBe('pasted.tsv');
  expect(pastedTable('text,label\r\na,b')?.path).toBe('pasted.csv');
  expect(pastedTable('[{"a":1}]')?.path).toBe('pasted.json');
  expect(pastedTable('{"a":1}\n{"a":2}\n')?.path).toBe('pasted.jsonl');
  expect(pastedTable('just a line')).toBeNull();
  expect(pastedTable(' \n\n')).toBeNull();
});

test('what is pasted into a field stays there', () => {
  expect(isForField({ tagName: 'INPUT' } as unknown as EventTarget)).toBe(true);
  expect(isForField({ tagName: 'DIV', isContentEditable: true } as unknown as EventTarget)).toBe(
    true,
  );
  expect(isForField({ tagName: 'BODY' } as unknown as EventTarget)).toBe(false);
  expect(isForField(null)).toBe(false);
});

test('what is pasted into a slider or a check box is for the page', () => {
  for (const type of ['range', 'checkbox'])
    expect(isForField({ tagName: 'INPUT', type } as unknown as EventTarget)).toBe(false);
});

test('text is a table, pictures are a set, and other files are looked at', () => {
  const picture = new File(['bits'], 'image.png', { type: 'image/png' });
  const archive = new File(['bits'], 'set.zip', { type: 'application/zip' });
  expect(takenFrom([], 'text,label\na,b')).toMatchObject({ files: [{ path: 'pasted.csv' }] });
  expect(takenFrom([picture, picture], '')).toEqual({ pictures: [picture, picture] });
  expect(takenFrom([picture, archive], '')).toMatchObject({
    files: [{ path: 'image.png' }, { path: 'set.zip' }],
  });
  expect(takenFrom([], 'a line')).toBeNull();
});

test('cells of a spreadsheet are a table, although a picture of them comes along', () => {
  const picture = new File(['bits'], 'image.png', { type: 'image/png' });
  expect(takenFrom([picture], 'text\tlabel\na\tb\n')).toMatchObject({
    files: [{ path: 'pasted.tsv' }],
  });
});

test('the names that come along with copied pictures are no table', () => {
  const picture = new File(['bits'], 'a.png', { type: 'image/png' });
  expect(takenFrom([picture, picture], 'a.png\nb.png')).toEqual({ pictures: [picture, picture] });
});
