import { describe, expect, test } from 'vitest';
import { defaultsOf } from '../part';
import { allAlike, clustered, onCircle, oneDead } from './heldOut.testing';
import { type MetricId, metrics } from './index';
import { liveMetrics } from './live';
import { heldOutOf, type Metric } from './metric';

const entries = Object.entries(metrics as Record<string, Metric>);

/** What does not look at labels; most of it grows while an encoder learns to bunch classes. */
const BLIND: readonly string[] = ['uniformity', 'meanCosine', 'effectiveRank', 'hubness'];

const expectInRange = (value: number, { range: [least, greatest] }: Metric) => {
  expect(value).toBeGreaterThanOrEqual(least - 1e-6);
  expect(value).toBeLessThanOrEqual(greatest + 1e-6);
};

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
    expect(metric).toMatchObject((liveMetrics as Record<string, object>)[name] ?? {});
    expect(metric.group !== undefined).toBe(Object.hasOwn(liveMetrics, name));
    expect(metric.range[0]).toBeLessThan(metric.range[1]);
    if (name !== 'meanCosine') expect(metric.paper).toMatch(/ \d{4}.*, https:\/\/\S+/);
  });

  test('is a finite number for ordinary embeddings, and the same twice', () => {
    const embeddings = clustered(60, 8, 5, 1);
    const value = metric.measure(embeddings);
    expect(value).toSatisfy(Number.isFinite);
    expect(metric.measure(clustered(60, 8, 5, 1))).toBe(value);
    expect(metric.measure(embeddings, defaultsOf(metric.knobs))).toBe(value);
  });

  test('is better for separated classes than for none, except where labels are not looked at', () => {
    const sign = metric.better === 'higher' ? 1 : -1;
    const apart = metric.measure(clustered(120, 8, 6, 3));
    const mixed = metric.measure(clustered(120, 8, 6, 0));
    if (BLIND.includes(name)) expect(apart).not.toBe(mixed);
    else expect(sign * apart).toBeGreaterThan(sign * mixed);
  });

  test('looks at labels or does not, as it says', () => {
    const { values, labels, d } = clustered(60, 8, 5, 1);
    const others = heldOutOf(values, Int32Array.from(labels).sort(), d);
    const same = metric.measure(others) === metric.measure(heldOutOf(values, labels, d));
    expect(same).toBe(BLIND.includes(name));
  });

  test('stays in its range, and chance does', () => {
    for (const pull of [0, 0.5, 3])
      for (const [n, d, classes] of [
        [14, 2, 2],
        [60, 8, 5],
        [40, 3, 20],
        [30, 64, 3],
      ] as const) {
        const embeddings = clustered(n, d, classes, pull, n);
        expectInRange(metric.measure(embeddings), metric);
        if (metric.chance) expectInRange(metric.chance(embeddings.labels), metric);
      }
  });

  // Which labels a probe learns from goes by place, so that all encoders learn from the same.
  test.skipIf(name === 'linearProbe')('does not care in which order items come', () => {
    const { values, labels, d, n } = clustered(45, 6, 5, 1);
    const order = Array.from({ length: n }, (_, i) => (i * 7) % n);
    const shuffled = heldOutOf(
      Float32Array.from(order.flatMap((i) => [...values.subarray(i * d, (i + 1) * d)])),
      Int32Array.from(order, (i) => labels[i] as number),
      d,
    );
    expect(metric.measure(shuffled)).toBeCloseTo(metric.measure(heldOutOf(values, labels, d)), 12);
  });

  test.skipIf(name === 'linearProbe')('does not care what classes are called', () => {
    const { values, labels, d } = clustered(45, 6, 5, 1);
    const renamed = heldOutOf(
      values,
      labels.map((label) => (7 * label + 3) % 11),
      d,
    );
    expect(metric.measure(renamed)).toBeCloseTo(metric.measure(heldOutOf(values, labels, d)), 12);
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
    ['one row of zeros among others', oneDead],
    ['two items', onCircle([0, 120], [0, 0])],
  ])('is undefined or in its range for %s', (_name, embeddings) => {
    const value = metric.measure(embeddings);
    if (!Number.isNaN(value)) expectInRange(value, metric);
    const chance = metric.chance?.(embeddings.labels) ?? Number.NaN;
    if (!Number.isNaN(chance)) expectInRange(chance, metric);
  });

  test('every knob at both of its ends gives a number or nothing', () => {
    for (const [knob, own] of Object.entries(metric.knobs)) {
      const ends = own.kind === 'number' ? [own.min, own.max] : Object.keys(own.options);
      for (const end of ends) {
        const value = metric.measure(clustered(24, 6, 3, 1), { [knob]: end });
        if (!Number.isNaN(value)) expectInRange(value, metric);
      }
    }
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
  // The first class mate comes 1st, 1st and 2nd; nDCG's best for R = 2 is 1 + 1 / log2(3).
  expect(value.recallAt5).toBe(1);
  expect(value.rPrecision).toBeCloseTo(3 / 6, 12);
  expect(value.meanReciprocalRank).toBeCloseTo((1 + 1 + 1 / 2) / 3, 12);
  const gain = (...ranks: number[]) => ranks.reduce((sum, at) => sum + 1 / Math.log2(at + 1), 0);
  expect(value.ndcgAt10).toBeCloseTo((gain(1, 3) + gain(1, 3) + gain(2, 3)) / (3 * gain(1, 2)), 12);
  // Angles within class 0: 10, 50, 40; between the classes: 40, 30, 10.
  expect(value.similarityAuc).toBeCloseTo((2.5 + 0 + 0.5) / 9, 12);
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
  expect(value).toMatchObject({ alignment: 0, uniformity: 0, meanCosine: 1, similarityAuc: 0.5 });
  expect(value.effectiveRank).toBeCloseTo(1, 5);
  expect(value).toMatchObject({
    normalisedMutualInformation: 0,
    adjustedMutualInformation: 0,
    adjustedRandIndex: 0,
  });
  // Ties go to the lower index and the lower class.
  expect(value.recallAt1).toBeCloseTo(2 / 6, 12);
  expect(value.centroidAccuracy).toBeCloseTo(2 / 6, 12);
});

