import { expect, test } from 'vitest';
import { spotOf } from './placePanel';

const inside = { width: 1280, height: 720 };
const at = (left: number, top: number, width = 80, height = 24) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

test('a panel hangs below its button, and moves left rather than out of the window', () => {
  expect(spotOf(at(100, 50), null, { width: 300, height: 200 }, inside)).toMatchObject({
    left: 100,
    top: 78,
  });
  expect(spotOf(at(1200, 50), null, { width: 300, height: 200 }, inside).left).toBe(972);
});

test('a long menu scrolls below its button instead of covering the sentence it belongs to', () => {
  const { top, most } = spotOf(at(100, 60), null, { width: 300, height: 1500 }, inside);
  expect(top).toBe(88);
  expect(top + most).toBe(712);
});

test('with no room below, a panel stands above its button', () => {
  const { top } = spotOf(at(100, 650), null, { width: 300, height: 200 }, inside);
  expect(top + 200).toBeLessThan(650);
  const long = spotOf(at(100, 650), null, { width: 300, height: 1500 }, inside);
  expect([long.top, long.most]).toEqual([8, 638]);
});

test('what is there to be read stands beside its column, so that the menu stays in sight', () => {
  const column = at(0, 100, 280, 600);
  const size = { width: 420, height: 500 };
  expect(spotOf(at(14, 400), column, size, inside)).toEqual({ left: 288, top: 212, most: 704 });
});

test('on a phone what is there to be read covers its button rather than being cut', () => {
  const phone = { width: 390, height: 844 };
  const column = at(0, 0, 390, 2000);
  const spot = spotOf(at(14, 400), column, { width: 374, height: 500 }, phone);
  expect(spot).toEqual({ left: 8, top: 336, most: 828 });
  expect(spotOf(at(14, 400), column, { width: 374, height: 900 }, phone).top).toBe(8);
  expect(spotOf(at(14, 400), column, { width: 374, height: 300 }, phone).top).toBe(428);
});
