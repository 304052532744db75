import { describe, expect, test } from 'vitest';
import { decodeInBrowser } from '../formats/pictures/decode';
import { fitted } from '../formats/pictures/fit';
import { pictureHead } from '../formats/pictures/pictureHead';

const fixtures = import.meta.glob<string>('../fixtures/*.{avif,gif,jpg,png,webp}', {
  query: '?url',
  import: 'default',
  eager: true,
});

async function fixture(name: string): Promise<Uint8Array> {
  const answer = await fetch(fixtures[`../fixtures/${name}`] ?? '');
  return new Uint8Array(await answer.arrayBuffer());
}

/** The colours in the middle of the left and of the right half. */
async function halves(name: string): Promise<number[][]> {
  const { width, height, rgba } = await decodeInBrowser(await fixture(name), 64);
  return [0.25, 0.75].map((across) => {
    const at = 4 * ((height >> 1) * width + Math.floor(width * across));
    return [...rgba.subarray(at, at + 4)];
  });
}

const RED = [220, 30, 20, 255];
const BLUE = [20, 40, 220, 255];

describe('red on the left and blue on the right', () => {
  test.each([
    ['a JPEG of four inks', 'cmyk.jpg'],
    ['the first frame of a GIF', 'moving.gif'],
    ['the first frame of a WebP', 'moving.webp'],
    ['the first frame of a PNG', 'moving.png'],
    ['an AVIF', 'modern.avif'],
    ['a JPEG that the camera turned', 'turned.jpg'],
    ['a PNG of 16 bits', 'deep.png'],
    ['a PNG with a colour profile that swaps red and blue', 'profile.png'],
  ])('%s', async (_, name) => {
    const found = await halves(name);
    [RED, BLUE].forEach((wanted, half) => {
      wanted.forEach((value, channel) => {
        expect(Math.abs((found[half]?.[channel] ?? -1) - value)).toBeLessThanOrEqual(4);
      });
    });
  });
});

test('a colour that is hardly there keeps its value, and white shows through', async () => {
  expect((await halves('glass.png'))[0]).toEqual([0, 100, 200, 51]);
  const pixels = await decodeInBrowser(await fixture('glass.png'), 64);
  expect([...fitted(pixels, 32).subarray(3 * 32 * 16, 3 * 32 * 16 + 3)]).toEqual([204, 224, 244]);
});

test('a line of one by 10,000 pixels stays a line', async () => {
  const pixels = await decodeInBrowser(await fixture('line.png'), 56);
  expect([pixels.width, pixels.height]).toEqual([1, 56]);
  expect(new Set(fitted(pixels, 28))).toEqual(new Set([128]));
});

test('the size of an AVIF is told before it is unpacked', async () => {
  expect(pictureHead(await fixture('modern.avif'))).toEqual({
    type: 'avif',
    size: { width: 32, height: 16 },
  });
});

test('what no browser unpacks is refused, not drawn as nothing', async () => {
  const drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
  await expect(decodeInBrowser(new TextEncoder().encode(drawn), 8)).rejects.toThrow();
});
