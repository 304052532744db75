import type { Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openBackend } from '../../engine/backends/ladder';
import { tf } from '../../engine/backends/tf';
import { folders } from '../../engine/inNode';
import { registerRowRank } from '../../engine/kernels/rowRank';
import { defaultsOf } from '../part';
import { randomStream } from '../random';
import { selections } from '.';
import { rowRank } from './rank';
import type { Selection } from './selection';

const N = 6;
const Q = 2;
const C = 9;

beforeAll(async () => {
  await openBackend({ forced: 'wasm', wasmFiles: folders.wasm });
  registerRowRank();
});

/** Candidates 0 and 1 are not eligible; the others have distinct cosines. */
function choice(positive = 0.3) {
  const random = randomStream(4);
  const similarity = Array.from({ length: N * C }, () => random.uniform(-1, 1));
  const eligible = Array.from({ length: N * C }, (_, i) => (i % C < 2 ? 0 : 1));
  return {
    plain: { similarity, eligible },
    given: {
      similarity: tf.tensor2d(similarity, [N, C]),
      positiveSimilarity: tf.fill([N, Q], positive) as never,
      eligible: tf.tensor2d(eligible, [N, C]),
      uniform: (shape: readonly number[]): Tensor =>
        tf.tensor(
          Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.uniform()),
          [...shape],
        ),
      dimensions: 32,
      step: tf.scalar(0),
      state: {},
    },
  };
}

async function weightsOf(selection: Selection, k: number, positive?: number) {
  const { plain, given } = choice(positive);
  const knobs = { ...defaultsOf(selection.knobs), k: tf.scalar(k) } as never;
  const weights = tf.broadcastTo(selection.weights(tf, given, knobs), [N, Q, C]) as Tensor3D;
  return { plain, weights: await weights.array() };
}

const every = Object.entries(selections) as unknown as [string, Selection][];

describe.each(every)('selection %s', (id, selection) => {
  test('never weighs what is not eligible, and never below 0', async () => {
    const { plain, weights } = await weightsOf(selection, 3);
    weights.forEach((rows, n) => {
      for (const row of rows)
        row.forEach((weight, c) => {
          expect(weight).toBeGreaterThanOrEqual(0);
          if (plain.eligible[n * C + c] === 0) expect(weight).toBe(0);
        });
    });
  });

  test('takes as many as asked for, or all that there are', async () => {
    for (const k of [1, 4, 64]) {
      const { weights } = await weightsOf(selection, k, 2);
      const wanted = id === 'all' ? C - 2 : Math.min(k, C - 2);
      for (const row of weights.flat())
        expect(row.filter((weight) => weight > 0)).toHaveLength(wanted);
    }
  });
});

/** Eligible candidates of an anchor, most similar first. */
const ranked = (similarity: readonly number[], n: number) =>
  Array.from({ length: C - 2 }, (_, i) => i + 2).sort(
    (a, b) => (similarity[n * C + b] as number) - (similarity[n * C + a] as number),
  );

const chosen = (row: readonly number[]) => [...row.keys()].filter((c) => row[c] === 1);

describe('what is chosen is what the sentence says', () => {
  test('hardest: the k most similar', async () => {
    const { plain, weights } = await weightsOf(selections.hardest, 3);
    weights.forEach((rows, n) => {
      for (const row of rows)
        expect(new Set(chosen(row))).toEqual(new Set(ranked(plain.similarity, n).slice(0, 3)));
    });
  });

  test('easiest: the k least similar', async () => {
    const { plain, weights } = await weightsOf(selections.easiest, 3);
    weights.forEach((rows, n) => {
      for (const row of rows)
        expect(new Set(chosen(row))).toEqual(new Set(ranked(plain.similarity, n).slice(-3)));
    });
  });

  test('semi-hard: the most similar below the positive, else the easiest', async () => {
    const { plain, weights } = await weightsOf(selections.semiHard, 1, 0.3);
    weights.forEach((rows, n) => {
      const order = ranked(plain.similarity, n);
      const below = order.filter((c) => (plain.similarity[n * C + c] as number) < 0.3);
      for (const row of rows) expect(chosen(row)).toEqual([below[0] ?? order.at(-1)]);
    });
    const fallback = await weightsOf(selections.semiHard, 2, -1);
    fallback.weights.forEach((rows, n) => {
      for (const row of rows)
        expect(new Set(chosen(row))).toEqual(
          new Set(ranked(fallback.plain.similarity, n).slice(-2)),
        );
    });
  });

  test('random: another draw for another row', async () => {
    const { weights } = await weightsOf(selections.random, 2);
    expect(new Set(weights.flat().map(String)).size).toBeGreaterThan(3);
  });
});

test('ranks by kernel are the ranks by comparing all pairs, ties to the lower index', async () => {
  const scores = tf.tensor3d([0.5, 2, 2, -1, 0.5, 3, 1, 1, 1, 1, 1, 1], [2, 1, 6]);
  const byKernel = await rowRank(tf, scores).data();
  tf.unregisterKernel('RowRank', 'wasm');
  const byPairs = await rowRank(tf, scores).data();
  registerRowRank();
  expect([...byKernel]).toEqual([3, 1, 2, 5, 4, 0, 0, 1, 2, 3, 4, 5]);
  expect(byPairs).toEqual(byKernel);
});
