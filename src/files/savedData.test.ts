import { expect, test } from 'vitest';
import { usualWish } from '../protocol/reading/wish';
import { file, sentenceOf } from './behaviour/given.testing';
import type { KeyValueStore } from './browserStore';
import { readFiles } from './reading';
import { bytesOf, forget, keep, kept, keptFacts } from './savedData';

/** IndexedDB as far as it is used: values are copied on their way in and out. */
function shelf(
  room: number | null = null,
  fails?: DOMException,
): KeyValueStore & { size(): number } {
  const values = new Map<string, unknown>();
  return {
    get: async (key) => structuredClone(values.get(key)),
    async setMany(entries) {
      if (fails) throw fails;
      for (const [key, value] of entries) values.set(key, structuredClone(value));
    },
    async delMany(keys) {
      for (const key of keys) values.delete(key);
    },
    room: async () => room,
    size: () => values.size,
  };
}

const rows = Array.from({ length: 20 }, (_, i) => `the text ${i},${i % 2 ? 'a' : 'b'}`);
const read = (path = 'reviews.csv') =>
  readFiles([file(path, `text,label\n${rows.join('\n')}`)], usualWish);

test('what is kept comes back as it was, with what it takes', async () => {
  const here = shelf();
  const data = await read();
  expect(await keep(data, here, 1000)).toEqual({
    name: 'reviews',
    part: 'ownTexts',
    classes: 2,
    items: 20,
    bytes: bytesOf(data.data),
    since: 1000,
  });
  expect(await kept('reviews', here)).toEqual(data);
  const { train, heldOut } = data.data;
  expect(bytesOf(data.data)).toBeGreaterThan(train.values.byteLength + heldOut.values.byteLength);
});

test('several sets are kept under their names, the newest first; one can go', async () => {
  const here = shelf();
  await keep(await read('one.csv'), here, 1);
  await keep(await read('two.csv'), here, 2);
  await keep(await read('one.csv'), here, 3);
  expect((await keptFacts(here)).map(({ name }) => name)).toEqual(['one', 'two']);
  await forget('one', here);
  expect((await keptFacts(here)).map(({ name }) => name)).toEqual(['two']);
  expect(await kept('one', here)).toBeNull();
  expect(here.size()).toBe(2);
});

test('no room is told before anything is written, and when the browser finds out itself', async () => {
  const small = shelf(100);
  const sentence =
    /^This browser has no room for \d+ bytes more\. Remove data kept before, or use fewer items\.$/;
  expect(await sentenceOf(keep(await read(), small))).toMatch(sentence);
  expect(small.size()).toBe(0);
  const full = shelf(null, new DOMException('', 'QuotaExceededError'));
  expect(await sentenceOf(keep(await read(), full))).toMatch(sentence);
});

test('a browser that keeps nothing is no trouble until something is to be kept', async () => {
  const closed: KeyValueStore = {
    ...shelf(null, new DOMException('', 'InvalidStateError')),
    get: () => Promise.reject(new DOMException('', 'SecurityError')),
  };
  expect(await keptFacts(closed)).toEqual([]);
  expect(await kept('x', closed)).toBeNull();
  expect(await sentenceOf(keep(await read(), closed))).toBe(
    'This browser keeps nothing between visits here, as in a private window; the data stay until the page is closed.',
  );
});
