import { expect, test } from 'vitest';
import { quickest } from '../../parts/quickest.testing';
import type { GivenFile } from '../../protocol/reading/given';
import { usualWish } from '../../protocol/reading/wish';
import { previewFiles } from '../previewing';
import { readFiles } from '../reading';
import { file, picture, plain, plainDecode, sentenceOf, zip } from './given.testing';

const wish = { ...usualWish, edge: 4, drawSeed: 1 };
const read = (given: GivenFile[], more: Partial<typeof wish> = {}) =>
  readFiles(given, { ...wish, ...more }, { decode: plainDecode });

/** `count` pictures for each class, all different. */
const folders = (classes: readonly string[], count: number, first = 0) =>
  classes.flatMap((name, k) =>
    Array.from({ length: count }, (_, i) =>
      file(`pets/${name}/${i}.png`, plain(first + k * count + i)),
    ),
  );

/** The number of each picture of a side, as `plain` coloured it. */
const numbersOf = ({ values }: { values: Float32Array }) =>
  Array.from(
    { length: values.length / 48 },
    (_, i) =>
      Math.round((values[i * 48] as number) * 255) +
      256 * Math.round((values[i * 48 + 1] as number) * 255),
  );

test('a folder for each class: counts before, data after', async () => {
  const given = folders(['cat', 'dog', 'emu 10', 'emu 9'], 10);
  expect(await previewFiles(given, wish)).toMatchObject({
    name: 'pets',
    kind: 'image',
    items: 40,
    used: 40,
    classes: ['cat', 'dog', 'emu 9', 'emu 10'].map((name) => ({ name, count: 10 })),
    sizes: [{ width: 6, height: 6, count: 40 }],
    shape: [4, 4, 3],
    memoryBytes: 40 * 48 * 4,
    leftOut: [],
    notes: [],
  });
  const { data, name } = await read(given);
  expect([name, data.shape, data.range, data.classNames]).toEqual([
    'pets',
    [4, 4, 3],
    [0, 1],
    ['cat', 'dog', 'emu 9', 'emu 10'],
  ]);
  expect([data.train.count, data.heldOut.count]).toEqual([32, 8]);
  expect([...numbersOf(data.train), ...numbersOf(data.heldOut)].sort((a, b) => a - b)).toEqual(
    given.map((_, i) => i),
  );
  numbersOf(data.train).forEach((number, i) => {
    expect(data.classNames[data.train.labels[i] as number]).toBe(
      ['cat', 'dog', 'emu 10', 'emu 9'][Math.floor(number / 10)],
    );
  });
});

test('folders whose names differ in spelling only are two classes, and that is said', async () => {
  const preview = await previewFiles(folders(['Cat', 'cat', 'dog'], 6), wish);
  expect(preview.classes.length).toBe(3);
  expect(preview.notes).toContain(
    '“Cat” may be the same class as “cat”; to join them, give both one name.',
  );
});

test('a ZIP file gives the same data as the folder in it', async () => {
  const given = folders(['cat', 'dog'], 6);
  const packed: Record<string, Uint8Array> = {};
  for (const { path, blob } of given) packed[path] = await blob.bytes();
  expect((await read([zip('pets.zip', packed)])).data).toEqual((await read(given)).data);
});

test('folders called train and test are the split; classes may lie deeper', async () => {
  const given = ['train', 'test'].flatMap((side, s) =>
    folders(['big/cat', 'small/cat'], 5, s * 10).map(({ path, blob }) => ({
      path: path.replace('pets/', `pets/${side}/`),
      blob,
    })),
  );
  expect(await previewFiles(given, wish)).toMatchObject({
    sides: { train: 10, heldOut: 10 },
    notes: ['The split is the one that the data bring.'],
  });
  const { data } = await read(given);
  expect(data.classNames).toEqual(['big/cat', 'small/cat']);
  expect(numbersOf(data.heldOut).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 10 }, (_, i) => 10 + i),
  );
});

test('broken, empty, equal and stray pictures are left out, counted and named', async () => {
  const given = [
    ...folders(['cat', 'dog'], 6),
    file('pets/cat/cut.png', plain(99).subarray(0, 60)),
    file('pets/cat/none.png'),
    file('pets/dog/text.jpg', 'this is no picture'),
    file('pets/dog/again.png', plain(0)),
    file('pets/stray.png', plain(77)),
    file('pets/notes.txt', 'hello'),
    file('pets/.hidden.png', plain(88)),
  ];
  const { data, leftOut } = await read(given);
  expect(data.train.count + data.heldOut.count).toBe(12);
  expect(leftOut).toEqual([
    { what: 'files of another kind', count: 1, examples: ['pets/notes.txt'] },
    { what: 'empty files', count: 1, examples: ['pets/cat/none.png'] },
    { what: 'pictures outside the folders of classes', count: 1, examples: ['pets/stray.png'] },
    {
      what: 'pictures that can’t be read',
      count: 2,
      examples: ['pets/cat/cut.png', 'pets/dog/text.jpg'],
    },
    { what: 'pictures equal to another one', count: 1, examples: ['pets/dog/again.png'] },
  ]);
  expect((await previewFiles(given, wish)).leftOut).toEqual([
    ...leftOut.slice(0, 3),
    { what: 'pictures that can’t be read', count: 1, examples: ['pets/dog/text.jpg'] },
  ]);
});

