import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onWasm } from '../../engine/run/inNode.testing';
import { drawnOf, meet } from '../../engine/step/rows';
import { tf } from '../../engine/tf';
import { sources } from '.';
import { classOf, D, embedded, ITEMS, itemsAt, type Scene, scenes } from './scene.testing';
import { movedTowards } from './shared/momentum';
import type { Others, Source } from './source';

const { at, played } = scenes({ tf, drawnOf, meet });

beforeAll(onWasm);
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const scene = (source: unknown, knobs: Scene['knobs'] = {}, views = true): Scene => ({
  source: source as Source,
  views,
  n: 6,
  embeddings: 'random',
  knobs,
});
const numbers = (tensor: Tensor): number[] => Array.from(tensor.dataSync());
const rowsOf = (tensor: Tensor2D): number[][] => tensor.arraySync();
const last = (one: Scene, steps: number) => {
  const moment = played(one, steps).at(-1) as ReturnType<typeof played>[number];
  return { ...moment, others: moment.met.others as Others };
};
const near = (got: readonly number[], expected: readonly number[]) => {
  expect(got).toHaveLength(expected.length);
  got.forEach((value, i) => void expect(value).toBeCloseTo(expected[i] as number, 5));
};
const unit = (row: readonly number[]) => row.map((value) => value / Math.hypot(...row));
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

describe('momentum queue', () => {
  test('holds the keys of the last steps and no queries, the newest last', () => {
    const one = scene(sources.momentumQueue, { queueSize: 6 });
    const { others } = last(one, 4);
    const expected = [1, 2].flatMap((step) => embedded(one, 1, step, 6).slice(3));
    near(rowsOf(others.rows).flat(), expected.flat());
    expect(numbers(others.items)).toEqual([1, 2].flatMap((step) => itemsAt(one, step).slice(3)));
    expect(numbers(others.age as Tensor)).toEqual([2, 2, 2, 1, 1, 1]);
  });

  test('of a batch with more keys than slots, the last keys stay', () => {
    const one = scene(sources.momentumQueue, { queueSize: 2 });
    near(rowsOf(last(one, 3).others.rows).flat(), embedded(one, 1, 1, 6).slice(4).flat());
  });

  test('is empty at step 0: nothing in it is a negative', () => {
    const { met } = last(scene(sources.momentumQueue), 1);
    expect(numbers(met.eligible).every((value) => value === 0)).toBe(true);
  });

  test('the momentum encoder is the encoder itself with momentum 0 and never moves with 1', () => {
    const [slow, fast] = [tf.tensor1d([1, -2, 3]), tf.tensor1d([5, 0.1, -7])];
    expect(numbers(movedTowards(tf, slow, fast, tf.scalar(0)))).toEqual(numbers(fast));
    expect(numbers(movedTowards(tf, slow, fast, tf.scalar(1)))).toEqual(numbers(slow));
    near(numbers(movedTowards(tf, slow, fast, tf.scalar(0.75))), [2, -1.475, 0.5]);
  });
});

describe('cross-batch memory', () => {
  test('only the batch acts until the warm-up is over, and nothing older ever comes back', () => {
    const one = scene(sources.crossBatchMemory, { warmUp: 2, memorySize: 100 });
    const existing = played(one, 5).map(
      ({ met }) => numbers((met.others as Others).exists).filter((value) => value === 1).length,
    );
    expect(existing).toEqual([0, 0, 0, 6, 12]);
    const aged = played(one, 5).map(({ met }) =>
      numbers((met.others as Others).age as Tensor).filter((age) => age > 0),
    );
    expect(aged.map((ages) => ages.length)).toEqual(existing);
    expect(Math.max(...(aged[4] as number[]))).toBe(2);
  });

  test('keeps queries and keys as the encoder itself made them', () => {
    const one = scene(sources.crossBatchMemory, { memorySize: 6 });
    near(rowsOf(last(one, 3).others.rows).flat(), embedded(one, 0, 1, 6).flat());
  });
});

