import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { usualWish } from '../../protocol/reading/wish';
import { previewFiles } from '../previewing';
import { readFiles } from '../reading';
import { ascii, file, sentenceOf } from './given.testing';

/** Kinds of pictures that this page decodes itself, with what a browser would lose. */

const wish = { ...usualWish, edge: 8, drawSeed: 1 };
const noBrowser = async () => {
  throw new Error('only a browser decodes this');
};
const read = (files: Record<string, Uint8Array>) =>
  readFiles(
    Object.entries(files).map(([path, bytes]) => file(path, bytes)),
    wish,
    { decode: noBrowser },
  );

const SIZE = 8;
/** The grey of pixel `p` of picture `i`, 0 to 255. */
const grey = (i: number, p: number) => (Math.imul(i * 64 + p + 1, 2654435761) >>> 24) & 255;
const greys = (i: number) => Array.from({ length: SIZE * SIZE }, (_, p) => grey(i, p));
const joined = (head: string, values: ArrayLike<number>) =>
  Uint8Array.from([...ascii(head), ...Array.from(values)]);
const bigEndian16 = (values: readonly number[]) => values.flatMap((v) => [v >> 8, v & 255]);

/** A TIFF file of one strip, not packed, as scanners and microscopes write it. */
function tiff(
  data: Uint8Array,
  { bits = 8, channels = 1, format = 1, type = 1, compression = 1 } = {},
): Uint8Array {
  const entries = [
    [256, SIZE],
    [257, SIZE],
    [258, bits],
    [259, compression],
    [262, type],
    [273, 8],
    [277, channels],
    [278, SIZE],
    [279, data.length],
    [339, format],
  ] as const;
  const at = 8 + data.length;
  const view = new DataView(new ArrayBuffer(at + 2 + 12 * entries.length + 4));
  view.setUint16(0, 0x4949);
  view.setUint16(2, 42, true);
  view.setUint32(4, at, true);
  new Uint8Array(view.buffer).set(data, 8);
  view.setUint16(at, entries.length, true);
  entries.forEach(([tag, value], i) => {
    view.setUint16(at + 2 + 12 * i, tag, true);
    view.setUint16(at + 4 + 12 * i, 4, true);
    view.setUint32(at + 6 + 12 * i, 1, true);
    view.setUint32(at + 10 + 12 * i, value, true);
  });
  return new Uint8Array(view.buffer);
}

const le16 = (values: readonly number[]) => new Uint8Array(Uint16Array.from(values).buffer);
const le32 = (values: readonly number[]) => new Uint8Array(Float32Array.from(values).buffer);

/** Eight pictures of two classes, each written by `write`. */
const set = (ending: string, write: (i: number) => Uint8Array) =>
  Object.fromEntries(
    Array.from({ length: 8 }, (_, i) => [`set/${'ab'[i % 2]}/${i}.${ending}`, write(i)]),
  );

/** The greys of all pictures, 0 to 255, sorted so that the split does not matter. */
const valuesIn = async (files: Record<string, Uint8Array>) => {
  const { data, leftOut } = await read(files);
  expect(leftOut).toEqual([]);
  return [...data.train.values, ...data.heldOut.values]
    .map((value) => Math.round(value * 255))
    .sort((a, b) => a - b);
};
const wanted = Array.from({ length: 8 }, (_, i) => greys(i))
  .flat()
  .sort((a, b) => a - b);

