import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenBackend } from '../../engine/device/ladder';
import { onWasm } from '../../engine/run/inNode.testing';
import { chosen, cosines, type Plain, weightsOf } from './selections.testing';

const N = 6;
const C = 12;

/** Candidates 0 and 1 are not eligible. */
const isEligible = (c: number): boolean => c > 1;
const similarity = cosines(N, C);
const plain: Plain = {
  similarity,
  eligible: similarity.map((row) => row.map((_, c) => (isEligible(c) ? 1 : 0))),
};

/** Eligible candidates of an anchor, most similar first. */
const ranked = (n: number, cosine = similarity): number[] =>
  [...(cosine[n] as number[]).keys()]
    .filter(isEligible)
    .sort((a, b) => (cosine[n]?.[b] as number) - (cosine[n]?.[a] as number));

const at = (n: number, c: number): number => similarity[n]?.[c] as number;
const distanceAt = (cosine: number): number => Math.sqrt(2 - 2 * cosine);
const sorted = (candidates: readonly number[]): number[] => [...candidates].sort((a, b) => a - b);

/** Holds what was chosen against a rule for every anchor and positive. */
async function expectChosen(
  weights: Promise<number[][][]>,
  rule: (n: number, q: number) => readonly number[],
) {
  (await weights).forEach((rows, n) => {
    rows.forEach((row, q) => {
      expect(chosen(row), `anchor ${n}, positive ${q}`).toEqual(sorted(rule(n, q)));
    });
  });
}

let opened: OpenBackend;
beforeAll(async () => {
  opened = await onWasm();
});
afterAll(() => opened.close());

describe('by rank', () => {
  test('hardest: the k most similar; easiest: the k least similar', async () => {
    await expectChosen(weightsOf('hardest', plain, { k: 3 }), (n) => ranked(n).slice(0, 3));
    await expectChosen(weightsOf('easiest', plain, { k: 3 }), (n) => ranked(n).slice(-3));
  });

  test('percentile window: skips the hardest few per cent and ends where it says', async () => {
    const window = (from: number, to: number) => weightsOf('percentileWindow', plain, { from, to });
    await expectChosen(window(0, 100), (n) => ranked(n));
    await expectChosen(window(10, 30), (n) => ranked(n).slice(1, 3));
    await expectChosen(window(5, 25), (n) => ranked(n).slice(1, 3));
    await expectChosen(window(0, 20), (n) => ranked(n).slice(0, 2));
  });

  test('percentile window: one too narrow for any rank, or turned round, holds one candidate', async () => {
    const window = (from: number, to: number) => weightsOf('percentileWindow', plain, { from, to });
    await expectChosen(window(12, 14), (n) => ranked(n).slice(2, 3));
    await expectChosen(window(50, 20), (n) => ranked(n).slice(5, 6));
    await expectChosen(window(99, 100), (n) => ranked(n).slice(-1));
  });
});

