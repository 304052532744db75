import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { ascii, file, sentenceOf } from '../behaviour/given.testing';
import { fromBlob, wholeOf } from './fileSource';
import { filesInZip } from './zip';

const open = (bytes: Uint8Array, path = 'set.zip') =>
  filesInZip(fromBlob(path, file(path, bytes).blob));

async function contentsOf(bytes: Uint8Array) {
  const files = await open(bytes);
  return Object.fromEntries(
    await Promise.all(
      files.map(async (one) => [one.path, new TextDecoder().decode(await wholeOf(one))] as const),
    ),
  );
}

const LONG = ascii('hello '.repeat(50_000));

test('packed and stored files come back whole, with folders and names of any script', async () => {
  const bytes = zipSync({
    'cats/tom.png': ascii('tom'),
    'קבצים/😀.txt': [LONG, { level: 9 }],
    stored: [ascii('as it is'), { level: 0 }],
  });
  expect(await contentsOf(bytes)).toEqual({
    'set/cats/tom.png': 'tom',
    'set/קבצים/😀.txt': 'hello '.repeat(50_000),
    'set/stored': 'as it is',
  });
});

test('a part of a file is read without the rest', async () => {
  const [only] = await open(zipSync({ a: LONG }));
  expect(new TextDecoder().decode(await only?.bytes(3, 9))).toBe('lo hel');
  expect((await only?.bytes(LONG.length - 2, LONG.length + 50))?.length).toBe(2);
});

test('hidden files, what Apple and Windows leave, folders and ways upward are ignored', async () => {
  const bytes = zipSync({
    'a/x.png': ascii('x'),
    'a/.DS_Store': ascii('no'),
    '.git/config': ascii('no'),
    '__MACOSX/a/._x.png': ascii('no'),
    'a/Thumbs.db': ascii('no'),
    'b/': new Uint8Array(),
    '../../up.png': ascii('up'),
    'c\\d.png': ascii('d'),
  });
  expect(Object.keys(await contentsOf(bytes))).toEqual([
    'set/a/x.png',
    'set/up.png',
    'set/c/d.png',
  ]);
});

test.each([
  ['empty', new Uint8Array(), 'set.zip: this file is empty.'],
  ['no ZIP file', ascii('GIF89a and more'), 'set.zip: this is not a ZIP file, or it is cut off.'],
  [
    'cut off',
    zipSync({ a: LONG, b: LONG }).subarray(0, 400),
    'set.zip: this is not a ZIP file, or it is cut off.',
  ],
])('%s: a sentence', async (_, bytes, sentence) => {
  expect(await sentenceOf(open(bytes))).toBe(sentence);
});

/** The first central entry of a ZIP file with some of its fields changed. */
function changed(bytes: Uint8Array, change: (view: DataView, entry: number) => void) {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  let at = 0;
  while (view.getUint32(at, true) !== 0x02014b50) at++;
  change(view, at);
  return copy;
}

test('data that were damaged, are locked or packed in a strange way', async () => {
  const good = zipSync({ a: LONG, b: ascii('b') });
  const damaged = good.slice();
  damaged[60] = (damaged[60] as number) ^ 255;
  const sentence = (bytes: Uint8Array) => sentenceOf(contentsOf(bytes));
  expect(await sentence(damaged)).toBe('set/a: the packed data are broken or cut off.');
  expect(await sentence(changed(good, (view, at) => view.setUint32(at + 16, 7, true)))).toBe(
    'set/a: the packed data are broken or cut off.',
  );
  expect(await sentence(changed(good, (view, at) => view.setUint16(at + 8, 1, true)))).toBe(
    'set/a: it is locked with a password.',
  );
  expect(await sentence(changed(good, (view, at) => view.setUint16(at + 10, 14, true)))).toBe(
    'set/a: it is packed in a way that browsers cannot unpack; pack it as a plain ZIP file.',
  );
});

test('a ZIP file of which nothing can be unpacked is told before anything is read', async () => {
  const good = zipSync({ a: LONG });
  expect(await sentenceOf(open(changed(good, (view, at) => view.setUint16(at + 8, 1, true))))).toBe(
    'set.zip: it is locked with a password; unpack it and give the folder.',
  );
  expect(
    await sentenceOf(open(changed(good, (view, at) => view.setUint16(at + 10, 12, true)))),
  ).toBe(
    'set.zip: it is packed in a way that browsers cannot unpack; pack it as a plain ZIP file.',
  );
});

