import katex from 'katex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenBackend } from '../../engine/device/ladder';
import { withoutKernel } from '../../engine/kernels/withoutKernel.testing';
import { openInNode } from '../../engine/run/inNode.testing';
import { tf } from '../../engine/tf';
import { defaultsOf } from '../part';
import { type SelectionId, selections } from '.';
import {
  chosen,
  cosines,
  kept,
  type Plain,
  partOf,
  tablesOf,
  weightsOf,
} from './selections.testing';
import { rowRank } from './shared/rank';

const N = 6;
const C = 9;
const ids = Object.keys(selections) as SelectionId[];

/** Candidates 0 and 1 are not eligible, and anchor 5 has none at all. */
const eligible = Array.from({ length: N }, (_, n) =>
  Array.from({ length: C }, (_, c) => (c < 2 || n === 5 ? 0 : 1)),
);
const usual: Plain = { similarity: cosines(N, C), eligible };
const filled = (value: number): number[][] => Array.from({ length: N }, () => Array(C).fill(value));

/** Degenerate embeddings, in plain numbers. */
const degenerate: Record<string, Plain> = {
  'everything on one point': { similarity: filled(1), positives: filled(1), eligible },
  'zero vectors': { similarity: filled(0), positives: filled(0), eligible },
  'opposite poles': { similarity: filled(-1), positives: filled(-1), eligible },
  'cosines beyond 1 by rounding': { similarity: filled(1.0000002), eligible },
  'no positive': { ...usual, valid: Array.from({ length: N }, () => [0, 0]) },
  'one candidate': { similarity: cosines(N, 1), eligible: Array.from({ length: N }, () => [1]) },
  'two dimensions': { ...usual, dimensions: 2 },
};

let opened: OpenBackend;

describe.each(['wasm', 'cpu'] as const)('on %s', (forced) => {
  beforeAll(async () => {
    opened = await openInNode(forced);
  });
  afterAll(() => opened.close());

  describe.each(ids)('selection %s', (id) => {
    test.each([['usual embeddings', usual], ...Object.entries(degenerate)] as [string, Plain][])(
      'never weighs what is not eligible, and never below 0: %s',
      async (_, plain) => {
        for (const k of [1, 3, 64])
          for (const [n, rows] of (await weightsOf(id, plain, { k })).entries())
            for (const row of rows)
              row.forEach((weight, c) => {
                expect(weight).toBeGreaterThanOrEqual(0);
                expect(weight).toBeLessThan(1e6);
                if (plain.eligible?.[n]?.[c] === 0) expect(weight).toBe(0);
              });
      },
    );

    test('gives a table to each positive of an anchor only where it says so', () => {
      const [tables, positives] = tablesOf(id, usual, { taken: 'random' });
      expect(tables).toBe(partOf(id).perPositive ? positives : 1);
      expect(positives).toBeGreaterThan(1);
    });

    test('takes no notice of a candidate that is not eligible', async () => {
      // Another candidate changes the draws.
      if (['random', 'blend', 'distanceWeighted', 'curriculum'].includes(id)) return;
      const weights = await weightsOf(id, usual);
      const more = await weightsOf(id, {
        similarity: usual.similarity.map((row) => [...row, 0.9]),
        eligible: eligible.map((row) => [...row, 0]),
      });
      expect(more.map((rows) => rows.map((row) => row.slice(0, C)))).toEqual(weights);
    });

    test('says how many act on an encoder that sends everything to one point', async () => {
      const part = partOf(id);
      const values = defaultsOf(part.knobs) as Record<string, number>;
      const wanted = part.acting
        ? (part.acting(C - 2, values as never) ?? 0)
        : Math.min(values.k ?? C, C - 2);
      const { 'everything on one point': point } = degenerate;
      const [rows] = await weightsOf(id, point as Plain);
      for (const row of rows ?? [])
        expect(row.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(wanted, 4);
    });

    test('keeps numbers that stay in their range, whatever was achieved', async () => {
      const { state = {}, next } = partOf(id);
      expect(Boolean(next)).toBe(Object.keys(state).length > 0);
      for (const { first, range } of Object.values(state)) {
        expect(first).toBeGreaterThanOrEqual(range[0]);
        expect(first).toBeLessThanOrEqual(range[1]);
      }
      for (const plain of [usual, ...Object.values(degenerate)])
        for (const edge of [0, 1] as const)
          for (const achieved of [0, 0.5, 1]) {
            const before = Object.fromEntries(
              Object.entries(state).map(([name, { range }]) => [name, range[edge]]),
            );
            const after = await kept(
              id,
              { ...plain, state: before, step: edge * 5000 },
              { activeShare: achieved, hardness: achieved },
              { gain: 1 },
            );
            expect(Object.keys(after).sort()).toEqual(Object.keys(state).sort());
            for (const [name, { range }] of Object.entries(state)) {
              expect(after[name]).toBeGreaterThanOrEqual(range[0]);
              expect(after[name]).toBeLessThanOrEqual(range[1]);
            }
          }
    });
  });

  test.each([
    'hardest',
    'semiHard',
    'random',
    'easiest',
    'blend',
    'curriculum',
    'dynamic',
  ] as const)('%s takes as many as asked for, or all that there are', async (id) => {
    for (const k of [1, 4, 64]) {
      const weights = await weightsOf(id, { ...usual, positives: filled(2) }, { k });
      const rows = weights.slice(0, 5).flat();
      for (const row of rows) expect(chosen(row)).toHaveLength(Math.min(k, C - 2));
      for (const row of rows) expect(new Set(row)).toEqual(new Set([0, 1]));
    }
  });

  test('ranks by kernel, by comparing all pairs and by sorting agree, ties to the lower index', async () => {
    const scores = tf.tensor3d([0.5, 2, 2, -1, 0.5, 3, 1, 1, 1, 1, 1, 1], [2, 1, 6]);
    const expected = [3, 1, 2, 5, 4, 0, 0, 1, 2, 3, 4, 5];
    const many = tf.tensor3d(
      cosines(3, 700).flatMap((row) => row.map((value) => Math.round(value * 50))),
      [3, 1, 700],
    );
    expect([...(await rowRank(tf, scores).data())]).toEqual(expected);
    const byKernel = await rowRank(tf, many).data();
    const restore = withoutKernel('RowRank');
    const byPairs = await rowRank(tf, scores).data();
    const bySorting = await rowRank(tf, many).data();
    restore();
    expect([...byPairs]).toEqual(expected);
    expect([...bySorting]).toEqual([...byKernel]);
  });
});

test.each(ids)('%s says what it computes and when to use it', (id) => {
  const { formula, advice, label, summary, phrase } = partOf(id);
  const coloured = ['positive', 'negative', 'candidate', 'false'];
  const macros = Object.fromEntries(coloured.map((name) => [`\\${name}`, '{#1}']));
  expect(katex.renderToString(formula ?? '', { macros, throwOnError: true })).toContain('katex');
  expect(advice).toMatch(/^[A-Z].*\.$/s);
  expect(summary).toMatch(/\.$/);
  expect(label).not.toBe('');
  expect(phrase).not.toMatch(/[.A-Z]/);
});
