import { describe, expect, test } from 'vitest';
import { defaultsOf } from '../part';
import { randomStream } from '../random';
import { type MetricId, metrics } from './index';
import { heldOutOf, type Metric } from './metric';
import {
  meanAveragePrecision,
  meanAveragePrecisionAtR,
  meanReciprocalRank,
  rankAll,
  recallAtK,
  rPrecision,
} from './retrieval';
import { similarities, unitRows } from './similarities';

const entries = Object.entries(metrics as Record<string, Metric>);

/** Items in the plane at these angles, in degrees. */
const onCircle = (angles: readonly number[], labels: readonly number[]) =>
  heldOutOf(
    Float64Array.from(
      angles.flatMap((angle) => [
        Math.cos((angle / 180) * Math.PI),
        Math.sin((angle / 180) * Math.PI),
      ]),
    ),
    Int32Array.from(labels),
    2,
  );

const allAlike = (n: number, labels: readonly number[], value = 0.5) =>
  heldOutOf(new Float32Array(4 * n).fill(value), Int32Array.from(labels), 4);

/** Random unit rows, pulled towards a direction of their class. */
function clustered(n: number, d: number, classes: number, pull: number, seed = 1) {
  const random = randomStream(seed);
  const centres = Float64Array.from({ length: classes * d }, () => pull * random.normal());
  const labels = Int32Array.from({ length: n }, (_, item) => item % classes);
  const raw = Float64Array.from(
    { length: n * d },
    (_, i) => (centres[(Math.floor(i / d) % classes) * d + (i % d)] as number) + random.normal(),
  );
  return heldOutOf(Float32Array.from(unitRows(raw, d)), labels, d);
}

const measureAll = (embeddings: ReturnType<typeof heldOutOf>) =>
  Object.fromEntries(entries.map(([name, metric]) => [name, metric.measure(embeddings)])) as Record<
    MetricId,
    number
  >;

describe.each(entries)('%s', (name, metric) => {
  test('describes itself', () => {
    expect(metric.label).toMatch(/\S/);
    expect(metric.summary).toMatch(/\.$/);
    expect(['higher', 'lower']).toContain(metric.better);
  });

  test('is a finite number for ordinary embeddings, and the same twice', () => {
    const embeddings = clustered(60, 8, 5, 1);
    const value = metric.measure(embeddings);
    expect(value).toSatisfy(Number.isFinite);
    expect(metric.measure(clustered(60, 8, 5, 1))).toBe(value);
    expect(metric.measure(embeddings, defaultsOf(metric.knobs) as never)).toBe(value);
  });

  test('is better for separated classes than for none, except where spread alone counts', () => {
    const sign = metric.better === 'higher' ? 1 : -1;
    const apart = metric.measure(clustered(120, 8, 6, 3));
    const mixed = metric.measure(clustered(120, 8, 6, 0));
    if (['uniformity', 'meanCosine'].includes(name)) expect(apart).toBeGreaterThan(mixed);
    else expect(sign * apart).toBeGreaterThan(sign * mixed);
  });

  test('does not care in which order items come', () => {
    const { values, labels, d, n } = clustered(45, 6, 5, 1);
    const order = Array.from({ length: n }, (_, i) => (i * 7) % n);
    const shuffled = heldOutOf(
      Float32Array.from(order.flatMap((i) => [...values.subarray(i * d, (i + 1) * d)])),
      Int32Array.from(order, (i) => labels[i] as number),
      d,
    );
    expect(metric.measure(shuffled)).toBeCloseTo(metric.measure(heldOutOf(values, labels, d)), 12);
  });

  test.each([
    ['no items', heldOutOf(new Float32Array(), new Int32Array(), 4)],
    ['values that are not finite', allAlike(3, [0, 1, 1], Number.NaN)],
  ])('is NaN for %s', (_name, embeddings) => {
    expect(metric.measure(embeddings)).toBeNaN();
  });

  test.each([
    ['one row', allAlike(1, [0])],
    ['one class', allAlike(5, [2, 2, 2, 2, 2])],
    ['lone classes', onCircle([0, 90, 180], [4, 7, 9])],
    ['rows that are all equal', allAlike(6, [0, 0, 1, 1, 2, 2])],
    ['rows of zeros', allAlike(6, [0, 0, 1, 1, 2, 2], 0)],
  ])('does not throw for %s', (_name, embeddings) => {
    expect(typeof metric.measure(embeddings)).toBe('number');
    expect(typeof (metric.chance?.(embeddings.labels) ?? 0)).toBe('number');
  });
});

