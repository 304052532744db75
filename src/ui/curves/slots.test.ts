import { expect, test } from 'vitest';
import { metrics } from '../../parts/metrics';
import { heldOutMeasures } from '../../protocol/measures';
import { measureGroups } from '../../words/measureGroups';
import { heldOutCharts, slots } from './slots';

test('every held-out measure stands in exactly one group, MAP@R first', () => {
  const grouped = measureGroups.flatMap(({ measures }) => measures);
  expect([...grouped].sort()).toEqual([...heldOutMeasures].sort());
  expect(grouped[0]).toBe('mapAtR');
});

test.each(heldOutMeasures)('a chart of %s goes by the name its metric has', (measure) => {
  expect(heldOutCharts[measure].measure).toBe(measure);
  expect(heldOutCharts[measure].name).toBe(metrics[measure].label);
});

test('charts open with MAP@R and the mean cosine', () => {
  expect(slots.slice(0, 2).map(({ measures }) => measures[0].measure)).toEqual([
    'mapAtR',
    'meanCosine',
  ]);
});
