import { expect, test } from 'vitest';
import { usualWish } from '../protocol/reading/wish';
import { file, sentenceOf } from './behaviour/given.testing';
import type { KeyValueStore } from './browserStore';
import { memoryStore } from './memoryStore.testing';
import { readFiles } from './reading';
import { bytesOf, listSaved, loadSaved, removeSaved, save } from './savedData';

const rows = Array.from({ length: 20 }, (_, i) => `the text ${i},${i % 2 ? 'a' : 'b'}`);
const read = (path = 'reviews.csv') =>
  readFiles([file(path, `text,label\n${rows.join('\n')}`)], usualWish);

test('what is saved comes back as it was, with what it takes', async () => {
  const here = memoryStore();
  const data = await read();
  expect(await save(data, here, 1000)).toEqual({
    name: 'reviews',
    part: 'ownTexts',
    classes: 2,
    items: 20,
    bytes: bytesOf(data.data),
    since: 1000,
  });
  expect(await loadSaved('reviews', here)).toEqual(data);
  const { train, heldOut } = data.data;
  expect(bytesOf(data.data)).toBeGreaterThan(train.values.byteLength + heldOut.values.byteLength);
});

test('several sets are saved under their names, the newest first; one can go', async () => {
  const here = memoryStore();
  await save(await read('one.csv'), here, 1);
  await save(await read('two.csv'), here, 2);
  await save(await read('one.csv'), here, 3);
  expect((await listSaved(here)).map(({ name }) => name)).toEqual(['one', 'two']);
  await removeSaved('one', here);
  expect((await listSaved(here)).map(({ name }) => name)).toEqual(['two']);
  expect(await loadSaved('one', here)).toBeNull();
  expect(here.size()).toBe(2);
});

test('no room is told before anything is written, and when the browser finds out itself', async () => {
  const small = memoryStore(100);
  const sentence =
    /^This browser has no room for [\d.]+ (bytes|kB) more\. Remove data kept before, or use fewer items\.$/;
  expect(await sentenceOf(save(await read(), small))).toMatch(sentence);
  expect(small.size()).toBe(0);
  const full = memoryStore(null, new DOMException('', 'QuotaExceededError'));
  expect(await sentenceOf(save(await read(), full))).toMatch(sentence);
});

test('a browser that saves nothing is no trouble until something is to be saved', async () => {
  const closed: KeyValueStore = {
    ...memoryStore(null, new DOMException('', 'InvalidStateError')),
    get: () => Promise.reject(new DOMException('', 'SecurityError')),
  };
  expect(await listSaved(closed)).toEqual([]);
  expect(await loadSaved('x', closed)).toBeNull();
  expect(await sentenceOf(save(await read(), closed))).toBe(
    'This browser keeps nothing between visits here, as in a private window; the data stay until the page is closed.',
  );
});
