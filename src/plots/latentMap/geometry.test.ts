import { expect, test } from 'vitest';
import { glyphItems } from '../testing/items';
import {
  draggedRotation,
  itemAt,
  itemTowards,
  mapFrame,
  project,
  turned,
  unitPositions,
} from './geometry';
import { spreadMap } from './maps.testing';

const frame = mapFrame('pca', 210);
const upright = [0, 0] as const;

test('the scale depends on the size of the map alone, so that lanes can be compared', () => {
  const near = project(new Float32Array([0.01, 0]), 2, frame, upright);
  const far = project(new Float32Array([1, 0]), 2, frame, upright);
  expect(near.x[0]).toBeCloseTo(106);
  expect(far.x[0]).toBeCloseTo(205);
});

test('up in the data is up on the screen', () => {
  expect(project(new Float32Array([0, 1]), 2, frame, upright).y[0]).toBeCloseTo(5);
});

test('a view without items projects to nothing', () => {
  expect(project(unitPositions(null), 2, frame, upright).x).toHaveLength(0);
});

test('a map without room has no radius, not a negative one', () => {
  expect(mapFrame('circle', 0).radius).toBe(0);
});

test('dragging to the right brings the left side of the sphere to the front', () => {
  const [around, towards] = draggedRotation(upright, 50, 0, mapFrame('sphere', 210));
  expect(turned(0, 0, 1, [around, towards])[0]).toBeGreaterThan(0);
  expect(towards).toBe(0);
});

test('the sphere turns all the way round but never over its poles', () => {
  const sphere = mapFrame('sphere', 210);
  expect(draggedRotation([170, 80], 35, 100, sphere)).toEqual([-169, 90]);
});

test('turning keeps every point on the sphere', () => {
  expect(Math.hypot(...turned(0.6, 0.64, 0.48, [33, -71]))).toBeCloseTo(1);
});

test('the pointer finds the nearest item within 12 pixels and nothing farther', () => {
  const at = project(new Float32Array([0, 0, 0.1, 0]), 2, frame, upright);
  expect(itemAt(at, 109, 105)).toBe(0);
  expect(itemAt(at, 111, 105)).toBe(1);
  expect(itemAt(at, 105, 118)).toBeNull();
});

test('items on the far side of the sphere can not be hit', () => {
  const at = project(new Float32Array([0, 0, -1]), 3, frame, upright);
  expect(itemAt(at, 105, 105)).toBeNull();
});

test('arrow keys go to the next item that way, and start in the middle', () => {
  const at = project(new Float32Array([0, 0, 0.5, 0.1, 0.2, 0.6, -0.9, 0]), 2, frame, upright);
  expect(itemTowards(at, null, 1, 0, frame)).toBe(0);
  expect(itemTowards(at, 0, 1, 0, frame)).toBe(1);
  expect(itemTowards(at, 0, 0, -1, frame)).toBe(2);
  expect(itemTowards(at, 1, 1, 0, frame)).toBeNull();
});

test('positions come as quantised numbers and leave within the unit circle', () => {
  const view = spreadMap(glyphItems(), 'circle');
  const positions = unitPositions(view);
  expect(Math.hypot(positions[0] as number, positions[1] as number)).toBeCloseTo(1, 3);
});
