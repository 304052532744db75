import { expect, test } from 'vitest';
import { mapOf } from './view';

test('an item far from the mean lies on the rim of the map’s disc, never outside', () => {
  const [right, up, across] = [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [-Math.SQRT1_2, -Math.SQRT1_2, 0, 0],
  ] as const;
  const rows = [right, right, right, right, right, right, up, up, across].flat();
  const { map } = mapOf(Float32Array.from(rows), 4, null, null);
  const radii = Array.from({ length: 9 }, (_, item) =>
    Math.hypot(map.positions[2 * item] as number, map.positions[2 * item + 1] as number),
  );
  expect((radii[8] as number) / 32767).toBeCloseTo(1, 3);
  expect(Math.max(...radii) / 32767).toBeLessThan(1.001);
  expect((radii[0] as number) / 32767).toBeLessThan(0.9);
});
