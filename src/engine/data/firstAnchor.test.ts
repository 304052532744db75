import { expect, test } from 'vitest';
import type { Scenes } from '../../parts/data';
import { firstAnchor } from './firstAnchor';

/** One scene of four pixels in a row, all of them items. */
const scenes = (instances: readonly number[]): Scenes => ({
  count: 1,
  width: 4,
  height: 1,
  step: 1,
  ink: new Uint8Array(4),
  instances: Uint8Array.from(instances),
  places: Int32Array.of(3, 2, 1, 0),
});

test('the first anchor is the first item, but of scenes one that shows an instance', () => {
  expect(firstAnchor({})).toBe(0);
  expect(firstAnchor({ scenes: scenes([0, 2, 1, 0]) })).toBe(1);
});

test('scenes of bare ground have a first anchor too', () => {
  expect(firstAnchor({ scenes: scenes([0, 0, 0, 0]) })).toBe(0);
});
