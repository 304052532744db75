import { describe, expect, test } from 'vitest';
import type { Data } from '../../data';
import { rankDocuments } from '../../metrics/shared/ranking';
import { discountedGainAtK, meanReciprocalRank, recallAtK } from '../../metrics/shared/retrieval';
import { similarities } from '../../metrics/shared/similarities';
import { randomStream } from '../../random';
import { learnedSearch } from './learned';

const D = 4;

/** Texts without words: what is tested reads pairs and embeddings alone. */
const withPairs = (count: number, pairs: readonly number[] | null): Data => {
  const side = {
    count,
    values: new Float32Array(count),
    labels: new Int32Array(count),
    ...(pairs ? { pairs: Int32Array.from(pairs) } : {}),
  };
  return {
    shape: [1],
    range: [0, 1],
    train: side,
    heldOut: side,
    classNames: ['text'],
    groups: [0],
  };
};

const unitRows = (count: number, seed: number): Float32Array => {
  const random = randomStream(seed, 1);
  const rows = Float32Array.from({ length: count * D }, () => random.uniform() - 0.5);
  for (let row = 0; row < count; row++) {
    const own = rows.subarray(row * D, (row + 1) * D);
    const length = Math.hypot(...own);
    own.forEach((value, i) => {
      own[i] = value / length;
    });
  }
  return rows;
};

describe('how queries find their passages', () => {
  test('agrees with full rankings of all passages, with one key a query and with several', () => {
    for (const keys of [1, 3]) {
      const queries = 40;
      const count = queries * (1 + keys);
      const pairs = Array.from({ length: queries }, (_, query) =>
        Array.from({ length: keys }, (_, key) => [query, queries + query * keys + key]),
      ).flat(2);
      const data = withPairs(count, pairs);
      const embeddings = unitRows(count, keys);
      const cosines = similarities(
        embeddings.subarray(0, queries * D),
        embeddings.subarray(queries * D),
        D,
      );
      const ranked = rankDocuments(
        cosines,
        queries * keys,
        Array.from(
          { length: queries },
          (_, query) => new Set(Array.from({ length: keys }, (_, key) => query * keys + key)),
        ),
      );
      const found = learnedSearch(data, { embeddings, d: D });
      expect(found).toMatchObject({ lens: 'search', queries, among: queries * keys });
      expect(found.recallAt1).toBeCloseTo(recallAtK(ranked, 1), 10);
      expect(found.recallAt5).toBeCloseTo(recallAtK(ranked, 5), 10);
      expect(found.meanReciprocalRank).toBeCloseTo(meanReciprocalRank(ranked), 10);
      expect(found.ndcgAt10).toBeCloseTo(discountedGainAtK(ranked, 10), 10);
      expect(found.recallAt5).toBeGreaterThan(0);
      expect(found.recallAt5).toBeLessThan(1);
    }
  });

  test('is perfect where query and key are one point, and next to nothing after a collapse', () => {
    const pairs = Array.from({ length: 50 }, (_, i) => [2 * i, 2 * i + 1]).flat();
    const data = withPairs(100, pairs);
    const points = unitRows(50, 5);
    const embeddings = Float32Array.from({ length: 100 * D }, (_, at) => {
      const item = Math.floor(at / D);
      return points[Math.floor(item / 2) * D + (at % D)] as number;
    });
    const perfect = learnedSearch(data, { embeddings, d: D });
    expect([perfect.recallAt1, perfect.meanReciprocalRank, perfect.ndcgAt10]).toEqual([1, 1, 1]);
    const collapsed = learnedSearch(data, {
      embeddings: new Float32Array(100 * D).fill(0.5),
      d: D,
    });
    expect(collapsed.recallAt1).toBe(1 / 50);
    expect(collapsed.recallAt5).toBe(5 / 50);
  });

  test('is undefined where nobody asks', () => {
    const found = learnedSearch(withPairs(4, null), { embeddings: unitRows(4, 1), d: D });
    expect(found.queries).toBe(0);
    expect(found.recallAt1).toBeNaN();
  });
});
