import { expect, test } from 'vitest';
import type { GivenFile } from '../../protocol/reading/given';
import type { Preview } from '../../protocol/reading/preview';
import { usualWish, type Wish } from '../../protocol/reading/wish';
import { previewFiles } from '../previewing';
import { readFiles } from '../reading';
import { fixture } from './fixture.testing';
import { ascii, file, npy, sentenceOf, zip } from './given.testing';

/** How the same numbers are treated in whatever array, table or order they come. */

const wish: Wish = { ...usualWish, edge: 8, drawSeed: 1 };
const look = (given: GivenFile[], choices: Wish['choices'] = {}) =>
  previewFiles(given, { ...wish, choices });
const read = async (given: GivenFile[], choices: Wish['choices'] = {}) =>
  (await readFiles(given, { ...wish, choices })).data;

const bytesOf = (array: ArrayBufferView) =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
const words = (length: number, list: readonly string[]) =>
  npy(
    `<U${length}`,
    [list.length],
    bytesOf(
      Uint32Array.from(
        list.flatMap((word) =>
          Array.from({ length }, (_, i) => (i < word.length ? word.charCodeAt(i) : 0)),
        ),
      ),
    ),
  );
const labels = (count: number, classes = 3, first = 0) =>
  npy('|i1', [count], bytesOf(Int8Array.from({ length: count }, (_, i) => first + (i % classes))));
const floats = (shape: readonly number[], value: (i: number) => number) =>
  npy(
    '<f4',
    shape,
    bytesOf(Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => value(i))),
  );
const bytes = (shape: readonly number[], value: (i: number) => number) =>
  npy(
    '|u1',
    shape,
    Uint8Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => value(i)),
  );
const noise = (i: number) => (Math.imul(i + 1, 2654435761) >>> 24) & 255;

const facts = ({ kind, items, classes, leftOut, notes }: Preview) => ({
  kind,
  items,
  classes: classes.map(({ name, count }) => `${name} ${count}`),
  leftOut: leftOut.map(({ what, count }) => `${what}: ${count}`),
  notes,
});

test('names of the classes that lie beside the labels are used, and it is said', async () => {
  expect(facts(await look([fixture('class-names-array.npz')]))).toEqual({
    kind: 'image',
    items: 24,
    classes: ['circle 8', 'square 8', 'triangle 8'],
    leftOut: [],
    notes: ['The classes are named as in class-names-array/class_names.npy.'],
  });
  expect((await read([fixture('class-names-array.npz')])).classNames).toEqual([
    'circle',
    'square',
    'triangle',
  ]);
});

test('names of classes as scikit-learn saves its sets, with what else is in them', async () => {
  const iris = zip('iris.npz', {
    'data.npy': floats([12, 4], (i) => i * 0.7),
    'target.npy': labels(12),
    'frame.npy': npy('|O', [], ascii('N.')),
    'target_names.npy': words(10, ['setosa', 'versicolor', 'virginica']),
    'DESCR.npy': npy('<U2', [], bytesOf(Uint32Array.from([65, 66]))),
    'feature_names.npy': words(5, ['a', 'b', 'c', 'd']),
    'filename.npy': npy('<U2', [], bytesOf(Uint32Array.from([65, 66]))),
  });
  expect(facts(await look([iris]))).toEqual({
    kind: 'point',
    items: 12,
    classes: ['setosa 4', 'versicolor 4', 'virginica 4'],
    leftOut: ['arrays of Python objects: 1'],
    notes: ['The classes are named as in iris/target_names.npy.'],
  });
});

test('names that count from 1, as MATLAB does; names that don’t fit are not used, and told', async () => {
  const set = (names: string[], first: number) => [
    zip('set.npz', {
      'x.npy': bytes([12, 8, 8], noise),
      'y.npy': labels(12, 3, first),
      'classes.npy': words(4, names),
    }),
  ];
  expect((await read(set(['ant', 'bee', 'cow'], 1))).classNames).toEqual(['ant', 'bee', 'cow']);
  expect(facts(await look(set(['ant', 'bee'], 0)))).toMatchObject({
    classes: ['0 4', '1 4', '2 4'],
    leftOut: ['names of classes that do not fit the labels: 1'],
  });
  expect((await read(set(['ant', 'bee', 'bee'], 0))).classNames).toEqual(['0', '1', '2']);
});

test('items on the last axis are turned where only that fits the labels, and it is said', async () => {
  const preview = await look([fixture('items-on-last-axis.npz')]);
  expect(facts(preview)).toEqual({
    kind: 'image',
    items: 24,
    classes: ['0 8', '1 8', '2 8'],
    leftOut: [],
    notes: [
      'The items of items-on-last-axis/X.npy lie on its last axis, [8, 8, 3, 24], and so it was turned.',
    ],
  });
  expect(preview.sizes).toEqual([{ width: 8, height: 8, count: 24 }]);
});

