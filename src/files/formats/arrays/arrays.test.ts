import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { GivenFile } from '../../../protocol/reading/given';
import { usualWish } from '../../../protocol/reading/wish';
import { ascii, file, npy, sentenceOf } from '../../behaviour/given.testing';
import { previewFiles } from '../../previewing';
import { readFiles } from '../../reading';
import { npyArray } from './npy';
import type { NamedArray } from './numbers';

const wish = { ...usualWish, edge: 4, drawSeed: 1 };
const read = (given: GivenFile[]) => readFiles(given, wish);

const bytesOf = (array: ArrayBufferView) =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

const listOf = ({ values }: NamedArray): unknown[] => [...values];

/** An IDX file of bytes. */
function idx(shape: readonly number[], values: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  head.setUint8(2, 8);
  head.setUint8(3, shape.length);
  for (const [i, size] of shape.entries()) head.setUint32(4 + 4 * i, size);
  return Uint8Array.from([...bytesOf(head), ...values]);
}

/** `count` different pictures of 4 by 4: item i is i + pixel. */
const pixels = (count: number, first = 0) =>
  Uint8Array.from({ length: count * 16 }, (_, i) => first + (i >> 4) + (i & 15));
const labels = (count: number) => Uint8Array.from({ length: count }, (_, i) => i % 2);

const mnist = (count = 12, other = count) => [
  file('train-images-idx3-ubyte', idx([count, 4, 4], pixels(count))),
  file('train-labels-idx1-ubyte', idx([other], labels(other))),
];

test('IDX files of pictures and labels are data, pixel for pixel', async () => {
  const preview = await previewFiles(mnist(), wish);
  expect(preview).toMatchObject({
    kind: 'image',
    items: 12,
    classes: [
      { name: '0', count: 6 },
      { name: '1', count: 6 },
    ],
    sizes: [{ width: 4, height: 4, count: 12 }],
  });
  const { data } = await read(mnist());
  expect([data.shape, data.train.count, data.heldOut.count, data.classNames]).toEqual([
    [4, 4, 1],
    8,
    4,
    ['0', '1'],
  ]);
  const first = Math.round((data.train.values[0] as number) * 255);
  expect(first % 2).toBe(data.train.labels[0]);
  expect(
    Array.from(data.train.values.subarray(0, 16), (value) => Math.round(value * 255) - first),
  ).toEqual(Array.from({ length: 16 }, (_, i) => i));
});

test('MNIST’s own split and its gzip files', async () => {
  const gzip = async (bytes: Uint8Array) =>
    new Response(
      new Blob([bytes as Uint8Array<ArrayBuffer>])
        .stream()
        .pipeThrough(new CompressionStream('gzip')),
    ).bytes();
  const given = [
    ...mnist(),
    file('t10k-images-idx3-ubyte.gz', await gzip(idx([6, 4, 4], pixels(6, 100)))),
    file('t10k-labels-idx1-ubyte.gz', await gzip(idx([6], labels(6)))),
  ];
  const { data } = await read(given);
  expect([data.train.count, data.heldOut.count]).toEqual([12, 6]);
  expect((await previewFiles(given, wish)).sides).toEqual({ train: 12, heldOut: 6 });
  expect(Math.min(...data.heldOut.values) * 255).toBeCloseTo(100, 3);
});

test('an NPZ file as Keras writes it gives the same data as IDX files', async () => {
  const npz = zipSync({
    'x_train.npy': npy('|u1', [12, 4, 4], pixels(12)),
    'y_train.npy': npy('<i8', [12], bytesOf(BigInt64Array.from(labels(12), BigInt))),
  });
  expect((await read([file('mnist.npz', npz)])).data).toEqual((await read(mnist())).data);
});

const values = Float64Array.from({ length: 24 }, (_, i) => i - 3);
const swap = (bytes: Uint8Array, size: number) =>
  bytes.map((_, i) => bytes[i - (i % size) + size - 1 - (i % size)] as number);

test.each<[string, Uint8Array]>([
  ['<f8', bytesOf(values)],
  ['>f8', swap(bytesOf(values), 8)],
  ['<f4', bytesOf(Float32Array.from(values))],
  ['>f4', swap(bytesOf(Float32Array.from(values)), 4)],
  ['<i2', bytesOf(Int16Array.from(values))],
  ['>i4', swap(bytesOf(Int32Array.from(values)), 4)],
  ['<i8', bytesOf(BigInt64Array.from(values, BigInt))],
  ['|i1', bytesOf(Int8Array.from(values))],
])('numbers of type %s are read', (descr, bytes) => {
  const array = npyArray(npy(descr, [2, 3, 4], bytes), 'x.npy');
  expect([array.shape, listOf(array)]).toEqual([[2, 3, 4], [...values]]);
});

