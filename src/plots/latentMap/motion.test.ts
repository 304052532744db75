import { expect, test } from 'vitest';
import { isMoving, motionTo, placesAt } from './motion';

const places = (value: number) => new Float32Array([value]);

test('the first view is drawn where it is', () => {
  expect(placesAt(motionTo(places(1), null, 0, false), 0)[0]).toBe(1);
});

test('items glide to a new view within 150 ms', () => {
  const motion = motionTo(places(1), motionTo(places(0), null, 0, false), 1000, false);
  expect(placesAt(motion, 1075)[0]).toBeCloseTo(0.5);
  expect(placesAt(motion, 1150)[0]).toBe(1);
  expect(isMoving(motion, 1151)).toBe(false);
});

test('a glide takes no longer than the time between views, so that the map keeps up', () => {
  const first = motionTo(places(0), null, 0, false);
  const motion = motionTo(places(1), first, 33, false);
  expect(placesAt(motion, 66)[0]).toBe(1);
});

test('a view that comes early goes on from where the items are', () => {
  const first = motionTo(places(1), motionTo(places(0), null, 0, false), 1000, false);
  expect(placesAt(motionTo(places(0), first, 1075, false), 1075)[0]).toBeCloseTo(0.5);
});

test('nothing glides when motion is unwanted or the items are others', () => {
  const first = motionTo(places(0), null, 0, false);
  expect(placesAt(motionTo(places(1), first, 1000, true), 1000)[0]).toBe(1);
  expect(placesAt(motionTo(new Float32Array(4), first, 1000, false), 1000)).toHaveLength(4);
});