test('items without as many labels, beside others that have them, are left out and told', async () => {
  const given = [
    zip('set.npz', {
      'x_train.npy': floats([30, 5], noise),
      'y_train.npy': labels(30),
      'x_test.npy': floats([20, 5], noise),
      'y_test.npy': labels(10),
    }),
  ];
  const preview = await look(given);
  expect(preview.items).toBe(30);
  expect(preview.leftOut).toEqual([
    { what: 'arrays that no labels fit', count: 1, examples: ['set/x_test.npy'] },
  ]);
});

test('an array that is turned is the same as one whose items come first', async () => {
  const value = (n: number, p: number) => noise(n * 97 + p);
  const first = bytes([12, 8, 8], (i) => value(i >> 6, i & 63));
  const last = bytes([8, 8, 12], (i) => value(i % 12, Math.floor(i / 12)));
  const set = (x: Uint8Array) => [zip('s.npz', { 'x.npy': x, 'y.npy': labels(12) })];
  expect(await read(set(last))).toEqual(await read(set(first)));
  const rows = floats([12, 5], (i) => i % 7);
  const columns = floats([5, 12], (i) => ((i % 12) * 5 + Math.floor(i / 12)) % 7);
  expect(await read(set(columns))).toEqual(await read(set(rows)));
});

test('labels as Python objects: what to do, in words', async () => {
  expect(await sentenceOf(look([fixture('object-labels.npz')]))).toBe(
    'object-labels/y.npy: it holds Python objects, which can’t be read here; save it as plain words or numbers, as y.astype("U") does for words.',
  );
});

test('pictures as Python objects are refused in words, not passed over for another array', async () => {
  const given = zip('ragged.npz', { 'x.npy': npy('|O', [12], ascii('…')), 'y.npy': labels(12) });
  expect(await sentenceOf(look([given]))).toContain('ragged/x.npy: it holds Python objects');
});

test('pixels in columns are pictures, as the same numbers in NPZ are, or numbers if chosen', async () => {
  const given = [fixture('pixels-in-columns.csv')];
  const preview = await look(given);
  expect(facts(preview)).toMatchObject({ kind: 'image', items: 60, leftOut: [] });
  expect([preview.shape, preview.sizes, preview.roles?.kind]).toEqual([
    [8, 8, 1],
    [{ width: 8, height: 8, count: 60 }],
    'points',
  ]);
  expect(preview.choices).toEqual([
    {
      id: 'rows',
      question: 'Each row is',
      options: [
        ['pictures', 'a picture of 8 by 8 pixels'],
        ['numbers', '64 numbers'],
      ],
      chosen: 'pictures',
    },
  ]);
  const [, ...lines] = (await given[0]?.blob.text())?.trim().split('\n') ?? [];
  const cells = lines.map((line) => line.split(',').map(Number));
  const npz = zip('same.npz', {
    'x.npy': bytes([60, 8, 8], (i) => cells[i >> 6]?.[1 + (i & 63)] ?? 0),
    'y.npy': npy(
      '|u1',
      [60],
      Uint8Array.from(cells, ([label]) => label ?? 0),
    ),
  });
  expect(await read(given)).toEqual(await read([npz]));
  const asNumbers = await look(given, { rows: 'numbers' });
  expect([asNumbers.kind, asNumbers.shape]).toEqual(['point', [64]]);
  expect((await read(given, { rows: 'numbers' })).shape).toEqual([64]);
});

const pixelRow = (i: number, count = 64) =>
  Array.from({ length: count }, (_, p) => noise(i * 67 + p));

test.each<[string, string]>([
  [
    'no first line of names, the label first, as in mnist_train.csv',
    Array.from({ length: 30 }, (_, i) => [i % 3, ...pixelRow(i)].join()).join('\n'),
  ],
  [
    'names such as 1x1, the label last',
    [
      [...Array.from({ length: 64 }, (_, p) => `${1 + (p >> 3)}x${1 + (p & 7)}`), 'what'].join(),
      ...Array.from({ length: 30 }, (_, i) => [...pixelRow(i), `class ${i % 3}`].join()),
    ].join('\n'),
  ],
])('pixels in columns: %s', async (_, csv) => {
  const preview = await look([file('pixels.csv', csv)]);
  expect(facts(preview)).toMatchObject({ kind: 'image', items: 30 });
  expect(preview.classes).toHaveLength(3);
  expect((await read([file('pixels.csv', csv)])).shape).toEqual([8, 8, 1]);
});

test('pixels in columns: the preview counts what trains, and names the line of a repeat', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => [i % 3, ...pixelRow(i)].join());
  const given = [file('pixels.csv', [...rows, rows[4]].join('\n'))];
  const preview = await look(given);
  expect(preview.leftOut).toEqual([
    { what: 'pictures equal to another one', count: 1, examples: ['pixels.csv, line 31'] },
  ]);
  const { train, heldOut } = await read(given);
  expect(preview.split).toEqual({ train: train.count, heldOut: heldOut.count });
  expect(preview.used).toBe(30);
});

