import { expect, test } from 'vitest';
import { clustered, onCircle } from '../heldOut.testing';
import { metrics } from '../index';
import { rankAll } from './ranking';
import {
  discountedGainAtK,
  foundAtK,
  meanAveragePrecision,
  meanAveragePrecisionAtR,
  meanReciprocalRank,
  meanRPrecision,
  precisionAtK,
  recallAtK,
} from './retrieval';
import { similarities } from './similarities';

test.each([
  [2, 32, 97],
  [16, 8, 200],
  [1, 4, 50],
  [40, 3, 120],
])('nearest neighbours agree with full rankings: %i classes, d = %i, n = %i', (classes, d, n) => {
  const embeddings = clustered(n, d, classes, 0.7);
  const { labels } = embeddings;
  const ranked = rankAll(embeddings.similarity(), labels, labels, true);
  expect(metrics.recallAt1.measure(embeddings)).toBe(recallAtK(ranked, 1));
  expect(metrics.mapAtR.measure(embeddings)).toBeCloseTo(meanAveragePrecisionAtR(ranked), 12);
  expect(metrics.recallAt5.measure(embeddings)).toBe(recallAtK(ranked, 5));
  expect(metrics.rPrecision.measure(embeddings)).toBeCloseTo(meanRPrecision(ranked), 12);
  expect(metrics.meanReciprocalRank.measure(embeddings)).toBeCloseTo(
    meanReciprocalRank(ranked),
    12,
  );
  expect(metrics.ndcgAt10.measure(embeddings)).toBeCloseTo(discountedGainAtK(ranked, 10), 12);
  const nearest = embeddings.nearest();
  const length = n - 1;
  for (let item = 0; item < n; item++) {
    const own = nearest.order.subarray(nearest.start[item], nearest.start[item + 1]);
    expect([...own]).toEqual([...ranked.order.subarray(item * length, item * length + own.length)]);
  }
});

test('exact copies are ties: the lower index comes first', () => {
  const { order, start } = onCircle([0, 50, 0, 0, 50], [0, 1, 0, 0, 1]).nearest();
  expect([...order.subarray(start[3], start[4])]).toEqual([0, 2, 1, 4]);
  expect([...order.subarray(start[0], start[1])]).toEqual([2, 3, 1, 4]);
  // The copy of another class at the lower index comes first, for the rank of a mate as well.
  const copies = onCircle([0, 0, 0, 90], [0, 1, 0, 1]);
  expect(metrics.meanReciprocalRank.measure(copies)).toBeCloseTo(
    (1 / 2 + 1 / 3 + 1 + 1 / 2) / 4,
    12,
  );
});

test('more neighbours are found when more are asked for', () => {
  const embeddings = clustered(80, 4, 20, 1);
  const few = embeddings.nearest();
  expect(few.start[1]).toBe(20);
  const many = embeddings.nearest(50);
  expect(many.start[1]).toBe(50);
  expect([...many.order.subarray(0, 20)]).toEqual([...few.order.subarray(0, 20)]);
  expect(embeddings.nearest()).toBe(many);
  expect([...many.relevant]).toEqual([...few.relevant]);
});

test('retrieval of queries among references, worked by hand', () => {
  // Query 0 (class a) ranks its hits 1st and 3rd of R = 2; query 1 (class b) its hit 2nd of R = 1;
  // query 2 has nothing to find and is left out.
  const similarity = Float64Array.from([0.9, 0.8, 0.1, 0.9, 0.2, 0.5, 1, 1, 1]);
  const ranked = rankAll(similarity, Int32Array.from([0, 1, 5]), Int32Array.from([0, 1, 0]), false);
  expect([...ranked.order]).toEqual([0, 1, 2, 0, 2, 1, 0, 1, 2]);
  expect(recallAtK(ranked, 1)).toBe(1 / 2);
  expect(recallAtK(ranked, 3)).toBe(1);
  expect(meanReciprocalRank(ranked)).toBeCloseTo((1 + 1 / 3) / 2, 12);
  expect(meanAveragePrecision(ranked)).toBeCloseTo(((1 + 2 / 3) / 2 + 1 / 3) / 2, 12);
  expect(meanAveragePrecisionAtR(ranked)).toBeCloseTo((1 / 2 + 0) / 2, 12);
  expect(meanRPrecision(ranked)).toBeCloseTo((1 / 2 + 0) / 2, 12);
  expect(precisionAtK(ranked, 5)).toBeCloseTo((2 / 5 + 1 / 5) / 2, 12);
  expect(foundAtK(ranked, 1)).toBeCloseTo((1 / 2 + 0) / 2, 12);
  expect(meanReciprocalRank(ranked, 1)).toBeCloseTo(1 / 2, 12);
  expect(meanAveragePrecision(ranked, 1)).toBeCloseTo(1 / 2, 12);
});

test.each([1, 2, 3, 4, 7])('similarities in blocks agree with plain sums, %i rows', (n) => {
  const { values } = clustered(n, 5, 2, 1);
  const other = clustered(4, 5, 2, 1, 9).values;
  const plain = (a: Float32Array, b: Float32Array) =>
    Float64Array.from({ length: (a.length / 5) * (b.length / 5) }, (_, at) => {
      const [i, j] = [Math.floor(at / (b.length / 5)), at % (b.length / 5)];
      return [0, 1, 2, 3, 4].reduce(
        (sum, k) => sum + (a[i * 5 + k] as number) * (b[j * 5 + k] as number),
        0,
      );
    });
  const asFloat32 = values as Float32Array;
  expect(similarities(values, values, 5)).toEqual(plain(asFloat32, asFloat32));
  expect(similarities(values, other, 5)).toEqual(plain(asFloat32, other as Float32Array));
});
