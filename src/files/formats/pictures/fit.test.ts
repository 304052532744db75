import { expect, test } from 'vitest';
import { fitted, isColoured } from './fit';

test('scaling keeps the mean, and bars take the colour of the rim', () => {
  const steps = {
    width: 4,
    height: 2,
    rgba: Uint8Array.from(Array.from({ length: 8 }, (_, i) => [i * 30, 0, 0, 255]).flat()),
  };
  const small = fitted(steps, 2);
  expect(Array.from({ length: 4 }, (_, i) => small[3 * i])).toEqual([75, 135, 105, 105]);
  const square = fitted(
    {
      width: 3,
      height: 3,
      rgba: new Uint8Array(36).fill(120).map((value, i) => (i % 4 === 3 ? 255 : value)),
    },
    7,
  );
  expect(new Set(square)).toEqual(new Set([120]));
  const wide = fitted(
    {
      width: 4,
      height: 1,
      rgba: Uint8Array.from([0, 0, 0, 255, 100, 0, 0, 255, 200, 0, 0, 255, 100, 0, 0, 255]),
    },
    4,
  );
  expect(Array.from({ length: 16 }, (_, i) => wide[3 * i])).toEqual([
    100,
    100,
    100,
    100,
    0,
    100,
    200,
    100,
    ...new Array(8).fill(100),
  ]);
});

test('white shows through what is transparent; JPEG’s faint tints are no colour', () => {
  expect([...fitted({ width: 1, height: 1, rgba: Uint8Array.from([0, 0, 0, 0]) }, 1)]).toEqual([
    255, 255, 255,
  ]);
  expect([...fitted({ width: 1, height: 1, rgba: Uint8Array.from([0, 100, 200, 51]) }, 1)]).toEqual(
    [204, 224, 244],
  );
  expect(isColoured(Uint8Array.from([100, 104, 98]))).toBe(false);
  expect(isColoured(Uint8Array.from([100, 100, 100, 100, 120, 100]))).toBe(true);
});