test('64 measured numbers in columns stay numbers, and nothing is asked', async () => {
  const names = Array.from({ length: 64 }, (_, i) => `m${i}`);
  const rows = Array.from({ length: 30 }, (_, i) =>
    [`${'ab'[i % 2]}`, ...pixelRow(i).map((value) => value / 100 - 1)].join(),
  );
  const preview = await look([file('m.csv', [`kind,${names}`, ...rows].join('\n'))]);
  expect([preview.kind, preview.choices]).toEqual(['point', []]);
});

test('16 bits and narrow ranges are stretched, and that is said', async () => {
  const set = (x: Uint8Array) => [zip('s.npz', { 'x.npy': x, 'y.npy': labels(12) })];
  const deep = npy(
    '<u2',
    [12, 8, 8],
    bytesOf(
      Uint16Array.from({ length: 768 }, (_, i) => (i === 0 ? 0 : i === 1 ? 4095 : noise(i) * 16)),
    ),
  );
  expect(facts(await look(set(deep))).notes).toEqual([
    'The values of these pictures reach from 0 to 4,095; that was stretched, so that the lowest is black and the highest white.',
  ]);
  const digits = bytes([12, 8, 8], (i) => noise(i) % 17);
  const preview = await look(set(digits));
  expect(preview.notes).toEqual([
    'The values of these pictures reach from 0 to 16; that was stretched, so that the lowest is black and the highest white.',
  ]);
  expect(Math.max(...(await read(set(digits))).train.values)).toBe(1);
  expect(preview.choices).toMatchObject([{ id: 'brightness', chosen: 'stretched' }]);
  const stored = await read(set(digits), { brightness: 'stored' });
  expect(Math.max(...stored.train.values)).toBeCloseTo(16 / 255, 5);
  const asFloats = floats([12, 8, 8], (i) => noise(i) % 17);
  expect(await read(set(asFloats))).toEqual(await read(set(digits)));
  const masks = bytes([12, 8, 8], (i) => noise(i) >> 7);
  expect(Math.max(...(await read(set(masks))).train.values)).toBe(1);
});

test('a row of 64 numbers is a picture only if its values can be pixels, and may be chosen', async () => {
  const set = (x: Uint8Array) => [zip('s.npz', { 'x.npy': x, 'y.npy': labels(12) })];
  const embedding = floats([12, 64], (i) => noise(i) / 100 - 1.2);
  const preview = await look(set(embedding));
  expect([preview.kind, preview.choices[0]?.chosen]).toEqual(['point', 'numbers']);
  expect((await look(set(embedding), { rows: 'pictures' })).kind).toBe('image');
  expect((await look(set(bytes([12, 64], noise)))).kind).toBe('image');
});

test('a flat row of three colours is asked about, and nothing is read before', async () => {
  const given = [zip('s.npz', { 'x.npy': bytes([12, 192], noise), 'y.npy': labels(12) })];
  const preview = await look(given);
  expect(preview.problem).toBe('Choose first what the files leave open: “Each row is”.');
  expect(await sentenceOf(read(given))).toBe(preview.problem);
  expect((await look(given, { rows: 'apart' })).problem).toBeNull();
  const [together, apart] = [
    await read(given, { rows: 'together' }),
    await read(given, { rows: 'apart' }),
  ];
  expect([together.shape, apart.shape]).toEqual([
    [8, 8, 3],
    [8, 8, 3],
  ]);
  expect(together.train.values).not.toEqual(apart.train.values);
});

test('the label −1 is no class beside 0, 1 and 2; beside 0 and 1 it is asked about', async () => {
  const set = (values: number[]) => [
    zip('s.npz', {
      'x.npy': bytes([24, 8, 8], noise),
      'y.npy': npy(
        '|i1',
        [24],
        bytesOf(Int8Array.from({ length: 24 }, (_, i) => values[i % values.length] ?? 0)),
      ),
    }),
  ];
  expect(facts(await look(set([0, 1, 2, -1])))).toMatchObject({
    classes: ['0 6', '1 6', '2 6'],
    leftOut: ['items without a label: 6'],
  });
  expect((await look(set([0, 1, -1]))).problem).toContain('“The label −1 is”');
  expect((await look(set([0, 1, -1]), { minusOne: 'class' })).classes).toHaveLength(3);
  expect((await look(set([-1, 1]))).classes.map(({ name }) => name)).toEqual(['-1', '1']);
});

test('digits as scikit-learn saves them: pictures, stretched, and not the flat copy of them', async () => {
  const values = (i: number) => noise(i) % 17;
  const preview = await look([
    zip('digits.npz', {
      'data.npy': floats([12, 64], values),
      'target.npy': labels(12),
      'frame.npy': npy('|O', [], ascii('N.')),
      'feature_names.npy': words(9, ['pixel_0_0', 'pixel_0_1']),
      'target_names.npy': labels(3),
      'images.npy': floats([12, 8, 8], values),
    }),
  ]);
  expect(facts(preview)).toMatchObject({
    kind: 'image',
    classes: ['0 4', '1 4', '2 4'],
    leftOut: ['arrays of Python objects: 1', 'arrays of another shape: 1'],
  });
  expect(preview.problem).toBeNull();
  expect(preview.notes[0]).toContain('from 0 to 16; that was stretched');
});
