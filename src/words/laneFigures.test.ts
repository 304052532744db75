import { expect, test } from 'vitest';
import { decimal, percent } from '../numbers/format';
import { runningMean } from '../numbers/runningMean';
import { heldOutMeasures, stepMeasures } from '../protocol/measures';
import { defaultRecipe } from '../recipe/recipe';
import type { LaneRun } from '../state/run';
import { figuresOf } from './laneFigures';

test('a measure of batches reads the same in the table as where its chart ends', () => {
  const values = [0.2, 0.9, 0.4, 0.7, 0.1];
  const shown = runningMean(values).at(-1) ?? Number.NaN;
  const series = Object.fromEntries(
    [...stepMeasures, ...heldOutMeasures].map((name) => [name, { steps: [1, 2, 3, 4, 5], values }]),
  ) as LaneRun['series'];
  const run: LaneRun = {
    id: 1,
    start: 0,
    step: 5,
    series,
    headline: { steps: [], values: [] },
    picture: null,
  };
  const figures = figuresOf(run, defaultRecipe, null).flatMap((group) => group.figures);
  const textOf = (name: string) => figures.find((figure) => figure.name === name)?.text;
  expect(textOf('Active')).toBe(percent(shown));
  expect(textOf('False negatives')).toBe(percent(shown));
  expect(textOf('Loss')).toBe(decimal(shown, 4));
  expect(textOf('Hardness')).toBe(decimal(shown));
  const names = figures.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
