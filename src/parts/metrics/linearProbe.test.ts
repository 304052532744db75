import { expect, test } from 'vitest';
import { randomStream } from '../random';
import { linearProbe } from './linearProbe';
import { heldOutOf } from './metric';
import { minimise } from './shared/lbfgs';
import { classify, fitLogistic } from './shared/logistic';
import { unitRows } from './shared/similarities';

/** Classes around random directions. */
function classesOf(n: number, d: number, classes: number, pull: number, seed = 3) {
  const random = randomStream(seed);
  const centres = Float64Array.from({ length: classes * d }, () => pull * random.normal());
  const labels = Int32Array.from({ length: n }, (_, item) => item % classes);
  const raw = Float64Array.from(
    { length: n * d },
    (_, at) =>
      (centres[(labels[Math.floor(at / d)] as number) * d + (at % d)] as number) + random.normal(),
  );
  return { values: unitRows(raw, d), labels };
}

test('L-BFGS comes to the minimum of a narrow valley', () => {
  const [x, y] = minimise(
    ([a = 0, b = 0], gradient) => {
      gradient[0] = 2 * (a - 3) + 2000 * (a - b);
      gradient[1] = -2000 * (a - b);
      return (a - 3) ** 2 + 1000 * (a - b) ** 2;
    },
    Float64Array.from([-5, 8]),
    1e-9,
  );
  expect(x).toBeCloseTo(3, 8);
  expect(y).toBeCloseTo(3, 8);
});

test('the fit is where the slope of the regularised loss is 0', () => {
  const d = 5;
  const { values, labels } = classesOf(90, d, 3, 0.7);
  const { weights, mean, deviation } = fitLogistic(values, labels, d);
  const features = (item: number) => [
    ...Array.from(
      { length: d },
      (_, i) => ((values[item * d + i] as number) - (mean[i] as number)) / (deviation[i] as number),
    ),
    1,
  ];
  const slope = weights.map((weight, at) => (at % (d + 1) === d ? 0 : weight));
  labels.forEach((label, item) => {
    const row = features(item);
    const odds = [0, 1, 2].map((c) =>
      Math.exp(row.reduce((sum, x, i) => sum + x * (weights[c * (d + 1) + i] as number), 0)),
    );
    const total = odds.reduce((sum, one) => sum + one, 0);
    odds.forEach((one, c) => {
      row.forEach((x, i) => {
        const at = c * (d + 1) + i;
        slope[at] = (slope[at] as number) + x * (one / total - (c === label ? 1 : 0));
      });
    });
  });
  for (const own of slope) expect(Math.abs(own)).toBeLessThan(1e-4);
  // Nothing but the penalty tells the classes' common weight, so it is 0.
  const sums = Array.from({ length: d }, (_, i) =>
    [0, 1, 2].reduce((sum, c) => sum + (weights[c * (d + 1) + i] as number), 0),
  );
  for (const sum of sums) expect(sum).toBeCloseTo(0, 4);
});

test('two features and a constant one: worked by symmetry', () => {
  const rows = Float64Array.from([1, 0, 5, -1, 0, 5, 0, 1, 5, 0, -1, 5]);
  const labels = Int32Array.from([4, 2, 4, 2]);
  const probe = fitLogistic(rows, labels, 3);
  expect(probe.classes).toEqual([2, 4]);
  expect([...probe.deviation]).toEqual([Math.SQRT1_2, Math.SQRT1_2, 1]);
  const [x, y, constant, bias] = probe.weights.subarray(4);
  expect(x).toBeGreaterThan(0.3);
  expect(y).toBeCloseTo(x as number, 6);
  expect(constant).toBeCloseTo(0, 12);
  expect(bias).toBeCloseTo(0, 6);
  expect([...classify(probe, rows, 3)]).toEqual([4, 2, 4, 2]);
});

test('classes that one plane separates are named rightly, those in rings are not', () => {
  const { values, labels } = classesOf(120, 16, 4, 4);
  expect(linearProbe.measure(heldOutOf(values, labels, 16))).toBe(1);
  // Opposite quarters of the circle share a class.
  const angles = Array.from({ length: 80 }, (_, i) => (i / 80) * 2 * Math.PI);
  const quarters = Int32Array.from(angles, (angle) => Math.floor(angle / (Math.PI / 2)) % 2);
  const circle = Float64Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]));
  expect(linearProbe.measure(heldOutOf(circle, quarters, 2))).toBeLessThan(0.65);
});

test('more labels per class never cost much, and few are already worth something', () => {
  const { values, labels } = classesOf(300, 16, 6, 0.6);
  const items = heldOutOf(values, labels, 16);
  const [one, five, twenty] = [1, 5, 20].map((labelsPerClass) =>
    linearProbe.measure(items, { labelsPerClass }),
  ) as [number, number, number];
  expect(one).toBeGreaterThan(1 / 6 + 0.1);
  expect(five).toBeGreaterThan(one);
  expect(twenty).toBeGreaterThan(five);
});

test('every encoder is probed with the same items', () => {
  const { labels } = classesOf(60, 4, 3, 1);
  // Each item is told by a direction of its own: only those that were labelled are known.
  const rows = Float64Array.from({ length: 60 * 60 }, (_, at) => (at % 61 === 0 ? 1 : 0));
  const turned = Float64Array.from({ length: 60 * 60 }, (_, at) => (at % 61 === 0 ? -1 : 0));
  const measure = (values: Float64Array) =>
    linearProbe.measure(heldOutOf(values, labels, 60), { labelsPerClass: 4 });
  expect(measure(rows)).toBe(measure(turned));
});

test('where training items are given the probe learns from them, and from few if asked', () => {
  const all = classesOf(400, 8, 4, 0.8);
  const train = { values: all.values.subarray(0, 200 * 8), labels: all.labels.subarray(0, 200) };
  const [values, labels] = [all.values.subarray(200 * 8), all.labels.subarray(200)];
  const good = linearProbe.measure(heldOutOf(values, labels, 8, train));
  expect(good).toBeGreaterThan(0.7);
  const misled = { ...train, labels: train.labels.map((label) => (label + 1) % 4) };
  expect(linearProbe.measure(heldOutOf(values, labels, 8, misled))).toBeLessThan(0.1);
  const few = linearProbe.measure(heldOutOf(values, labels, 8, train), { labelsPerClass: 2 });
  expect(few).toBeLessThan(good);
  expect(few).toBeGreaterThan(0.3);
});

test('nobody is left to ask: undefined', () => {
  const { values, labels } = classesOf(6, 4, 3, 1);
  expect(linearProbe.measure(heldOutOf(values, labels, 4), { labelsPerClass: 2 })).toBeNaN();
});
