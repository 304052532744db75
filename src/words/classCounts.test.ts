import { expect, test } from 'vitest';
import { defaultRecipe, withPart } from '../recipe/recipe';
import { batchLayout } from './batchLayout';
import { classCountsOf } from './classCounts';

/** That many items of each of these classes. */
const labelsOf = (classes: readonly number[], perClass: number) =>
  Int32Array.from(
    { length: classes.length * perClass },
    (_, i) => classes[i % classes.length] ?? 0,
  );

const data = (trained: readonly number[], heldOut: readonly number[]) => ({
  classNames: Array.from({ length: 24 }, (_, label) => `${label}`),
  trainCount: 3 * trained.length,
  labels: labelsOf(heldOut, 2),
  texts: null,
  pairs: null,
  train: { labels: labelsOf(trained, 3), thumbnails: new Uint8Array(), texts: null },
});

const [even, odd] = [0, 1].map((parity) =>
  Array.from({ length: 12 }, (_, i) => 2 * i + parity),
) as [number[], number[]];

test('classes held out whole are told from those of which new items are held out', () => {
  expect(classCountsOf(data(even, odd))).toEqual({
    trained: 12,
    smallest: 3,
    heldOut: 12,
    isUnseen: true,
  });
  expect(classCountsOf(data(even, even)).isUnseen).toBe(false);
  expect(classCountsOf(data(even, [...odd, 0])).isUnseen).toBe(false);
});

test('texts and pairs are of classes of their own anyway, so nothing is said of them', () => {
  expect(classCountsOf({ ...data(even, odd), texts: ['some text'] }).isUnseen).toBe(false);
  expect(classCountsOf({ ...data(even, odd), pairs: Int32Array.of(0, 1) }).isUnseen).toBe(false);
});

test('a batch has the classes that are trained on, and not those that are held out', () => {
  // 16 classes of 4 are asked for; 12 with 3 items each are there.
  expect(batchLayout(defaultRecipe, data(even, odd)).description).toBe('12 classes × 3');
  const { classNames } = data(even, odd);
  expect(batchLayout(defaultRecipe, { classNames, trainCount: 2880 }).description).toBe(
    '16 classes × 4',
  );
});

test('a batch of given pairs has as many as the data give, however many items they are made of', () => {
  const recipe = withPart(defaultRecipe, 'positives', 'given');
  const few = { ...data(even, even), trainPairs: 10 };
  expect(batchLayout(recipe, few).description).toBe('10 pairs');
  expect(batchLayout(recipe, { ...few, trainPairs: 500 }).description).toBe('64 pairs');
});
