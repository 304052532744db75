import { expect, test } from 'vitest';
import { heldOutMeasures } from '../protocol/measures';
import { measureGroups } from './measureGroups';

test('every held-out measure stands in exactly one group, MAP@R first', () => {
  const grouped = measureGroups.flatMap(({ measures }) => measures);
  expect([...grouped].sort()).toEqual([...heldOutMeasures].sort());
  expect(grouped[0]).toBe('mapAtR');
});