test('four angles, worked by hand', () => {
  // Neighbours of 0 and 10 are one another; 40 is nearest to 10 (other class); 50 to 40 (its own).
  const embeddings = onCircle([0, 10, 40, 50], [0, 0, 1, 0]);
  const value = measureAll(embeddings);
  // 40 is alone in its class and not asked. Class 0 has R = 2: 0 finds 10 then 40; 10 finds 0 then
  // 40; 50 finds 40 then 10. MAP@R: (1/2 + 1/2 + (1/2)/2) / 3.
  expect(value.recallAt1).toBeCloseTo(2 / 3, 12);
  expect(value.mapAtR).toBeCloseTo((1 / 2 + 1 / 2 + 1 / 4) / 3, 12);
  // Centroid of class 0 points to about 20 degrees, that of class 1 to 40: 50 falls to class 1.
  expect(value.centroidAccuracy).toBeCloseTo(3 / 4, 12);
  const squared = (degrees: number) => 2 - 2 * Math.cos((degrees / 180) * Math.PI);
  expect(value.alignment).toBeCloseTo((squared(10) + squared(50) + squared(40)) / 3, 12);
  const gaps = [10, 40, 50, 30, 40, 10];
  const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  expect(value.uniformity).toBeCloseTo(
    Math.log(mean(gaps.map((gap) => Math.exp(-2 * squared(gap))))),
    12,
  );
  expect(value.meanCosine).toBeCloseTo(mean(gaps.map((gap) => 1 - squared(gap) / 2)), 12);
  expect(metrics.alignment.measure(embeddings, { power: 1 })).toBeCloseTo(
    mean([10, 50, 40].map((gap) => Math.sqrt(squared(gap)))),
    12,
  );
});

test('collapse: everything in one point', () => {
  const value = measureAll(allAlike(6, [0, 0, 1, 1, 2, 2]));
  expect(value).toMatchObject({ alignment: 0, uniformity: 0, meanCosine: 1 });
  // Ties go to the lower index and the lower class.
  expect(value.recallAt1).toBeCloseTo(2 / 6, 12);
  expect(value.centroidAccuracy).toBeCloseTo(2 / 6, 12);
});

test('what is undefined is NaN: nobody to ask, no pair', () => {
  const lone = measureAll(onCircle([0, 90, 180], [4, 7, 9]));
  expect(lone).toMatchObject({ recallAt1: NaN, mapAtR: NaN, alignment: NaN, centroidAccuracy: 1 });
  const single = measureAll(onCircle([30], [0]));
  expect(single).toMatchObject({ uniformity: NaN, meanCosine: NaN, centroidAccuracy: 1 });
});

test('one class: every neighbour is right', () => {
  const value = measureAll(onCircle([0, 10, 90, 200], [3, 3, 3, 3]));
  expect(value).toMatchObject({ recallAt1: 1, mapAtR: 1, centroidAccuracy: 1 });
});

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
  const nearest = embeddings.nearest();
  const length = n - 1;
  for (let item = 0; item < n; item++) {
    const own = nearest.order.subarray(nearest.start[item], nearest.start[item + 1]);
    expect([...own]).toEqual([...ranked.order.subarray(item * length, item * length + own.length)]);
  }
});

test('exact copies are ties: the lower index comes first', () => {
  const { order, start } = onCircle([0, 50, 0, 0, 50], [0, 1, 0, 0, 1]).nearest();
  expect([...order.subarray(start[3], start[4])]).toEqual([0, 2]);
  expect([...order.subarray(start[0], start[1])]).toEqual([2, 3]);
});

test('chance is what random embeddings reach', () => {
  const runs = Array.from({ length: 40 }, (_, run) => clustered(90, 16, 6, 0, run + 1));
  const labels = runs[0]?.labels as Int32Array;
  for (const metric of [metrics.recallAt1, metrics.mapAtR]) {
    const mean = runs.reduce((sum, run) => sum + metric.measure(run), 0) / runs.length;
    const chance = metric.chance?.(labels) as number;
    expect(Math.abs(mean - chance) / chance).toBeLessThan(0.06);
  }
  expect(metrics.recallAt1.chance?.(labels)).toBeCloseTo(14 / 89, 12);
  expect(metrics.centroidAccuracy.chance?.(labels)).toBeCloseTo(1 / 6, 12);
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
  expect(rPrecision(ranked)).toBeCloseTo((1 / 2 + 0) / 2, 12);
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