describe('memory bank', () => {
  /** Slots of the bank after each step, by plain loops; null: never written. */
  function slotsOf(one: Scene, steps: number, momentum: number) {
    const bank: (number[] | null)[] = Array.from({ length: ITEMS }, () => null);
    for (let step = 0; step < steps; step++) {
      const [items, rows] = [itemsAt(one, step), embedded(one, 0, step, one.n)];
      for (const item of new Set(items)) {
        const views = rows.filter((_, row) => items[row] === item);
        const mean = unit(
          Array.from({ length: D }, (_, k) =>
            views.reduce((sum, row) => sum + (row[k] as number), 0),
          ),
        );
        const before = bank[item];
        bank[item] = before
          ? unit(mean.map((value, k) => momentum * (before[k] as number) + (1 - momentum) * value))
          : mean;
      }
    }
    return bank;
  }

  test.each([0, 0.5, 1])('with momentum %d a slot is the running mean of its item', (momentum) => {
    for (const views of [true, false]) {
      const one = scene(sources.memoryBank, { bankMomentum: momentum }, views);
      const { after } = last(one, 9);
      const expected = slotsOf(one, 9, momentum);
      const written = numbers(after[1] as Tensor);
      rowsOf(after[0] as Tensor2D).forEach((row, item) => {
        near(row, expected[item] ?? Array(D).fill(0));
        expect((written[item] as number) >= 0).toBe(expected[item] !== null);
      });
    }
  });

  test('draws slots at random; those never written do not exist', () => {
    const { others, state } = last(scene(sources.memoryBank, { bankDraws: 60 }), 2);
    const [shown, exists] = [numbers(others.items), numbers(others.exists)];
    expect(new Set(shown).size).toBeGreaterThan(8);
    const written = numbers(state[1] as Tensor);
    shown.forEach((item, i) => {
      expect(exists[i]).toBe((written[item] as number) >= 0 ? 1 : 0);
      near(rowsOf(others.rows)[i] as number[], rowsOf(state[0] as Tensor2D)[item] as number[]);
    });
    expect(exists).toContain(0);
    expect(exists).toContain(1);
  });
});

describe('whole set', () => {
  test.each([true, false])('lists the nearest others that are not taken (views: %s)', (views) => {
    const one = scene(sources.wholeSet, { listLength: 5 }, views);
    const { index, state } = last(one, 1);
    const all = rowsOf(index);
    const isTaken = (a: number, b: number) => (views ? a === b : classOf(a) === classOf(b));
    const lists = rowsOf(state[0] as Tensor2D);
    all.forEach((row, item) => {
      const expected = all
        .map((other, j) => ({ j, cosine: dot(row, other) }))
        .filter(({ j }) => !isTaken(item, j))
        .sort((a, b) => b.cosine - a.cosine)
        .slice(0, 5)
        .map(({ j }) => j);
      expect(lists[item]).toEqual(expected);
    });
  });

  test('draws from the list of each anchor, without repeats, and other draws at other steps', () => {
    const moments = played(scene(sources.wholeSet, { listLength: 6, minedPerAnchor: 3 }), 4);
    const draws = moments.map(({ step, state, encoded }) => {
      const mined = numbers(encoded.minedItems as Tensor);
      const lists = rowsOf(state[0] as Tensor2D);
      itemsAt(scene(sources.wholeSet), step).forEach((item, anchor) => {
        const own = mined.slice(3 * anchor, 3 * anchor + 3);
        expect(new Set(own).size).toBe(3);
        for (const one of own) expect(lists[item]).toContain(one);
      });
      return mined.join();
    });
    expect(new Set(draws).size).toBe(4);
  });

  test('what was mined acts on its own anchor, or on every anchor whose item it is not', () => {
    const own = last(scene(sources.wholeSet, { minedFor: 'own' }), 1).met;
    rowsOf(own.eligible).forEach((row, anchor) => {
      row.slice(6).forEach((eligible, i) => {
        expect(eligible).toBe(Math.floor(i / 2) === anchor ? 1 : 0);
      });
    });
    const all = last(scene(sources.wholeSet, { minedFor: 'all' }), 1);
    const items = itemsAt(scene(sources.wholeSet), 0);
    const shown = numbers(all.others.items);
    rowsOf(all.met.eligible).forEach((row, anchor) => {
      row.slice(6).forEach((eligible, i) => {
        expect(eligible).toBe(shown[i] === items[anchor] ? 0 : 1);
      });
    });
  });

  test('shows what the search costs: all against all, spread over the steps between two searches', () => {
    const knobs = { refreshEvery: 50, listLength: 5, minedPerAnchor: 1, minedFor: 'own' } as const;
    expect(sources.wholeSet.comparisons?.({ n: 8, d: 4, items: 1000 }, knobs)).toBe(20_000);
  });
});

