import { describe, expect, test } from 'vitest';
import { distanceAt } from '../../parts/losses/shared/distance';
import { defaultRecipe } from '../../recipe/recipe';
import { BINS } from '../kernels/webgpu/pairTable';
import { pairTableOf } from './pairs';
import { madeUpPairs, planOf } from './pairs.testing';
import { spectrumOf } from './spectrum';

const [N, Q, C] = [40, 3, 90];
const pairs = madeUpPairs(N, Q, C);

/** The bin of a value among equal ones on low..high, in the order of rising cosine. */
const place = (axis: 'distance' | 'similarity', cosine: number) => {
  const [value, low] = axis === 'distance' ? [distanceAt(cosine), 0] : [cosine, -1];
  const bin = Math.max(0, Math.min(BINS - 1, Math.floor(((value - low) / 2) * BINS)));
  return axis === 'distance' ? BINS - 1 - bin : bin;
};

describe.each(['distance', 'similarity'] as const)('on the axis of %s', (axis) => {
  const table = pairTableOf(planOf(axis, N), pairs);

  test('every allowed candidate and every positive lies in the bin of its value, at the edges too', () => {
    const placed = (cosines: Float32Array, counts: Float32Array) => {
      const bins = new Float64Array(BINS);
      cosines.forEach((cosine, i) => {
        const bin = place(axis, cosine);
        if (counts[i]) bins[bin] = (bins[bin] as number) + 1;
      });
      return bins;
    };
    expect(table.candidates).toEqual(placed(pairs.similarity, pairs.allowed));
    expect(table.positives).toEqual(placed(pairs.positive, pairs.valid));
    expect(table.pushCount).toEqual(pairTableOf(planOf('similarity', N), pairs).candidates);
  });

  test('a candidate that is pulled takes from the push of its bin', () => {
    const sums = new Float64Array(BINS);
    pairs.pushes.forEach((push, i) => {
      const bin = place('similarity', pairs.similarity[i] as number);
      if (pairs.allowed[i]) sums[bin] = (sums[bin] as number) + push;
    });
    expect(sums.some((sum) => sum < 0)).toBe(true);
    table.pushSum.forEach((sum, bin) => {
      expect(sum).toBeCloseTo(sums[bin] as number, 9);
    });
  });

  test('a candidate counts as chosen once for every positive that chose it', () => {
    let [chosen, chosenFalse] = [0, 0];
    pairs.weights.forEach((weight, i) => {
      const at = Math.floor(i / (Q * C)) * C + (i % C);
      if (!weight || !pairs.allowed[at]) return;
      chosen++;
      if (pairs.sameClass[at]) chosenFalse++;
    });
    const sum = (bins: Float64Array) => bins.reduce((total, one) => total + one, 0);
    expect(sum(table.chosen)).toBe(chosen);
    expect(sum(table.chosenFalse)).toBe(chosenFalse);
  });
});

test('of no candidates at all, as before a memory holds any, a guard has removed none', () => {
  const plan = planOf('similarity', N);
  const removed = (change: Partial<typeof pairs>) =>
    spectrumOf(plan, defaultRecipe, { ...pairs, ...change }).removed;
  const none = new Float32Array(N * C);
  expect(removed({ eligible: none, allowed: none })).toBe(0);
  expect(removed({ eligible: none.map(() => 1), allowed: none })).toBe(1);
  expect(removed({ eligible: none.map(() => 1), allowed: none.map((_, i) => i % 4 && 1) })).toBe(
    0.25,
  );
});
