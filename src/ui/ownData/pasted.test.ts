import { afterEach, expect, test } from 'vitest';
import {
  addPasted,
  countsOf,
  forgetPasted,
  missingIn,
  pastedFiles,
  pastedStore,
  setLabel,
} from './pasted';

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