test('what is undefined is NaN: nobody to ask, no pair', () => {
  const lone = measureAll(onCircle([0, 90, 180], [4, 7, 9]));
  expect(lone).toMatchObject({ recallAt1: NaN, mapAtR: NaN, alignment: NaN, centroidAccuracy: 1 });
  expect(lone).toMatchObject({ recallAt5: NaN, rPrecision: NaN, meanReciprocalRank: NaN });
  expect(lone).toMatchObject({ ndcgAt10: NaN, knnAccuracy: NaN, similarityAuc: NaN });
  // Every item is a class and a cluster of its own.
  expect(lone).toMatchObject({ adjustedMutualInformation: 1, adjustedRandIndex: 1 });
  const single = measureAll(onCircle([30], [0]));
  expect(single).toMatchObject({ uniformity: NaN, meanCosine: NaN, centroidAccuracy: 1 });
  expect(single).toMatchObject({ linearProbe: NaN, hubness: NaN });
  expect(measureAll(allAlike(6, [0, 0, 1, 1, 2, 2], 0)).effectiveRank).toBeNaN();
});

test('one class: every neighbour is right', () => {
  const value = measureAll(onCircle([0, 10, 90, 200], [3, 3, 3, 3]));
  expect(value).toMatchObject({ recallAt1: 1, mapAtR: 1, centroidAccuracy: 1 });
  expect(value).toMatchObject({ recallAt5: 1, rPrecision: 1, meanReciprocalRank: 1, ndcgAt10: 1 });
  expect(value).toMatchObject({ knnAccuracy: 1, linearProbe: 1, similarityAuc: NaN });
  expect(value).toMatchObject({
    normalisedMutualInformation: 1,
    adjustedMutualInformation: 1,
    adjustedRandIndex: 1,
  });
});

test('chance is what random embeddings reach', () => {
  const runs = Array.from({ length: 40 }, (_, run) => clustered(90, 16, 6, 0, run + 1));
  const labels = runs[0]?.labels as Int32Array;
  const mean = (metric: Metric) =>
    runs.reduce((sum, run) => sum + metric.measure(run), 0) / runs.length;
  for (const name of ['recallAt1', 'recallAt5', 'mapAtR', 'rPrecision', 'ndcgAt10'] as const) {
    const chance = metrics[name].chance?.(labels) as number;
    expect(Math.abs(mean(metrics[name] as Metric) - chance) / chance).toBeLessThan(0.06);
  }
  for (const name of [
    'meanReciprocalRank',
    'knnAccuracy',
    'linearProbe',
    'similarityAuc',
    'normalisedMutualInformation',
    'adjustedMutualInformation',
    'adjustedRandIndex',
  ] as const) {
    const chance = (metrics[name] as Metric).chance?.(labels) as number;
    expect(Math.abs(mean(metrics[name] as Metric) - chance)).toBeLessThan(0.03);
  }
  expect(metrics.recallAt1.chance?.(labels)).toBeCloseTo(14 / 89, 12);
  expect(metrics.centroidAccuracy.chance?.(labels)).toBeCloseTo(1 / 6, 12);
});
