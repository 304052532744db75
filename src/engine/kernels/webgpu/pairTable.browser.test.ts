import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { countedByKernel, type PairMatrices, pairTableOf } from '../../picture/pairs';
import { madeUpPairs, planOf } from '../../picture/pairs.testing';
import { tf } from '../../tf';
import { dispatchesOf, gpuErrors, openGpu } from './onGpu.testing';

beforeAll(openGpu);

const onDevice = (pairs: PairMatrices<Float32Array>, n: number, q: number, c: number) => {
  const matrix = (values: Float32Array) => tf.tensor(values, [n, values.length / n]);
  return {
    similarity: matrix(pairs.similarity),
    eligible: matrix(pairs.eligible),
    allowed: matrix(pairs.allowed),
    sameClass: matrix(pairs.sameClass),
    pushes: matrix(pairs.pushes),
    weights: tf.tensor(pairs.weights, [n, q, c]),
    positive: matrix(pairs.positive),
    valid: matrix(pairs.valid),
  } satisfies PairMatrices<Tensor>;
};

describe.each([
  [1, 1, 1],
  [6, 2, 64],
  [40, 3, 90],
  [130, 1, 700],
])('%i anchors, %i positives, %i candidates', (n, q, c) => {
  test.each(['distance', 'similarity'] as const)(
    'counts are those of plain loops, sums to six digits, on the axis of %s',
    async (axis) => {
      const pairs = madeUpPairs(n, q, c);
      pairs.similarity[0] = Number.NaN;
      const plan = planOf(axis, n);
      const table = countedByKernel(plan, onDevice(pairs, n, q, c));
      const counted = pairTableOf(plan, { table: (await table.data()) as Float32Array });
      const { pushSum, positiveSum, ...exact } = pairTableOf(plan, pairs);
      expect(counted).toMatchObject(exact);
      expect(Math.abs(counted.positiveSum - positiveSum)).toBeLessThan(1e-6 * n * q);
      pushSum.forEach((sum, bin) => {
        const terms = exact.pushCount[bin] as number;
        expect(Math.abs((counted.pushSum[bin] as number) - sum)).toBeLessThanOrEqual(
          (1e-6 * terms) / n,
        );
      });
      expect(gpuErrors).toEqual([]);
    },
  );
});

test('a table costs two dispatches', () => {
  const tensors = onDevice(madeUpPairs(40, 3, 90), 40, 3, 90);
  expect(dispatchesOf(() => countedByKernel(planOf('similarity', 40), tensors))).toBe(2);
});
