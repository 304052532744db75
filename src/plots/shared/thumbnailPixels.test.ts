import { expect, test } from 'vitest';
import { thumbnailPixels } from './thumbnailPixels';

test('ink is dark on white paper', () => {
  const { data } = thumbnailPixels({ shape: [1, 2, 1], thumbnails: Uint8Array.of(0, 255) }, 0);
  expect([...data]).toEqual([255, 255, 255, 255, 0, 0, 0, 255]);
});

test('a colour picture is drawn as it is', () => {
  const thumbnails = Uint8Array.of(9, 9, 9, 1, 2, 3);
  expect([...thumbnailPixels({ shape: [1, 1, 3], thumbnails }, 1).data]).toEqual([1, 2, 3, 255]);
});

test('a point is a dot among the others, up being up', () => {
  const { width, height, data } = thumbnailPixels(
    { shape: [2], thumbnails: Uint8Array.of(0, 255, 255, 0) },
    0,
  );
  const grey = (column: number, row: number) => data[(row * width + column) * 4];
  expect(grey(0, 0)).toBeLessThan(40);
  expect(grey(width - 1, height - 1)).toBe(190);
  expect(grey(width - 1, 0)).toBe(255);
});

test('an item that does not exist, or of a shape without a picture, is blank paper', () => {
  const blank = (pixels: { data: Uint8ClampedArray }) =>
    pixels.data.every((value) => value === 255);
  expect(blank(thumbnailPixels({ shape: [1, 1, 1], thumbnails: new Uint8Array(1) }, 7))).toBe(true);
  expect(blank(thumbnailPixels({ shape: [5], thumbnails: new Uint8Array(5) }, 0))).toBe(true);
});
