import { expect, test } from 'vitest';
import { readLink } from '../recipe/link';
import { defaultRecipe, type Recipe, withPart } from '../recipe/recipe';
import { exchanged } from '../recipe/rules';
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

test('the chance line is the margin, or the logarithm of how many a positive competes with', () => {
  const data = { classNames: Array<string>(24).fill('x'), trainCount: 2880 };
  expect(chanceLoss(defaultRecipe, data)).toBe(0.2);
  const all = withPart(withPart(defaultRecipe, 'selection', 'all'), 'loss', 'ntXent');
  expect(chanceLoss(all, data)).toBeCloseTo(Math.log(61), 6);
  expect(chanceLoss(all, null)).toBeNaN();
  const guarded = withPart(exchanged(all, 'positives', 'views').recipe, 'guard', 'oracle');
  expect(chanceLoss(guarded, data)).toBeNaN();
});
