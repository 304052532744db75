import { expect, test } from 'vitest';
import type { Data } from '../../parts/data';
import { withSeenChannels } from './seenChannels';

const items = (first: number) => ({
  count: 2,
  values: Float32Array.from({ length: 2 * 2 * 2 * 3 }, (_, i) => first + i),
  labels: Int32Array.of(0, 1),
});
const data: Data = {
  shape: [2, 2, 3],
  range: [0, 100],
  train: items(0),
  heldOut: items(50),
  classNames: ['a', 'b'],
  groups: [0, 1],
};

test('a visitor is shown the first channels of a picture, pixel by pixel', () => {
  const one = withSeenChannels({ ...data, seenChannels: 1 });
  expect(one.shape).toEqual([2, 2, 1]);
  expect([...one.train.values]).toEqual([0, 3, 6, 9, 12, 15, 18, 21]);
  expect([...one.heldOut.values.subarray(0, 2)]).toEqual([50, 53]);
  const two = withSeenChannels({ ...data, seenChannels: 2 });
  expect([...two.train.values.subarray(0, 4)]).toEqual([0, 1, 3, 4]);
});

test('pictures of which all is shown, and data that are no pictures, stay as they are', () => {
  expect(withSeenChannels(data)).toBe(data);
  const points: Data = { ...data, shape: [12] };
  expect(withSeenChannels(points)).toBe(points);
});
