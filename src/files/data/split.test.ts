import { expect, test } from 'vitest';
import { sentenceOf } from '../behaviour/given.testing';
import { LeftOuts } from '../shared/leftOut';
import { splitByClass } from './split';

const items = (counts: Record<string, number>, side: 'train' | 'heldOut' | null = null) =>
  Object.entries(counts).flatMap(([label, count]) =>
    Array.from({ length: count }, () => ({ label, side })),
  );
const wish = { drawSeed: 3, heldOutShare: 0.2 };

test('each class gives its share, every item is on one side, classes are counted as people do', () => {
  const all = items({ '10': 50, '2': 10, '1': 4 });
  const { classNames, train, heldOut, trainLabels, heldOutLabels } = splitByClass(
    all,
    wish,
    new LeftOuts(),
  );
  expect(classNames).toEqual(['1', '2', '10']);
  expect([...train, ...heldOut].sort((a, b) => a - b)).toEqual(all.map((_, i) => i));
  const count = (labels: Int32Array) =>
    [0, 1, 2].map((label) => labels.filter((one) => one === label).length);
  expect([count(trainLabels), count(heldOutLabels)]).toEqual([
    [2, 8, 40],
    [2, 2, 10],
  ]);
  train.forEach((place, i) => {
    expect(all[place]?.label).toBe(classNames[trainLabels[i] as number]);
  });
});

test('the seed alone decides which', () => {
  const all = items({ a: 30, b: 30 });
  const heldOut = (drawSeed: number) =>
    splitByClass(all, { ...wish, drawSeed }, new LeftOuts()).heldOut;
  expect(heldOut(3)).toEqual(heldOut(3));
  expect(heldOut(4)).not.toEqual(heldOut(3));
});

test('a split that the data bring is kept', () => {
  const all = [...items({ a: 9, b: 5 }, 'train'), ...items({ a: 2, b: 4, c: 7 }, 'heldOut')];
  const leftOut = new LeftOuts();
  const { train, heldOut, classNames } = splitByClass(all, wish, leftOut);
  expect(classNames).toEqual(['a', 'b']);
  expect([train.length, heldOut.length]).toEqual([14, 6]);
  expect(heldOut.every((place) => all[place]?.side === 'heldOut')).toBe(true);
  expect(leftOut.all).toEqual([
    {
      what: 'items of classes with fewer than two items on a side of the split',
      count: 7,
      examples: ['c'],
    },
  ]);
});

test('classes that are too small are left out and told; one class alone is refused', async () => {
  const leftOut = new LeftOuts();
  expect(splitByClass(items({ a: 9, b: 9, c: 3 }), wish, leftOut).classNames).toEqual(['a', 'b']);
  expect(leftOut.all).toEqual([
    { what: 'items of classes with fewer than 4 items', count: 3, examples: ['c'] },
  ]);
  const sentence = (counts: Record<string, number>) =>
    sentenceOf(() => splitByClass(items(counts), wish, new LeftOuts()));
  expect(await sentence({ a: 9 })).toBe(
    'All items are of one class, “a”; there must be two at least.',
  );
  expect(await sentence({ a: 9, b: 3 })).toBe(
    'Of 2 classes only one has 4 items or more; there must be two at least.',
  );
  expect(
    await sentence(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`c${i}`, 4]))),
  ).toBe('There are 1,001 classes; at most 1,000 classes can be shown.');
});
