import { expect, test } from 'vitest';
import { presets } from '../../recipe/presets';
import { presetGroups } from './presetGroups';

test('every experiment is offered once, under what its data are', () => {
  const groups = presetGroups();
  expect(groups.flatMap(({ ids }) => ids).sort()).toEqual(Object.keys(presets).sort());
  expect(groups.find(({ title }) => title === 'Images')?.ids).toContain('fineGrained');
  expect(groups.find(({ title }) => title === 'Points')?.ids).toContain('ringsCollapse');
  for (const { ids } of groups) expect(ids.length).toBeGreaterThan(0);
});