describe('mixed', () => {
  const knobs = { mixedFrom: 1, mixedPairs: 2, mixedWithAnchor: 3, queueSize: 64, warmUp: 2 };

  test.each([true, false])(
    'mixes lie at the hardest key, and from there to half way to the anchor (views: %s)',
    (views) => {
      const one = scene(sources.mixed, knobs, views);
      const { step, met, others, encoded } = last(one, 6);
      const items = itemsAt(one, step);
      const rows = rowsOf(others.rows);
      const [exists, shown] = [rowsOf(others.exists), numbers(others.items)];
      const classes = numbers(others.classes);
      rowsOf(encoded.unit).forEach((anchor, i) => {
        const item = items[i] as number;
        const keys = rows
          .slice(0, 64)
          .map((row, slot) => ({ row, slot, cosine: dot(anchor, row) }))
          .filter(({ slot }) => exists[i]?.[slot] === 1 && shown[slot] !== item)
          .filter(({ slot }) => views || classes[slot] !== classOf(item))
          .sort((a, b) => b.cosine - a.cosine);
        const hardest = keys[0] as (typeof keys)[number];
        for (let j = 0; j < 5; j++) {
          const at = 64 + 5 * i + j;
          expect(rowsOf(met.eligible)[i]?.[6 + at]).toBe(1);
          expect(classes[at]).toBe(classes[hardest.slot]);
          if (j < 2) near(rows[at] as number[], hardest.row);
          else {
            const half = unit(anchor.map((value, k) => value + (hardest.row[k] as number)));
            const cosine = dot(anchor, rows[at] as number[]);
            expect(cosine).toBeGreaterThanOrEqual(hardest.cosine - 1e-5);
            expect(cosine).toBeLessThanOrEqual(dot(anchor, half) + 1e-5);
          }
        }
        expect(exists[i]?.slice(64).filter((value) => value === 1)).toHaveLength(5);
      });
    },
  );

  test('no mix acts before the warm-up is over; the queue acts all along', () => {
    const acting = played(scene(sources.mixed, knobs), 4).map(({ met }) => {
      const rows = rowsOf(met.eligible).map((row) => row.slice(6));
      const count = (from: number, to?: number) =>
        rows.flatMap((row) => row.slice(from, to)).filter((value) => value === 1).length;
      return [count(0, 64) > 0, count(64) > 0];
    });
    expect(acting).toEqual([
      [false, false],
      [true, false],
      [true, true],
      [true, true],
    ]);
  });

  test('mixes of two keys differ from either and are as old as the older', () => {
    const one = scene(sources.mixed, { ...knobs, mixedFrom: 6, mixedPairs: 8, warmUp: 0 });
    const { others } = last(one, 6);
    const ages = numbers(others.age as Tensor);
    const keys = rowsOf(others.rows).slice(0, 64);
    const made = rowsOf(others.rows).slice(64);
    const fresh = made.filter((row) => keys.every((key) => dot(row, key) < 1 - 1e-4));
    expect(fresh.length).toBeGreaterThan(made.length / 2);
    expect(ages.slice(64).every((age) => age >= 1 && age <= 5)).toBe(true);
    expect(new Set(ages.slice(64)).size).toBeGreaterThan(2);
  });

  test('with labels unseen a mix of a false negative counts as one', () => {
    const one = scene(sources.mixed, { ...knobs, mixedFrom: 20, mixedPairs: 16, warmUp: 0 });
    const { met, others, step } = last(one, 6);
    const classes = numbers(others.classes).slice(64);
    const own = itemsAt(one, step).map(classOf);
    expect(classes.filter((value, i) => value === own[Math.floor(i / 19)]).length).toBeGreaterThan(
      10,
    );
    expect(
      numbers(met.others?.items as Tensor)
        .slice(64)
        .every((item) => item === -1),
    ).toBe(true);
  });

  test('an anchor that meets nothing but its own item gets no mix', () => {
    const one = { ...scene(sources.mixed, { ...knobs, warmUp: 0 }), n: 2 };
    const { drawn, after } = played(one, 1)[0] as ReturnType<typeof played>[number];
    const { others } = at({ ...one }, 0, after).meet();
    expect(drawn.items.size).toBe(2);
    expect(rowsOf(others?.exists as Tensor2D).flatMap((row) => row.slice(64))).not.toContain(1);
  });
});