describe('by what is known of the positive', () => {
  const positives = similarity.map((_, n) => [0.4, -0.2 + n / 10]);
  const given = { ...plain, positives };
  const positiveAt = (n: number, q: number) => positives[n]?.[q] as number;

  test('semi-hard: the most similar below the positive, else the easiest', async () => {
    await expectChosen(weightsOf('semiHard', given, { k: 1 }), (n, q) => {
      const below = ranked(n).filter((c) => at(n, c) < positiveAt(n, q));
      return [below[0] ?? (ranked(n).at(-1) as number)];
    });
    const reversed = { ...plain, positives: similarity.map(() => [-1]) };
    await expectChosen(weightsOf('semiHard', reversed, { k: 2 }), (n) => ranked(n).slice(-2));
  });

  test('semi-hard band: all beyond the positive by no more than the width, and no fallback', async () => {
    for (const bandWidth of [0.1, 0.5])
      await expectChosen(weightsOf('semiHardBand', given, { bandWidth }), (n, q) =>
        ranked(n).filter((c) => {
          const excess = distanceAt(at(n, c)) - distanceAt(positiveAt(n, q));
          return excess > 0 && excess <= bandWidth;
        }),
      );
    const reversed = { ...plain, positives: similarity.map(() => [-1]) };
    await expectChosen(weightsOf('semiHardBand', reversed), () => []);
  });

  test('semi-hard band: a negative as far as the positive is not beyond it', async () => {
    const tied = { similarity: [[0.5, 0.25, 0]], positives: [[0.5]] };
    await expectChosen(weightsOf('semiHardBand', tied, { bandWidth: 2 }), () => [1, 2]);
  });

  test('multi-similarity: all within the slack of the least similar positive that exists', async () => {
    const rule = (slack: number, lowest: (n: number) => number) => (n: number) =>
      ranked(n).filter((c) => at(n, c) + slack > lowest(n));
    const lowest = (n: number) => Math.min(...(positives[n] as number[]));
    for (const slack of [0, 0.3])
      await expectChosen(weightsOf('multiSimilarityMining', given, { slack }), rule(slack, lowest));
    const valid = similarity.map(() => [1, 0]);
    await expectChosen(
      weightsOf('multiSimilarityMining', { ...given, valid }, { slack: 0.1 }),
      rule(0.1, () => 0.4),
    );
    const none = similarity.map(() => [0, 0]);
    await expectChosen(weightsOf('multiSimilarityMining', { ...given, valid: none }), () => []);
  });

  test('positive-aware: the hardest that keep both margins to the lowest positive, in a window of ranks', async () => {
    const turned = {
      absoluteMargin: 0.1,
      relativeMargin: 0.5,
      mostSimilar: 0.6,
      leastSimilar: -0.8,
      skipped: 1,
      depth: 5,
      k: 3,
    };
    await expectChosen(weightsOf('positiveAware', given, turned), (n) => {
      const lowest = Math.min(...(positives[n] as number[]));
      const limit = Math.min(0.6, lowest - Math.max(0.1, 0.5 * Math.abs(lowest)));
      return ranked(n)
        .filter((c) => at(n, c) <= limit && at(n, c) >= -0.8)
        .slice(1, 4);
    });
    await expectChosen(
      weightsOf('positiveAware', given, { ...turned, skipped: 5, depth: 5 }),
      () => [],
    );
  });

  test('positive-aware: a positive below 0 never lets closer candidates through', async () => {
    const below = { similarity: [[-0.3, -0.39, -0.41, -0.6]], positives: [[-0.4]] };
    const turned = { absoluteMargin: 0, relativeMargin: 0.05, k: 4 };
    await expectChosen(weightsOf('positiveAware', below, turned), () => [3]);
  });

  test('positive-aware at random: any of the window, and nothing else', async () => {
    const drawn = new Set<number>();
    const turned = { absoluteMargin: 0, relativeMargin: 0, skipped: 1, depth: 4, k: 1 };
    for (let seed = 0; seed < 30; seed++) {
      const one = { ...plain, positives: similarity.map(() => [1]), seed };
      const [rows] = await weightsOf('positiveAware', one, { ...turned, taken: 'random' });
      const found = chosen(rows?.[0]);
      expect(found).toHaveLength(1);
      drawn.add(found[0] as number);
    }
    expect(sorted([...drawn])).toEqual(sorted(ranked(0).slice(1, 4)));
  });

  test('within a distance: all nearer than the reach, wherever the positive is', async () => {
    for (const reach of [0.5, 1, 1.5])
      await expectChosen(weightsOf('pairMargin', given, { reach }), (n) =>
        ranked(n).filter((c) => distanceAt(at(n, c)) < reach),
      );
  });
});

describe('by weight', () => {
  test('hardness-weighted: in proportion to exp(beta s), with mean 1 over the eligible', async () => {
    const weights = await weightsOf('hardnessWeighted', plain, { concentration: 3 });
    weights.forEach((rows, n) => {
      const powers = ranked(n).map((c) => Math.exp(3 * at(n, c)));
      const mean = powers.reduce((a, b) => a + b, 0) / powers.length;
      for (const row of rows)
        ranked(n).forEach((c, i) => {
          expect(row[c]).toBeCloseTo((powers[i] as number) / mean, 4);
        });
    });
    const even = await weightsOf('hardnessWeighted', plain, { concentration: 0 });
    expect(even).toEqual(await weightsOf('all', plain));
  });
});