test('small files that are damaged are told as large ones are', async () => {
  const small = zipSync({ a: ascii('hello '.repeat(50)) });
  small[40] = (small[40] as number) ^ 255;
  expect(await sentenceOf(contentsOf(small))).toBe('set/a: the packed data are broken or cut off.');
  const large = zipSync({ a: ascii('hello '.repeat(200_000)) });
  large[200] = (large[200] as number) ^ 255;
  expect(await sentenceOf(contentsOf(large))).toBe('set/a: the packed data are broken or cut off.');
});

test('a ZIP bomb is refused by its ratio before anything is unpacked', async () => {
  const bomb = zipSync({ 'zeros.png': new Uint8Array(20 * 2 ** 20) });
  expect(await sentenceOf(open(bomb))).toMatch(
    /^set\.zip: zeros\.png inside would unpack from \d+ kB to 21 MB, as a ZIP bomb does\.$/,
  );
});

test('a ZIP bomb that lies about its size is stopped at the size it says', async () => {
  const packed = deflateRawSync(new Uint8Array(20 * 2 ** 20));
  const lie = changed(zipSync({ a: [packed, { level: 0 }] }), (view, at) => {
    view.setUint16(at + 10, 8, true);
    view.setUint32(at + 24, 1000, true);
  });
  expect(await sentenceOf(contentsOf(lie))).toBe(
    'set/a: it unpacks to more than 1.0 kB, as a ZIP bomb does, and was left packed.',
  );
});

test('files that lie on top of one another, or unpack to too much together, are refused', async () => {
  const two = zipSync({ a: [LONG, { level: 0 }], b: ascii('b') });
  const over = changed(two, (view, at) => view.setUint32(at + 20, 2 * two.length, true));
  expect(await sentenceOf(open(over))).toBe(
    'set.zip: the files inside lie on top of one another, as in a ZIP bomb.',
  );
  const many: Record<string, Uint8Array> = {};
  for (let i = 0; i < 3; i++) many[`f${i}`] = ascii('x');
  let huge = zipSync(many);
  for (let i = 0; i < 3; i++) {
    const view = new DataView(huge.buffer);
    for (let at = 0; at + 4 < huge.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0xfffffff0, true);
    huge = huge.slice();
  }
  expect(await sentenceOf(open(huge))).toBe(
    'set.zip: it would unpack to 13 GB; at most 4.3 GB can be read.',
  );
});

test('a ZIP file in the large format (ZIP64) is read', async () => {
  const name = ascii('a');
  const data = ascii('zip64');
  const crc = new DataView(zipSync({ a: [data, { level: 0 }] }).buffer).getUint32(14, true);
  const bytes = (size: number, fill: (view: DataView) => void) => {
    const view = new DataView(new ArrayBuffer(size));
    fill(view);
    return new Uint8Array(view.buffer);
  };
  const local = bytes(30, (view) => {
    view.setUint32(0, 0x04034b50, true);
    view.setUint16(26, 1, true);
  });
  const entry = bytes(46, (view) => {
    view.setUint32(0, 0x02014b50, true);
    view.setUint32(16, crc, true);
    view.setUint32(20, 0xffffffff, true);
    view.setUint32(24, 0xffffffff, true);
    view.setUint16(28, 1, true);
    view.setUint16(30, 20, true);
  });
  const extra = bytes(20, (view) => {
    view.setUint16(0, 1, true);
    view.setUint16(2, 16, true);
    view.setBigUint64(4, 5n, true);
    view.setBigUint64(12, 5n, true);
  });
  const place = 30 + 1 + 5;
  const end64 = bytes(56, (view) => {
    view.setUint32(0, 0x06064b50, true);
    view.setBigUint64(32, 1n, true);
    view.setBigUint64(40, 67n, true);
    view.setBigUint64(48, BigInt(place), true);
  });
  const locator = bytes(20, (view) => {
    view.setUint32(0, 0x07064b50, true);
    view.setBigUint64(8, BigInt(place + 67), true);
  });
  const end = bytes(22, (view) => {
    view.setUint32(0, 0x06054b50, true);
    view.setUint16(10, 0xffff, true);
    view.setUint32(12, 0xffffffff, true);
    view.setUint32(16, 0xffffffff, true);
  });
  const parts = [local, name, data, entry, name, extra, end64, locator, end];
  const whole = Uint8Array.from(parts.flatMap((part) => [...part]));
  expect(await contentsOf(whole)).toEqual({ 'set/a': 'zip64' });
});
