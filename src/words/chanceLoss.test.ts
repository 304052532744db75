import { expect, test } from 'vitest';
import { readLink } from '../recipe/link';
import type { Recipe } from '../recipe/recipe';
import { chanceLoss } from './chanceLoss';

const data = { classNames: Array.from({ length: 24 }, (_, i) => `${i}`), trainCount: 2880 };
const chance = (link: string) => chanceLoss(readLink(link).recipes[0] as Recipe, data);

test('where positives of an anchor may come with other negatives, a loss over all of them has no chance line', () => {
  const lifted = 'loss=liftedStructure&samples=3';
  expect(chance(`${lifted}&selection=random&k=3`)).toBeNaN();
  expect(chance(`${lifted}&selection=random&k=3&pairing=hardest`)).toBeCloseTo(Math.log(3) + 1, 6);
  expect(chance(`${lifted}&selection=hardest&k=3`)).toBeCloseTo(Math.log(6) + 1, 6);
  expect(chance(`${lifted}&selection=random&k=64`)).toBeCloseTo(Math.log(2 * 45) + 1, 6);
  expect(chance('loss=supCon&samples=3&selection=random&k=3')).toBeCloseTo(Math.log(5), 6);
});

test('a window of ranks with nothing in it has no chance line', () => {
  const all = 'selection=positiveAware&relativeMargin=0&k=4';
  expect(chance(`loss=ntXent&${all}&depth=10`)).toBeCloseTo(Math.log(5), 6);
  expect(chance(`loss=ntXent&${all}&skipped=10&depth=5`)).toBeNaN();
});
