import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onWasm } from '../../engine/run/inNode.testing';
import { drawnOf, meet } from '../../engine/step/rows';
import { tf } from '../../engine/tf';
import { randomStream } from '../random';
import { sources } from '.';
import { classOf, embedded, itemsAt, type Scene, scenes } from './scene.testing';
import type { Source } from './source';

const { at, played } = scenes({ tf, drawnOf, meet });

beforeAll(onWasm);
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const every = Object.entries<Source>(sources);
const layouts = [true, false];
const scenesOf = (source: Source): Scene[] =>
  layouts.map((views) => ({ source, views, n: 6, embeddings: 'random' }));

const numbers = (tensor: Tensor): number[] => Array.from(tensor.dataSync());
const rowsOf = (tensor: Tensor2D): number[][] => tensor.arraySync();

describe.each(every)('source %s', (_id, source) => {
  test('gives candidates of unit length, each there or not, in shapes that never change', () => {
    for (const scene of scenesOf(source)) {
      const shapes = played(scene, 5).map(({ met: { others, candidates, eligible }, after }) => {
        if (others) {
          const count = others.rows.shape[0];
          expect(others.classes.shape).toEqual([count]);
          expect(others.items.shape).toEqual([count]);
          expect([
            [1, count],
            [scene.n, count],
          ]).toContainEqual(others.exists.shape);
          if (others.age) expect(others.age.shape).toEqual([count]);
          const exists = numbers(tf.max(others.exists, 0));
          expect(exists.every((one) => one === 0 || one === 1)).toBe(true);
          rowsOf(others.rows).forEach((row, i) => {
            if (exists[i] === 1) expect(Math.hypot(...row)).toBeCloseTo(1, 5);
          });
        }
        return [candidates.shape, eligible.shape, after.map(({ shape, dtype }) => [shape, dtype])];
      });
      for (const shape of shapes) expect(shape).toEqual(shapes[0]);
    }
  });

  test('keeps what it says it keeps', () => {
    for (const scene of scenesOf(source))
      for (const { state, after } of played(scene, 3))
        expect(after.map(({ shape, dtype }) => [shape, dtype])).toEqual(
          state.map(({ shape, dtype }) => [shape, dtype]),
        );
  });

  test('never offers an anchor its own item, nor its own class where labels decide', () => {
    for (const scene of scenesOf(source))
      for (const { step, met } of played(scene, 6)) {
        if (!met.others) continue;
        const items = itemsAt(scene, step);
        const [shown, classes] = [numbers(met.others.items), numbers(met.others.classes)];
        rowsOf(met.eligible).forEach((row, anchor) => {
          row.slice(scene.n).forEach((eligible, i) => {
            if (eligible === 0) return;
            expect(shown[i]).not.toBe(items[anchor]);
            if (!scene.views) expect(classes[i]).not.toBe(classOf(items[anchor] as number));
          });
        });
      }
  });

  test('gives each candidate the age and the item it truly has', () => {
    const scene: Scene = {
      source,
      views: false,
      n: 6,
      embeddings: 'random',
      knobs: { bankMomentum: 0 },
    };
    let seen = 0;
    for (const { step, met } of played(scene, 5)) {
      if (!met.others?.age) continue;
      const [ages, shown] = [numbers(met.others.age), numbers(met.others.items)];
      const exists = numbers(tf.max(met.others.exists, 0));
      rowsOf(met.others.rows).forEach((row, i) => {
        if (exists[i] === 0 || (shown[i] as number) < 0) return;
        const then = step - (ages[i] as number);
        expect(then).toBeLessThan(step);
        const from = itemsAt(scene, then).indexOf(shown[i] as number);
        const expected = embedded(scene, source.keys ? 1 : 0, then, scene.n)[from] as number[];
        row.forEach((value, k) => void expect(value).toBeCloseTo(expected[k] as number, 5));
        seen++;
      });
    }
    const remembers = source.state?.({ n: 6, d: 4, items: 12 }, { ...SIZES }) ?? [];
    if (remembers.some(({ name }) => name === 'entered' || name === 'written'))
      expect(seen).toBeGreaterThan(10);
  });

  test('memories smaller than the batch, batches of two, equal and zero embeddings give numbers', () => {
    const knobs = { queueSize: 3, memorySize: 3, bankDraws: 3, listLength: 100, minedPerAnchor: 3 };
    for (const embeddings of ['random', 'equal', 'zero'] as const)
      for (const views of layouts)
        for (const n of [2, 6])
          for (const { met, after } of played({ source, views, n, embeddings, knobs }, 4))
            for (const tensor of [met.similarity, met.eligible, met.candidates, ...after])
              expect(numbers(tensor).every(Number.isFinite)).toBe(true);
  });

  test('memories are constants to the loss; what was encoded at this step is not', () => {
    const scene = scenesOf(source)[0] as Scene;
    const { encoded, meet } = played(scene, 4).at(-1) as ReturnType<typeof played>[number];
    const { others } = meet();
    if (!others) return;
    const random = randomStream(2);
    const pull = tf.tensor2d(rowsOf(others.rows).map((row) => row.map(() => random.normal())));
    const gradientTo = (name: 'unit' | 'mined') =>
      tf.grad((rows) => {
        const own = meet({ [name]: rows }).others?.rows as Tensor2D;
        // The batch takes part with weight 0, so that there is something to differentiate.
        return tf.add(tf.sum(tf.mul(own, pull)), tf.sum(tf.mul(rows, 0)));
      })(encoded[name] as Tensor2D);
    const reaches = (gradient: Tensor) => numbers(gradient).some((value) => Math.abs(value) > 1e-3);
    expect(reaches(gradientTo('unit'))).toBe(source === (sources.perturbed as Source));
    if (encoded.mined) expect(reaches(gradientTo('mined'))).toBe(true);
  });

  test('says where it comes from, what it computes and when it helps', () => {
    if (source === (sources.inBatch as Source)) return;
    expect(source.paper).toMatch(/https:\/\/arxiv\.org\/abs\/\d{4}\.\d{4,5}/);
    expect(source.formula).toMatch(/\\(candidate|negative)\{/);
    expect(source.advice).toMatch(/^Helps .*; hurts .*\.$/);
  });
});

const SIZES = { queueSize: 8, memorySize: 8, bankDraws: 8, listLength: 4, learnedNegatives: 5 };

test('a step later every candidate that is still there is a step older', () => {
  for (const source of [sources.momentumQueue, sources.crossBatchMemory, sources.mixed]) {
    const scene = {
      ...(scenesOf(source as Source)[1] as Scene),
      knobs: { queueSize: 64, memorySize: 64 },
    };
    const moments = played(scene, 3).map(({ step, after }) => {
      const { others } = at(scene, step + 1, after).meet();
      return { ages: numbers(others?.age as Tensor), items: numbers(others?.items as Tensor) };
    });
    const [, second, third] = moments as [unknown, (typeof moments)[0], (typeof moments)[0]];
    const entered = third.ages.filter(
      (age, i) => age === 1 && (third.items[i] as number) >= 0,
    ).length;
    for (let i = entered; i < 64; i++)
      if ((second.items[i] as number) >= 0) {
        expect(third.items[i - entered]).toBe(second.items[i]);
        expect(third.ages[i - entered]).toBe((second.ages[i] as number) + 1);
      }
    expect(entered).toBeGreaterThan(0);
  }
});
