import { describe, expect, test } from 'vitest';
import { distanceAt } from '../parts/losses/distance';
import { BINS } from './kernels/webgpu/pairTable';
import { pairTableOf } from './pairs';
import { madeUpPairs, planOf } from './pairs.testing';

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
