import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { GivenFile } from '../../protocol/reading/given';
import { usualWish } from '../../protocol/reading/wish';
import { previewFiles } from '../previewing';
import { readFiles } from '../reading';
import { ascii, file, npy, plain, plainDecode, sentenceOf, zip } from './given.testing';

const wish = { ...usualWish, edge: 4, drawSeed: 1 };
const previewOf = (given: GivenFile[]) => previewFiles(given, wish);
const read = (given: GivenFile[]) => readFiles(given, wish, { decode: plainDecode });
const fixture = (name: string) =>
  file(name, readFileSync(new URL(`../fixtures/${name}`, import.meta.url)));

/** Ten pictures each of two classes, under names that `nameOf` gives. */
const pets = (nameOf: (label: 'a' | 'b', item: number) => string): Record<string, Uint8Array> =>
  Object.fromEntries(
    (['a', 'b'] as const).flatMap((label, k) =>
      Array.from({ length: 10 }, (_, i) => [nameOf(label, i), plain(10 * k + i)]),
    ),
  );

const classesIn = async (given: GivenFile[]) => {
  const { data, leftOut } = await read(given);
  return { classes: data.classNames, leftOut, items: data.train.count + data.heldOut.count };
};

test('names from right to left, of emoji, and of 300 characters are names', async () => {
  const [dog, cat] = ['כלב 😀', 'ق'.repeat(300)];
  const given = [
    zip(
      'pets.zip',
      pets((label, i) => `${label === 'a' ? dog : cat}/\u202egnp.${i}.png`),
    ),
  ];
  expect(await classesIn(given)).toEqual({ classes: [dog, cat], leftOut: [], items: 20 });
});

test('a ZIP file of Windows, drive letter and all, is the folder it was made of', async () => {
  const given = [
    zip(
      'pets.zip',
      pets((label, i) => `C:\\my pets\\${label}\\${i}.png`),
    ),
  ];
  expect(await classesIn(given)).toEqual({ classes: ['a', 'b'], leftOut: [], items: 20 });
});

test('what macOS adds to a ZIP file is no class and is not told', async () => {
  const shadows = pets((label, i) => `__MACOSX/pets/${label}/._${i}.png`);
  const more = { 'pets/.DS_Store': ascii('x'), '.DS_Store': ascii('x') };
  const given = [zip('pets.zip', { ...pets((l, i) => `pets/${l}/${i}.png`), ...shadows, ...more })];
  expect(await classesIn(given)).toEqual({ classes: ['a', 'b'], leftOut: [], items: 20 });
});

test('a ZIP file among pictures in a ZIP file is left out and named', async () => {
  const given = [
    zip('pets.zip', {
      ...pets((l, i) => `${l}/${i}.png`),
      'more.zip': zipSync({ 'a.png': plain(1) }),
    }),
  ];
  expect((await classesIn(given)).leftOut).toEqual([
    { what: 'files of another kind', count: 1, examples: ['pets/more.zip'] },
  ]);
});

test.each<[string, GivenFile[], string]>([
  [
    'a drawing',
    [file('a/1.svg', '<svg/>'), file('b/2.svg', '<svg/>')],
    'a/1.svg and b/2.svg: pictures of this kind are not read here; save them as PNG or JPEG first.',
  ],
  [
    'a table of 5,000 columns',
    [file('wide.csv', `${Array.from({ length: 5000 }, (_, i) => `c${i}`).join(',')}\n`)],
    'wide.csv, line 1: this row has over 2,000 cells.',
  ],
  [
    'JSON of a million lists in one another',
    [file('deep.json', `[\n${'['.repeat(1e6)}${']'.repeat(1e6)}]`)],
    'deep.json, line 2: over 500 lists or objects lie in one another here.',
  ],
  ['JSON that is only a number', [file('one.json', '17')], 'one.json: this JSON holds no list'],
  [
    'Parquet with the paths of pictures',
    [fixture('paths.parquet')],
    'paths: it holds only the paths of its pictures, not the pictures; give a folder',
  ],
])('%s: a sentence that says where and why', async (_, given, sentence) => {
  expect(await sentenceOf(read(given))).toContain(sentence);
});

test('brackets in the words of a JSON file are no lists', async () => {
  const rows = Array.from({ length: 12 }, (_, i) => ({
    text: `${'['.repeat(600)}"\\ the text ${i}`,
    label: 'ab'[i % 2],
  }));
  expect((await previewOf([file('rows.json', JSON.stringify(rows))])).items).toBe(12);
});

test('a Parquet file of lists of numbers is one of points', async () => {
  const { data } = await read([fixture('lists.parquet')]);
  expect([data.shape, data.classNames]).toEqual([[2], ['ant', 'bee']]);
});

test('columns that hold lists and records don’t keep the others of a Parquet file from being read', async () => {
  const { columns, roles } = await previewOf([fixture('nested.parquet')]);
  expect(columns.map(({ name, holds }) => [name, holds])).toEqual([
    ['tags', 'text lists'],
    ['meta.a', 'numbers'],
    ['meta.b', 'number lists'],
    ['text', 'text'],
    ['label', 'text'],
  ]);
  expect(roles).toEqual({ kind: 'texts', text: 'text', label: 'label' });
  expect((await read([fixture('nested.parquet')])).data.classNames).toEqual(['ant', 'bee']);
});

test('a column of bytes that is called image holds pictures', async () => {
  expect(await classesIn([fixture('bytes.parquet')])).toMatchObject({
    classes: ['ant', 'bee'],
    items: 24,
  });
});

test('a first line longer than what is looked at first is read whole', async () => {
  const columns = Array.from(
    { length: 1500 },
    (_, i) => `measure number ${i} ${'of it '.repeat(6)}`,
  );
  const rows = Array.from(
    { length: 12 },
    (_, i) => `${columns.map((_, j) => i * j).join(',')},${'ab'[i % 2]}`,
  );
  const csv = await previewOf([
    file('wide.csv', [`${columns.join(',')},label`, ...rows].join('\n')),
  ]);
  expect([csv.items, csv.columns.length]).toEqual([12, 1501]);
  const long = Array.from({ length: 12 }, (_, i) =>
    JSON.stringify({ text: `${'word '.repeat(20_000)}${i}`, label: 'ab'[i % 2] }),
  );
  expect((await previewOf([file('long.jsonl', long.join('\n'))])).items).toBe(12);
});

/** An .npz file of rows of numbers and labels for them. */
const npz = (shape: readonly [number, ...number[]], values: Float32Array): GivenFile => {
  const labels = Uint8Array.from({ length: shape[0] }, (_, i) => i % 2);
  return zip('set.npz', {
    'x.npy': npy('<f4', shape, new Uint8Array(values.buffer)),
    'y.npy': npy('|u1', [shape[0]], labels),
  });
};

test('an array of no items is said to be empty', async () => {
  expect(await sentenceOf(previewOf([npz([0, 4], new Float32Array())]))).toBe(
    'set/x.npy: this array is empty.',
  );
});

test('an infinite pixel is white and leaves the others as they are', async () => {
  const values = Float32Array.from({ length: 20 * 16 }, (_, i) => ((i * 7) % 97) / 97);
  values[5] = Number.POSITIVE_INFINITY;
  values[40] = Number.NaN;
  const { data, leftOut } = await read([npz([20, 4, 4], values)]);
  expect([data.train.count + data.heldOut.count, leftOut]).toEqual([20, []]);
  expect(new Set([...data.train.values, ...data.heldOut.values]).size).toBeGreaterThan(60);
});