test('floats of 16 bits, words, and truths', () => {
  const half = Uint16Array.from([0x0000, 0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff]);
  expect(listOf(npyArray(npy('<f2', [6], bytesOf(half)), 'x'))).toEqual([
    0,
    1,
    -2,
    Math.fround(0.333251953125),
    2 ** -24,
    65504,
  ]);
  const words = Uint32Array.from(['c', 'a', 't', '😀', '\0', '\0'], (c) => c.codePointAt(0) ?? 0);
  expect(npyArray(npy('<U3', [2], bytesOf(words)), 'x').values).toEqual(['cat', '😀']);
  expect(npyArray(npy('|S3', [2], ascii('catab\0')), 'x').values).toEqual(['cat', 'ab']);
  expect(listOf(npyArray(npy('|b1', [2], Uint8Array.from([0, 1])), 'x'))).toEqual([0, 1]);
});

test('Fortran order is turned into C order', () => {
  const plain = Array.from({ length: 24 }, (_, i) => i);
  const fortran = new Uint8Array(24);
  for (let a = 0; a < 2; a++)
    for (let b = 0; b < 3; b++)
      for (let c = 0; c < 4; c++) fortran[a + 2 * b + 6 * c] = 12 * a + 4 * b + c;
  expect(listOf(npyArray(npy('|u1', [2, 3, 4], fortran, true), 'x'))).toEqual(plain);
});

test('channels first or last, and flat squares, are the same pictures', async () => {
  const rgb = Uint8Array.from({ length: 8 * 64 * 3 }, (_, i) => (i * 7 + (i >> 5)) & 255);
  const first = new Uint8Array(rgb.length);
  for (let n = 0; n < 8; n++)
    for (let p = 0; p < 64; p++)
      for (let c = 0; c < 3; c++) first[n * 192 + c * 64 + p] = rgb[n * 192 + p * 3 + c] as number;
  const set = (shape: number[], bytes: Uint8Array) =>
    readFiles(
      [
        file(
          's.npz',
          zipSync({
            'images.npy': npy('|u1', shape, bytes),
            'labels.npy': npy('|u1', [8, 1], labels(8)),
          }),
        ),
      ],
      { ...wish, edge: 8 },
    );
  const last = (await set([8, 8, 8, 3], rgb)).data;
  expect(last.shape).toEqual([8, 8, 3]);
  expect((await set([8, 3, 8, 8], first)).data).toEqual(last);
  const grey = rgb.subarray(0, 8 * 64);
  expect((await set([8, 64], grey)).data).toEqual((await set([8, 8, 8], grey)).data);
});

test('floats from 0 to 1 are pictures as bytes are; other rows of numbers are points; one-hot labels count', async () => {
  const shares = Float32Array.from(pixels(12), (value) => value / 255);
  const oneHot = Uint8Array.from([...labels(12)].flatMap((label) => [1 - label, label]));
  const npz = zipSync({
    'images.npy': npy('<f4', [12, 4, 4], bytesOf(shares)),
    'labels.npy': npy('|u1', [12, 2], oneHot),
  });
  expect((await read([file('m.npz', npz)])).data).toEqual((await read(mnist())).data);
  const rows = zipSync({
    'x.npy': npy('<f4', [12, 3], bytesOf(Float32Array.from({ length: 36 }, (_, i) => i))),
    'y.npy': npy('|u1', [12], labels(12)),
  });
  const { data } = await read([file('rows.npz', rows)]);
  expect([data.shape, data.range, data.train.count]).toEqual([[3], [-1, 1], 8]);
});

const npz = (files: Record<string, Uint8Array>) => [file('a.npz', zipSync(files))];
const good = { 'x.npy': npy('|u1', [12, 4, 4], pixels(12)), 'y.npy': npy('|u1', [12], labels(12)) };