test('pictures of many sizes are fitted into one, and that is said before', async () => {
  const given = [
    ...folders(['cat', 'dog'], 4),
    file('pets/cat/wide.png', plain(50, 9, 3)),
    file('pets/cat/tall.png', plain(51, 1, 2)),
  ];
  const { sizes, notes } = await previewFiles(given, wish);
  expect(sizes[0]).toEqual({ width: 6, height: 6, count: 8 });
  expect(notes).toEqual(['Pictures come in 3 sizes; each is fitted whole into 4 by 4 pixels.']);
  expect((await read(given)).data.train.count).toBe(6);
});

test('grey pictures have one channel, unless colour is wished', async () => {
  const grey = ['a', 'b'].flatMap((name, k) =>
    Array.from({ length: 4 }, (_, i) =>
      file(
        `${name}/${i}.png`,
        picture(4, 4, (x) => [k * 100 + i + x, k * 100 + i + x, k * 100 + i + x, 255]),
      ),
    ),
  );
  expect((await read(grey)).data.shape).toEqual([4, 4, 1]);
  expect((await read(grey, { colour: 'colour' })).data.shape).toEqual([4, 4, 3]);
  expect((await read(folders(['a', 'b'], 4), { colour: 'grey' })).data.shape).toEqual([4, 4, 1]);
});

test('more pictures than wished: a draw, the same for the same seed', async () => {
  const given = folders(['cat', 'dog'], 50);
  expect((await previewFiles(given, { ...wish, mostItems: 30 })).notes).toEqual([
    '30 of 100 pictures will be used, drawn by the seed.',
  ]);
  const [one, same, other] = [
    await read(given, { mostItems: 30 }),
    await read(given, { mostItems: 30 }),
    await read(given, { mostItems: 30, drawSeed: 2 }),
  ];
  expect(one.data.train.count + one.data.heldOut.count).toBe(30);
  expect(same.data).toEqual(one.data);
  expect(numbersOf(other.data.train)).not.toEqual(numbersOf(one.data.train));
  expect(one.leftOut).toEqual([
    { what: 'pictures beyond the number wished, drawn by the seed', count: 70, examples: [''] },
  ]);
});

test.each<[string, GivenFile[], string]>([
  [
    'one folder',
    folders(['cat'], 5),
    '5 pictures lie in one folder, and so are of one class; put those of each class into a folder of their own, two at least. A class in each name, as in cat.1.png and dog.1.png, or a table of names and classes beside the pictures will do as well.',
  ],
  [
    'no folder',
    [file('a.png', plain(1)), file('b.png', plain(2))],
    '2 pictures lie in one folder, and so are of one class; put those of each class into a folder of their own, two at least. A class in each name, as in cat.1.png and dog.1.png, or a table of names and classes beside the pictures will do as well.',
  ],
  [
    'classes of too few',
    folders(['cat', 'dog', 'emu'], 3),
    'Of 3 classes none has 4 items or more; there must be two at least.',
  ],
  [
    'all broken',
    [file('a/1.png', 'x'), file('b/1.png', 'y')],
    'None of 2 pictures can be read. a/1.png: this is no picture of a kind that can be read here.',
  ],
  [
    'all cut off',
    [file('a/1.png', plain(1).subarray(0, 60)), file('b/1.png', plain(2).subarray(0, 60))],
    'None of 2 pictures can be read. a/1.png, for one, is cut off or packed in a way that this browser can’t read; save them as PNG or JPEG.',
  ],
  ['all empty', [file('a/1.png'), file('b/1.png')], 'None of 2 pictures can be read.'],
  ['an empty ZIP file', [zip('a.zip', {})], 'There is nothing to read in a.zip.'],
])('%s: a sentence', async (_, given, sentence) => {
  expect(await sentenceOf(read(given))).toBe(sentence);
});

test('a picture that would unpack to too many pixels is never unpacked', async () => {
  const huge = plain(1);
  new DataView(huge.buffer).setUint32(16, 50_000);
  new DataView(huge.buffer).setUint32(20, 50_000);
  const { leftOut } = await read([...folders(['cat', 'dog'], 4), file('pets/cat/huge.png', huge)]);
  expect(leftOut).toEqual([
    { what: 'pictures of over 100 million pixels', count: 1, examples: ['pets/cat/huge.png'] },
  ]);
});

test('4,000 pictures are ready within two seconds once unpacked', async () => {
  const noise = Array.from({ length: 4000 }, (_, i) => {
    const rgba = new Uint8Array(64 * 64 * 4).fill(255);
    for (let at = 0; at < rgba.length; at++)
      if (at % 4 < 3) rgba[at] = Math.imul(at + i * 7919, 2654435761) >>> 24;
    return { width: 64, height: 64, rgba };
  });
  const given = noise.map((_, i) => file(`${i % 10}/${i}.png`, plain(i, 1, 1)));
  let next = 0;
  const decode = async () =>
    noise[next++ % noise.length] ?? { width: 0, height: 0, rgba: new Uint8Array() };
  const milliseconds = await quickest(async () => {
    const { data } = await readFiles(given, { ...wish, edge: 32 }, { decode });
    expect(data.train.count + data.heldOut.count).toBe(4000);
  }, 2);
  expect(milliseconds).toBeLessThan(2000);
}, 60_000);

test('a read of pictures can be stopped', async () => {
  const stop = new AbortController();
  const given = folders(['cat', 'dog'], 200);
  let unpacked = 0;
  const decode = (bytes: Uint8Array) => {
    if (++unpacked === 20) stop.abort();
    return plainDecode(bytes, 8);
  };
  await expect(readFiles(given, wish, { decode, signal: stop.signal })).rejects.toThrow(
    expect.objectContaining({ name: 'AbortError' }),
  );
  expect(unpacked).toBeLessThan(40);
});
