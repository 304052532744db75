import { expect, test } from 'vitest';
import { metrics } from '../../parts/metrics';
import { heldOutMeasures } from '../../protocol/measures';
import { heldOutChart, slots } from './slots';

test.each(heldOutMeasures)('a chart of %s goes by the name its metric has', (measure) => {
  expect(heldOutChart(measure).measure).toBe(measure);
  expect(heldOutChart(measure).name).toBe(metrics[measure].label);
});

test('charts open with MAP@R and the mean cosine', () => {
  expect(slots.slice(0, 2).map(({ measures }) => measures[0].measure)).toEqual([
    'mapAtR',
    'meanCosine',
  ]);
});