test.each<[string, GivenFile[], string]>([
  [
    'an IDX file cut off',
    [file('x-idx3-ubyte', idx([12, 4, 4], pixels(11))), mnist()[1] as GivenFile],
    'x-idx3-ubyte: this file is cut off: it announces 192 bytes of numbers but has 176 bytes.',
  ],
  [
    'an IDX header cut off',
    [file('x-idx3-ubyte', idx([12, 4, 4], pixels(12)).subarray(0, 9))],
    'x-idx3-ubyte: its header is cut off.',
  ],
  ['no IDX file', [file('x-idx3-ubyte', 'hello')], 'x-idx3-ubyte: this is no IDX file.'],
  ['an empty file', [file('x.npy')], 'x.npy: this file is empty.'],
  [
    'no labels',
    [mnist()[0] as GivenFile],
    'train-images-idx3-ubyte: there are no labels for its 12 items: a list of as many whole numbers, named like “y_train” or “labels”.',
  ],
  [
    'another number of labels',
    mnist(12, 11),
    'train-images-idx3-ubyte: it holds 12 items, but train-labels-idx1-ubyte holds 11 labels.',
  ],
  [
    'labels alone',
    [mnist()[1] as GivenFile],
    'None of these arrays holds pictures or rows of numbers: train-labels-idx1-ubyte [12].',
  ],
  [
    'an NPZ file cut off',
    [file('a.npz', zipSync(good).subarray(0, 300))],
    'a.npz: this is not a ZIP file, or it is cut off.',
  ],
  [
    'an NPY file cut off',
    npz({ ...good, 'x.npy': (good['x.npy'] as Uint8Array).subarray(0, 200) }),
    'a/x.npy: this file is cut off: it announces 192 bytes of numbers but has 72 bytes.',
  ],
  [
    'an NPY header cut off',
    npz({ 'x.npy': (good['x.npy'] as Uint8Array).subarray(0, 40) }),
    'a/x.npy: its header is broken or cut off.',
  ],
  [
    'no NPY file',
    npz({ 'x.npy': ascii('not at all') }),
    'a/x.npy: this is no NumPy file, or it is cut off.',
  ],
  [
    'Python objects',
    npz({ ...good, 'y.npy': npy('|O', [12], labels(12)) }),
    'a/y.npy: it holds Python objects, which can’t be read here; save it as plain words or numbers, as y.astype("U") does for words.',
  ],
  [
    'complex numbers',
    npz({ ...good, 'x.npy': npy('<c8', [12, 4, 4], pixels(12)) }),
    'a/x.npy: it holds complex numbers, which can’t be read here; save plain numbers instead.',
  ],
  [
    'labels that are no whole numbers',
    npz({ ...good, 'y.npy': npy('<f4', [12], bytesOf(new Float32Array(12).fill(0.5))) }),
    'a/y.npy: label 1 is 0.5, and labels must be whole numbers or words.',
  ],
  [
    'several labels an item',
    npz({ ...good, 'y.npy': npy('|u1', [12, 2], new Uint8Array(24).fill(1)) }),
    'a/y.npy: item 1 has 2 labels, and only one a row can be used.',
  ],
  [
    'a shape that is no picture',
    npz({ ...good, 'x.npy': npy('|u1', [12, 2, 4, 2], pixels(12)) }),
    'a/x.npy: an array of shape [12, 2, 4, 2] is neither pictures nor rows of numbers.',
  ],
  [
    'one class',
    npz({ ...good, 'y.npy': npy('|u1', [12], new Uint8Array(12)) }),
    'All items are of one class, “0”; there must be two at least.',
  ],
])('%s: a sentence', async (_, given, sentence) => {
  expect(await sentenceOf(read(given))).toBe(sentence);
});

test('of arrays alike in length, labels go with the pictures that are named like them', async () => {
  const set = Object.fromEntries(
    ['train', 'val', 'test'].flatMap((side, s) => [
      [`${side}_images.npy`, npy('|u1', [8, 4, 4], pixels(8, s * 40))],
      [
        `${side}_labels.npy`,
        npy(
          '|u1',
          [8, 1],
          labels(8).map((label) => label + (side === 'test' ? 2 : 0)),
        ),
      ],
    ]),
  );
  const { data, leftOut } = await read([file('med.npz', zipSync(set))]);
  expect([data.train.count, data.heldOut.count, data.classNames]).toEqual([8, 8, ['0', '1']]);
  expect(leftOut[0]).toMatchObject({ count: 8, examples: ['2', '3'] });
});

test('a file that NumPy itself wrote: compressed, big-endian, in Fortran order, labels as words', async () => {
  const bytes = new Uint8Array(readFileSync(new URL('../../fixtures/numpy.npz', import.meta.url)));
  const { data } = await readFiles([file('numpy.npz', bytes)], { ...wish, edge: 8 });
  expect([data.shape, data.classNames]).toEqual([
    [8, 8, 1],
    ['ant', 'bee', 'cow'],
  ]);
  for (let i = 0; i < data.train.count; i++) {
    const own = Array.from(data.train.values.subarray(i * 64, (i + 1) * 64), (value) =>
      Math.round(value * 255),
    );
    const first = Array.from({ length: 12 }, (_, item) => item).find(
      (item) => (item * 64) % 251 === own[0],
    );
    expect(own).toEqual(Array.from({ length: 64 }, (_, at) => ((first ?? -1) * 64 + at) % 251));
    expect(data.train.labels[i]).toBe((first ?? -1) % 3);
  }
});
