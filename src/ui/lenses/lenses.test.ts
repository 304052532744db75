import { expect, test } from 'vitest';
import { datasets } from '../../parts/datasets';
import type { Dataset } from '../../parts/datasets/dataset';
import { lenses } from './lenses';

test('a forgotten lens does not compile', () => {
  const { captions, ...others } = lenses;
  // @ts-expect-error the captions have no view
  const every: typeof lenses = others;
  expect(Object.keys({ ...every, captions }).sort()).toEqual(Object.keys(lenses).sort());
});

test('every lens is that of a data set', () => {
  const named = Object.values<Dataset>(datasets).map(({ lens }) => lens);
  for (const lens of Object.keys(lenses)) expect(named).toContain(lens);
});
