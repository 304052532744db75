import { beforeAll, describe, expect, test } from 'vitest';
import { onWasm } from '../../engine/run/inNode.testing';
import { tf } from '../../engine/tf';
import { defaultsOf } from '../part';
import { randomStream } from '../random';
import { positives } from '.';
import type { Positives } from './positives';
import { augmented, DRAWS } from './shared/augmented';

beforeAll(onWasm);

const byClass = [0, 1, 2, 3, 4].map((c) => Array.from({ length: 10 }, (_, i) => c * 10 + i));

/** Items of one class in pairs: 0 with 1, 2 with 3, and so on. */
const DRAWABLE = {
  byClass,
  groups: [0, 1, 0, 1, 0],
  pairs: Array.from({ length: 25 }, (_, i) => [2 * i, 2 * i + 1] as const),
};
/** Neighbours by number that belong together. */
const SIZE: Readonly<Record<string, number>> = { label: 10, views: 1, given: 2 };
const COUNTS = { classes: 5, smallestClass: 10, pairs: 25 };

describe.each(Object.entries<Positives>(positives))('positives %s', (id, kind) => {
  const layout = kind.layout(defaultsOf(kind.knobs), COUNTS);
  const n = layout.items.length;

  test('name a positive for every row, and no row is its own', () => {
    expect(layout.positives).toHaveLength(n * layout.q);
    layout.positives.forEach((positive, i) => {
      const row = Math.floor(i / layout.q);
      expect(positive).not.toBe(row);
      expect(layout.group[positive]).toBe(layout.group[row]);
    });
  });

  test('draw the same batch for a seed and a step, without repeats', () => {
    const draw = (step: number) => kind.sample(DRAWABLE, layout, randomStream(1, step));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(new Set(draw(1)).size).toBe(layout.sampled);
  });

  test('show rows of one group as items that belong together', () => {
    const sampled = kind.sample(DRAWABLE, layout, randomStream(1));
    const itemOf = (row: number) => sampled[layout.items[row] as number] as number;
    const together = (a: number, b: number) =>
      Math.floor(a / (SIZE[id] as number)) === Math.floor(b / (SIZE[id] as number));
    for (let row = 0; row < n; row++)
      for (let other = 0; other < n; other++)
        expect(layout.group[row] === layout.group[other]).toBe(
          together(itemOf(row), itemOf(other)),
        );
  });

  test('give batches with both queries and keys, each query with a key as positive', () => {
    const queries = [...layout.isQuery.keys()].filter((row) => layout.isQuery[row] === 1);
    expect(queries.length).toBeGreaterThan(1);
    for (const row of queries)
      expect(layout.isQuery[layout.positives[row * layout.q] as number]).toBe(0);
  });
});

describe('classes by label', () => {
  const perClass = 4;
  const groups = Array.from({ length: 60 }, (_, place) => Math.floor(place / 4));
  const many = {
    byClass: groups.map((_, place) => Array.from({ length: perClass }, (_, i) => place * 4 + i)),
    groups,
    pairs: [],
  };
  const counts = { classes: 60, smallestClass: perClass, pairs: 0 };
  const drawn = (together: 'any' | 'lookAlikes', step: number, classes = 8) => {
    const knobs = { classes, samples: 2, pairing: 'every', together } as const;
    const layout = positives.label.layout(knobs, counts);
    const items = positives.label.sample(many, layout, randomStream(1, step));
    return [...new Set(Array.from(items, (item) => Math.floor(item / perClass)))];
  };
  const groupsIn = (places: readonly number[]) =>
    new Set(places.map((place) => groups[place] as number)).size;

  test('together fill a batch with whole look-alike groups, each time others', () => {
    for (let step = 0; step < 20; step++) {
      expect(drawn('lookAlikes', step)).toHaveLength(8);
      expect(groupsIn(drawn('lookAlikes', step))).toBe(2);
    }
    expect(
      new Set(Array.from({ length: 20 }, (_, step) => `${drawn('lookAlikes', step)}`)).size,
    ).toBe(20);
  });

  test('together cut the last group where it does not fit, and batches stay as large', () => {
    expect(drawn('lookAlikes', 1, 10)).toHaveLength(10);
    expect(groupsIn(drawn('lookAlikes', 1, 10))).toBe(3);
  });

  test('drawn one by one are rarely of one group', () => {
    const counts = Array.from({ length: 20 }, (_, step) => groupsIn(drawn('any', step)));
    expect(counts.reduce((sum, count) => sum + count, 0) / counts.length).toBeGreaterThan(5);
  });

  test('are laid out alike either way, so that a recorded step serves both', () => {
    const { together: _, ...rest } = defaultsOf(positives.label.knobs);
    const [any, alike] = ['any', 'lookAlikes'].map((together) => {
      const { inGroups: __, ...layout } = positives.label.layout(
        { ...rest, together } as never,
        counts,
      );
      return layout;
    });
    expect(alike).toEqual(any);
  });
});

describe('augmented views', () => {
  const strengths = (value: number) =>
    Object.fromEntries(
      ['rotation', 'stretch', 'shift', 'shear', 'crop', 'brightness', 'noise'].map((name) => [
        name,
        tf.scalar(name === 'shift' || value === 0 ? value : 0),
      ]),
    ) as never;
  const draws = (n: number, unit: number, shape: number[]) => ({
    perRow: () => tf.fill([n, DRAWS], unit),
    keys: () => tf.tensor1d([0, 0], 'int32'),
    noise: () => tf.ones(shape),
  });

  test('are the image itself at strength 0', async () => {
    const image = tf.randomUniform([3, 6, 7, 2], -1, 1, 'float32', 5) as never;
    const seen = augmented(tf, image, draws(3, 0.9, [3, 6, 7, 2]), strengths(0));
    const apart = await tf.max(tf.abs(tf.sub(seen, image))).data();
    expect(apart[0]).toBeLessThan(1e-5);
  });

  test('move by whole pixels as far as the shift says, keeping the edge beyond it', async () => {
    const column = [0, 1, 2, 3, 4, 5, 6, 7];
    const image = tf.tensor4d([...column, ...column], [1, 2, 8, 1]);
    // A draw of 1 is the full shift: half of -1..1 times 0.5 is two of eight columns.
    const seen = augmented(tf, image, draws(1, 1, [1, 2, 8, 1]), strengths(0.5));
    expect([...(await seen.data())].slice(0, 8)).toEqual([2, 3, 4, 5, 6, 7, 7, 7]);
  });
});
