import { readFile as readFromDisk } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Data } from '../../data';
import { defaultsOf, type KnobValue } from '../../part';
import { quickest } from '../../quickest.testing';
import type { Dataset } from '../dataset';
import { datasets } from '../index';

const readFile = async (path: string) =>
  new Uint8Array(await readFromDisk(`public/${path}`)).buffer as ArrayBuffer;

const load = (dataset: Dataset, changed: Record<string, KnobValue>, seed = 1): Promise<Data> =>
  dataset.load({ seed, knobs: { ...defaultsOf(dataset.knobs), ...changed }, readFile });

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);

const classesOf = (labels: Int32Array) => [...new Set(labels)].sort((a, b) => a - b);

const splits = Object.entries(datasets as Record<string, Dataset>).filter(
  ([, { knobs }]) => 'heldOut' in knobs,
);

test('all images that come in classes can be held out by class', () => {
  expect(splits.map(([name]) => name)).toEqual(
    expect.arrayContaining(['glyphs', 'birds', 'digits']),
  );
});

describe.each(splits)('%s, tested on classes never trained on', (_, dataset) => {
  test('half of the classes are trained on and the other half are held out', async () => {
    const { train, heldOut, classNames } = await load(dataset, { heldOut: 'classes' });
    const [trained, asked] = [classesOf(train.labels), classesOf(heldOut.labels)];
    expect([trained.length, asked.length]).toEqual([classNames.length / 2, classNames.length / 2]);
    expect([...trained, ...asked].sort((a, b) => a - b)).toEqual([...classNames.keys()]);
  });

  test('names, groups and the number of held-out items are those of the usual split', async () => {
    const usual = await load(dataset, {});
    const split = await load(dataset, { heldOut: 'classes' });
    expect(split.classNames).toEqual(usual.classNames);
    expect(split.groups).toEqual(usual.groups);
    expect(split.heldOut.count).toBe(usual.heldOut.count);
    const perClass = ({ train }: Data) => train.count / classesOf(train.labels).length;
    expect(perClass(split) / perClass(usual)).toBeCloseTo(1, 1);
  });

  test('which classes are held out hangs on no seed, so that runs can be averaged', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map((seed) => load(dataset, { heldOut: 'classes' }, seed)),
    );
    expect(classesOf((other as Data).heldOut.labels)).toEqual(
      classesOf((one as Data).heldOut.labels),
    );
  });
});

/** How many classes of each group there are on each side. */
async function byGroup(dataset: Dataset) {
  const { groups, train, heldOut } = await load(dataset, { heldOut: 'classes' });
  const names = classesOf(Int32Array.from(groups));
  const count = (labels: Int32Array) =>
    names.map((group) => classesOf(labels).filter((label) => groups[label] === group).length);
  return { trained: count(train.labels), asked: count(heldOut.labels) };
}

test('of every genus three species are trained on and three asked for, and each mark as often', async () => {
  const { trained, asked } = await byGroup(datasets.birds);
  expect([trained, asked]).toEqual([Array(8).fill(3), Array(8).fill(3)]);
  const { heldOut, classNames } = await load(datasets.birds, { heldOut: 'classes' });
  const names = classesOf(heldOut.labels).map((label) => classNames[label] as string);
  for (const mark of ['plain', 'wing-barred', 'long-billed', 'long-tailed', 'crested', 'ring-eyed'])
    expect(
      names.filter((name) => name.endsWith(mark)),
      mark,
    ).toHaveLength(4);
});

test('of every group of look-alike glyphs some are trained on and some asked for', async () => {
  const { trained, asked } = await byGroup(datasets.glyphs);
  expect(Math.min(...trained, ...asked)).toBeGreaterThan(0);
});

test('digits 5 to 9 are asked for after training on 0 to 4', async () => {
  const { train, heldOut } = await load(datasets.digits, { heldOut: 'classes' });
  expect(classesOf(train.labels)).toEqual([0, 1, 2, 3, 4]);
  expect(classesOf(heldOut.labels)).toEqual([5, 6, 7, 8, 9]);
});

test('a visitor chooses how many images there are of each class', async () => {
  for (const dataset of [datasets.glyphs, datasets.birds] as readonly Dataset[]) {
    const { train, heldOut, classNames } = await load(dataset, { imagesPerClass: 10 });
    expect(train.count).toBe(10 * classNames.length);
    const usual = await load(dataset, {});
    expect(Buffer.compare(bytesOf(heldOut.values), bytesOf(usual.heldOut.values))).toBe(0);
  }
});

/** Processor time, which other work on the machine does not lengthen, for so many images. */
const SECONDS = 2;
const IMAGES = 4000;

test.each(['glyphs', 'birds', 'digits'] as const)(
  '4,000 images of %s are drawn within two seconds',
  async (name) => {
    const dataset = datasets[name] as Dataset;
    let images = 0;
    const milliseconds = await quickest(async () => {
      const { train, heldOut } = await load(dataset, {});
      images = train.count + heldOut.count;
    }, 3);
    expect(((milliseconds / 1000) * IMAGES) / images).toBeLessThan(SECONDS);
  },
);
