import { afterEach, expect, test } from 'vitest';
import { usualWish } from '../../protocol/reading/wish';
import { decodeInBrowser } from '../formats/pictures/decode';
import { pictureHead } from '../formats/pictures/pictureHead';
import { previewFiles } from '../previewing';
import { readFiles } from '../reading';
import { listSaved, loadSaved, removeSaved, save } from '../savedData';
import { file } from './given.testing';

/** A picture file as the browser itself writes it. */
async function drawn(
  type: 'image/png' | 'image/jpeg' | 'image/webp',
  width: number,
  height: number,
  draw: (context: OffscreenCanvasRenderingContext2D) => void,
): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(width, height);
  draw(canvas.getContext('2d') as OffscreenCanvasRenderingContext2D);
  const blob = await canvas.convertToBlob({ type, quality: 0.95 });
  return new Uint8Array(await blob.arrayBuffer());
}

const filled =
  (colour: string, width: number, height: number) =>
  (context: OffscreenCanvasRenderingContext2D) => {
    context.fillStyle = colour;
    context.fillRect(0, 0, width, height);
  };

const wish = { ...usualWish, edge: 8 };

/** Four reds and four blues of different lightness. */
async function squares(type: 'image/png' | 'image/jpeg') {
  const given = [];
  for (const [name, hue] of [
    ['red', 0],
    ['blue', 240],
  ] as const)
    for (let i = 0; i < 4; i++) {
      const bytes = await drawn(type, 40, 40, filled(`hsl(${hue} 100% ${40 + 5 * i}%)`, 40, 40));
      given.push(file(`set/${name}/${i}`.concat(type === 'image/png' ? '.png' : '.jpg'), bytes));
    }
  return given;
}

test.each(['image/png', 'image/jpeg'] as const)(
  '%s files of a visitor become data',
  async (type) => {
    const given = await squares(type);
    const { classes, sizes } = await previewFiles(given, wish);
    expect(classes).toEqual([
      { name: 'blue', count: 4 },
      { name: 'red', count: 4 },
    ]);
    expect(sizes).toEqual([{ width: 40, height: 40, count: 8 }]);
    const { data, leftOut } = await readFiles(given, wish);
    expect(leftOut).toEqual([]);
    expect([data.shape, data.train.count, data.heldOut.count]).toEqual([[8, 8, 3], 4, 4]);
    data.train.labels.forEach((label, i) => {
      const [red = 0, , blue = 0] = data.train.values.subarray(i * 192, i * 192 + 3);
      expect(data.classNames[label]).toBe(red > blue ? 'red' : 'blue');
    });
  },
);

test('a wide picture keeps its shape, and transparency shows white', async () => {
  const bytes = await drawn('image/png', 64, 16, filled('rgb(0 0 0 / 0)', 0, 0));
  const pixels = await decodeInBrowser(bytes, 16);
  expect([pixels.width, pixels.height, pixels.rgba[3]]).toEqual([16, 4, 0]);
});

test('types and sizes of what the browser writes are told from the first bytes', async () => {
  for (const type of ['png', 'jpeg', 'webp'] as const) {
    const bytes = await drawn(`image/${type}`, 33, 17, filled('teal', 33, 17));
    expect(pictureHead(bytes)).toEqual({ type, size: { width: 33, height: 17 } });
  }
});

test('a picture that is cut off is left out and named', async () => {
  const given = await squares('image/png');
  const noise = await drawn('image/png', 99, 99, filled('hsl(0 50% 50%)', 50, 99));
  const { leftOut } = await readFiles(
    [...given, file('set/red/cut.png', noise.subarray(0, 60))],
    wish,
  );
  expect(leftOut).toEqual([
    { what: 'pictures that can’t be read', count: 1, examples: ['set/red/cut.png'] },
  ]);
});

afterEach(() => removeSaved('set'));

test('data are saved between visits and removed again, in the browser’s own store', async () => {
  const read = await readFiles(await squares('image/png'), wish);
  const facts = await save(read);
  expect(facts.bytes).toBeGreaterThan(8 * 192 * 4);
  expect(await listSaved()).toEqual([facts]);
  expect(await loadSaved('set')).toEqual(read);
  await removeSaved('set');
  expect([await listSaved(), await loadSaved('set')]).toEqual([[], null]);
});

test('Parquet packed with zstd is read by code that comes only then', async () => {
  const url = new URL('../fixtures/texts-zstd.parquet', import.meta.url);
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const { data } = await readFiles([file('films.parquet', bytes)], wish);
  expect(data.classNames).toEqual(['bad', 'good']);
});