test.each<[string, string, (i: number) => Uint8Array]>([
  ['PGM in bytes', 'pgm', (i) => joined('P5\n# made by hand\n8 8\n255\n', greys(i))],
  ['PGM in text', 'pgm', (i) => ascii(`P2\n8 8 # wide, high\n255\n${greys(i).join(' ')}\n`)],
  [
    'PGM of 16 bits',
    'pgm',
    (i) => joined('P5 8 8 65535\n', bigEndian16(greys(i).map((v) => v * 257))),
  ],
  [
    'PPM in bytes',
    'ppm',
    (i) =>
      joined(
        'P6\n8 8\n255\n',
        greys(i).flatMap((v) => [v, v, v]),
      ),
  ],
  [
    'PPM in text',
    'ppm',
    (i) =>
      ascii(
        `P3 8 8 255 ${greys(i)
          .flatMap((v) => [v, v, v])
          .join('\n')}`,
      ),
  ],
  ['TIFF of 8 bits', 'tif', (i) => tiff(Uint8Array.from(greys(i)))],
  ['TIFF of 16 bits', 'tiff', (i) => tiff(le16(greys(i).map((v) => v * 257)), { bits: 16 })],
  [
    'TIFF of floats',
    'tif',
    (i) => tiff(le32(greys(i).map((v) => v / 255)), { bits: 32, format: 3 }),
  ],
  [
    'TIFF in colour',
    'tif',
    (i) => tiff(Uint8Array.from(greys(i).flatMap((v) => [v, v, v])), { channels: 3, type: 2 }),
  ],
  [
    'TIFF in which 0 is white',
    'tif',
    (i) =>
      tiff(
        Uint8Array.from(greys(i), (v) => 255 - v),
        { type: 0 },
      ),
  ],
  [
    'PNG of 16 bits',
    'png',
    (i) =>
      encode({
        ...{ width: 8, height: 8, depth: 16, channels: 1 },
        data: Uint16Array.from(greys(i), (v) => v * 257),
      }),
  ],
])('%s is read, grey for grey', async (_, ending, write) => {
  const files = set(ending, write);
  const { sizes, kind, items } = await previewFiles(
    Object.entries(files).map(([path, bytes]) => file(path, bytes)),
    wish,
  );
  expect([kind, items, sizes]).toEqual(['image', 8, [{ width: 8, height: 8, count: 8 }]]);
  expect(await valuesIn(files)).toEqual(wanted);
});

test('bits are black and white', async () => {
  const text = (i: number) => greys(i).map((v) => (v > 127 ? 0 : 1));
  const packed = (i: number) =>
    Array.from({ length: 8 }, (_, y) =>
      text(i)
        .slice(8 * y, 8 * y + 8)
        .reduce<number>((byte, bit) => byte * 2 + bit, 0),
    );
  const inText = await valuesIn(set('pbm', (i) => ascii(`P1\n8 8\n${text(i).join('')}\n`)));
  expect(new Set(inText)).toEqual(new Set([0, 255]));
  expect(await valuesIn(set('pbm', (i) => joined('P4\n8 8\n', packed(i))))).toEqual(inText);
});

test('16 bits of which few are used are stretched with all their steps, and it is said', async () => {
  const files = set('png', (i) =>
    encode({
      ...{ width: 8, height: 8, depth: 16, channels: 1 },
      data: Uint16Array.from(greys(i), (v) => 100 + v),
    }),
  );
  const { data, notes } = await read(files);
  expect(notes).toHaveLength(1);
  expect(notes[0]).toContain('that was stretched, so that the lowest is black');
  expect(new Set(data.train.values).size).toBeGreaterThan(100);
  expect(Math.max(...data.train.values, ...data.heldOut.values)).toBe(1);
  const scans = set('tif', (i) =>
    tiff(le32(greys(i).map((v) => 1000 + v)), { bits: 32, format: 3 }),
  );
  expect((await read(scans)).notes[0]).toContain('stretched');
});

test('a TIFF or PGM file that can’t be read is left out, with its reason, and the others stay', async () => {
  const files = {
    ...set('tif', (i) => tiff(Uint8Array.from(greys(i)))),
    'set/a/fax.tif': tiff(new Uint8Array(64), { compression: 4 }),
    'set/b/cut.pgm': joined('P5 8 8 255\n', greys(1)).subarray(0, 40),
  };
  expect((await read(files)).leftOut).toEqual([
    {
      what: 'TIFF pictures packed in a way that is not read here',
      count: 1,
      examples: ['set/a/fax.tif'],
    },
    { what: 'pictures that can’t be read', count: 1, examples: ['set/b/cut.pgm'] },
  ]);
});

test('HEIC that a browser can’t read: what it is and what to do', async () => {
  const heic = Uint8Array.from([0, 0, 0, 24, ...ascii('ftypheic'), ...new Uint8Array(40)]);
  expect(await sentenceOf(read({ 'a/1.heic': heic, 'b/2.HEIC': heic }))).toBe(
    'None of 2 pictures can be read. a/1.heic: this is HEIC, as iPhones take pictures, which this browser can’t read; save it as JPEG, or open this page in Safari.',
  );
});
