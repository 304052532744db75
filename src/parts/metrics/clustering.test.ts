import { expect, test } from 'vitest';
import { randomStream } from '../random';
import { heldOutOf } from './metric';
import {
  adjustedInformation,
  adjustedRand,
  entropy,
  expectedInformation,
  mutualInformation,
  normalisedInformation,
  overlapOf,
} from './shared/agreement';
import { unitRows } from './shared/similarities';

const of = (a: readonly number[], b: readonly number[]) =>
  overlapOf(Int32Array.from(a), Int32Array.from(b));

/** Points around directions that are told apart by this much; the true group of each. */
function blobs(n: number, d: number, groups: number, noise: number, seed = 5) {
  const random = randomStream(seed);
  const centres = unitRows(
    Array.from({ length: groups * d }, () => random.normal()),
    d,
  );
  const labels = Int32Array.from({ length: n }, (_, item) => item % groups);
  const raw = Float64Array.from(
    { length: n * d },
    (_, at) =>
      (centres[(labels[Math.floor(at / d)] as number) * d + (at % d)] as number) +
      noise * random.normal(),
  );
  return heldOutOf(unitRows(raw, d), labels, d);
}

test('k-means finds groups that lie apart, whatever their number', () => {
  for (const groups of [1, 2, 5, 12, 30]) {
    const items = blobs(150, 16, groups, 0.02);
    expect(adjustedRand(overlapOf(items.labels, items.clusters(10)))).toBe(1);
  }
});

test('each row is nearest to the mean of its own cluster, and more restarts are never looser', () => {
  const items = blobs(120, 6, 8, 0.5);
  const { values, n, d } = items;
  const spreads = [1, 3, 20].map((restarts) => {
    const clusters = items.clusters(restarts);
    const means = Array.from({ length: 8 }, (_, cluster) => {
      const own = [...clusters.keys()].filter((item) => clusters[item] === cluster);
      return Array.from({ length: d }, (_, axis) =>
        own.reduce((sum, item) => sum + (values[item * d + axis] as number) / own.length, 0),
      );
    });
    let spread = 0;
    for (let item = 0; item < n; item++) {
      const distances = means.map((mean) =>
        mean.reduce((sum, at, axis) => sum + ((values[item * d + axis] as number) - at) ** 2, 0),
      );
      const own = distances[clusters[item] as number] as number;
      expect(own).toBeCloseTo(Math.min(...distances), 12);
      spread += own;
    }
    return spread;
  }) as [number, number, number];
  expect(spreads[1]).toBeLessThanOrEqual(spreads[0] + 1e-12);
  expect(spreads[2]).toBeLessThanOrEqual(spreads[1] + 1e-12);
});

test('clusters are the same twice, and made once for as many restarts', () => {
  const items = blobs(60, 4, 5, 0.4);
  expect(items.clusters(3)).toBe(items.clusters(3));
  expect(blobs(60, 4, 5, 0.4).clusters(3)).toEqual(items.clusters(3));
});

test('fewer different rows than classes: clusters stay empty', () => {
  const items = heldOutOf(
    Float64Array.from([1, 0, 1, 0, 0, 1, 0, 1]),
    Int32Array.from([0, 1, 2, 3]),
    2,
  );
  const [a, b, c, d] = items.clusters(4);
  expect(a).toBe(b);
  expect(c).toBe(d);
  expect(a).not.toBe(c);
});

test('information shared by two groupings, worked by hand', () => {
  // Classes of 2 and 2; clusters of 3 and 1.
  const overlap = of([0, 0, 1, 1], [5, 5, 5, 9]);
  const information = 0.5 * Math.log(4 / 3) + 0.25 * Math.log(2 / 3) + 0.25 * Math.log(2);
  expect(mutualInformation(overlap)).toBeCloseTo(information, 12);
  const entropies = Math.LN2 + (0.75 * Math.log(4 / 3) + 0.25 * Math.log(4));
  expect(entropy(overlap.first) + entropy(overlap.second)).toBeCloseTo(entropies, 12);
  expect(normalisedInformation(overlap)).toBeCloseTo(information / (entropies / 2), 12);
  // Whichever item is alone, the information is the same: nothing is above chance.
  expect(expectedInformation(overlap.first, overlap.second)).toBeCloseTo(information, 12);
  expect(adjustedInformation(overlap)).toBeCloseTo(0, 12);
  expect(adjustedRand(overlap)).toBeCloseTo(0, 12);
});

test('expected information is the mean over random groupings of the same sizes', () => {
  const random = randomStream(2);
  const a = Int32Array.from({ length: 30 }, (_, item) => item % 4);
  const sizes = overlapOf(a, a).first;
  let sum = 0;
  const rounds = 4000;
  for (let round = 0; round < rounds; round++) {
    const keys = Float64Array.from(a, () => random.uniform());
    const b = Int32Array.from(keys.keys()).sort(
      (i, j) => (keys[i] as number) - (keys[j] as number),
    );
    sum += mutualInformation(
      overlapOf(
        a,
        b.map((item) => a[item] as number),
      ),
    );
  }
  expect(sum / rounds).toBeCloseTo(expectedInformation(sizes, sizes), 2);
});
