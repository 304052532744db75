import { expect, test } from 'vitest';
import { metrics } from '../../parts/metrics';
import { heldOutMeasures } from '../../protocol/measures';
import { lensMeasures } from '../../words/lensHeadline';
import { heldOutChart, slots, slotsFor } from './slots';

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

test.each(Object.keys(lensMeasures) as (keyof typeof lensMeasures)[])(
  'the first curve of data with the lens %s is what that lens measures first, then MAP@R',
  (lens) => {
    const [first, ...others] = slotsFor(lens);
    expect(first?.measures.map(({ measure }) => measure)).toEqual([
      'headline',
      'mapAtR',
      'recallAt1',
    ]);
    expect(first?.measures[0].name).toBe(lensMeasures[lens].name);
    expect(others).toEqual(slots.slice(1));
  },
);
