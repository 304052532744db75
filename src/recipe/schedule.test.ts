import { expect, test } from 'vitest';
import { kindIds } from './kinds';
import { readLink, writeLink } from './link';
import { defaultRecipe, numbered, type Recipe, withKnob, withPart } from './recipe';

test('a link from before there were schedules has a constant rate and is written as before', () => {
  const link = 'data=digits&positives=views&loss=ntXent&optimizer=sgd&learningRate=0.1';
  const { recipes, problems } = readLink(link);
  expect(problems).toEqual([]);
  expect(recipes[0]?.parts.schedule).toBe('constant');
  const written = writeLink(numbered(recipes));
  expect(written).not.toContain('schedule');
  expect(readLink(written).recipes).toEqual(recipes);
});

test('a link names the schedule after all other parts, with its knobs', () => {
  const scheduled = withPart(withPart(defaultRecipe, 'schedule', 'warmUpCosine'), 'loss', 'ntXent');
  const recipe = withKnob(scheduled, 'decaySteps', 2000);
  expect(kindIds.at(-1)).toBe('schedule');
  expect(writeLink(numbered([recipe]))).toBe('loss=ntXent&schedule=warmUpCosine&decaySteps=2000');
  const lanes = readLink('lanes=schedule:constant,warmUpCosine').recipes as readonly Recipe[];
  expect(lanes.map(({ parts }) => parts.schedule)).toEqual(['constant', 'warmUpCosine']);
  expect(readLink(writeLink(numbered(lanes))).recipes).toEqual(lanes);
});
