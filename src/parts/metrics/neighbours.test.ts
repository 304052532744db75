import { expect, test } from 'vitest';
import { randomStream } from '../random';
import { hubness, occurrences } from './hubness';
import { knnAccuracy } from './knnAccuracy';
import { heldOutOf } from './metric';
import { recallAt1 } from './recallAt1';
import { nearestOf } from './shared/nearest';
import { rankAll } from './shared/ranking';
import { similarities, unitRows } from './shared/similarities';
import { votedLabels } from './shared/vote';

const onCircle = (...degrees: number[]) =>
  Float64Array.from(
    degrees.flatMap((angle) => [
      Math.cos((angle / 180) * Math.PI),
      Math.sin((angle / 180) * Math.PI),
    ]),
  );

const randomRows = (n: number, d: number, seed: number) => {
  const random = randomStream(seed);
  return unitRows(
    Array.from({ length: n * d }, () => random.normal()),
    d,
  );
};

/** What the k nearest of the query at 0 degrees vote for. */
function voteAtZero(
  degrees: readonly number[],
  labels: readonly number[],
  k: number,
  weighting: 'equal' | 'distance' | 'similarity',
  temperature = 0.07,
) {
  const cosines = similarities(onCircle(0), onCircle(...degrees), 2);
  const references = Int32Array.from(labels);
  const ranked = nearestOf(cosines, Int32Array.of(0), references, false, k);
  return votedLabels(ranked, cosines, references, k, weighting, temperature)[0];
}

test('neighbours among other items agree with full rankings', () => {
  const queries = Int32Array.from({ length: 40 }, (_, i) => i % 3);
  const references = Int32Array.from({ length: 90 }, (_, i) => i % 5);
  const cosines = similarities(randomRows(40, 6, 1), randomRows(90, 6, 2), 6);
  const full = rankAll(cosines, queries, references, false);
  const nearest = nearestOf(cosines, queries, references, false, 25);
  expect([...nearest.relevant]).toEqual([...full.relevant]);
  for (let query = 0; query < 40; query++) {
    const own = nearest.order.subarray(nearest.start[query], nearest.start[query + 1]);
    expect([...own]).toEqual([...full.order.subarray(query * 90, query * 90 + 25)]);
  }
});

test('a majority far away beats the nearest, unless votes are weighted', () => {
  const [degrees, labels] = [
    [5, 40, 45],
    [1, 0, 0],
  ];
  expect(voteAtZero(degrees as number[], labels as number[], 3, 'equal')).toBe(0);
  expect(voteAtZero(degrees as number[], labels as number[], 3, 'distance')).toBe(1);
  expect(voteAtZero(degrees as number[], labels as number[], 3, 'similarity')).toBe(1);
  // A high temperature weighs all alike; so does any k that leaves the majority out.
  expect(voteAtZero(degrees as number[], labels as number[], 3, 'similarity', 10)).toBe(0);
  expect(voteAtZero(degrees as number[], labels as number[], 1, 'equal')).toBe(1);
});

test('equal votes go to the lower class, and a copy of the query outweighs any distance', () => {
  expect(voteAtZero([10, 20], [4, 2], 2, 'equal')).toBe(2);
  expect(voteAtZero([10, -10], [4, 2], 2, 'similarity')).toBe(2);
  expect(voteAtZero([0, 0.001, 0.001], [7, 3, 3], 3, 'distance')).toBe(7);
  expect(voteAtZero([0, 0.001, 0.001], [7, 3, 3], 3, 'equal')).toBe(3);
});

test('a vote by similarity does not overflow at the lowest temperature', () => {
  expect(voteAtZero([0, 90, 180], [1, 0, 0], 3, 'similarity', 0.001)).toBe(1);
});

test('with one neighbour, leaving one out, kNN accuracy is Recall@1', () => {
  const labels = Int32Array.from({ length: 70 }, (_, i) => i % 6);
  const items = heldOutOf(randomRows(70, 3, 4), labels, 3);
  for (const vote of ['equal', 'distance', 'similarity'] as const)
    expect(knnAccuracy.measure(items, { neighbours: 1, vote })).toBe(recallAt1.measure(items));
});

test('where training items are given they alone vote, and lone held-out items are asked', () => {
  const train = { values: onCircle(0, 90), labels: Int32Array.from([3, 1]) };
  const asked = Int32Array.from([3, 1, 2]);
  const items = heldOutOf(onCircle(10, 80, 12), asked, 2, train);
  expect(knnAccuracy.measure(items)).toBeCloseTo(2 / 3, 12);
  const broken = { values: Float64Array.from([1, Number.NaN]), labels: Int32Array.of(0) };
  expect(knnAccuracy.measure(heldOutOf(onCircle(10), Int32Array.of(0), 2, broken))).toBeNaN();
});

test('one item that is near to all is a hub', () => {
  // Around a centre, spokes at right angles: all find the centre first.
  const spokes = unitRows([1, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1, -1.1, 0, 0], 4);
  const items = heldOutOf(spokes, new Int32Array(5), 4);
  expect([...occurrences(items.nearest(1), 1)]).toEqual([4, 1, 0, 0, 0]);
  const [m2, m3] = [(9 + 0 + 1 + 1 + 1) / 5, (27 - 1 - 1 - 1) / 5];
  expect(hubness.measure(items, { hubNeighbours: 1 })).toBeCloseTo(m3 / m2 ** 1.5, 12);
  // Four neighbours of each are all the others: nothing varies.
  expect(hubness.measure(items, { hubNeighbours: 4 })).toBeNaN();
});

test('hubness grows with the number of dimensions, labels aside', () => {
  const labels = new Int32Array(400);
  const [low, high] = [3, 60].map((d) => {
    const random = randomStream(8);
    const rows = Array.from({ length: 400 * d }, () => random.normal());
    // An offset that all share, so that some rows lie nearer to the middle than others.
    return hubness.measure(
      heldOutOf(
        unitRows(
          rows.map((x) => x + 1),
          d,
        ),
        labels,
        d,
      ),
    );
  }) as [number, number];
  expect(high).toBeGreaterThan(low + 0.5);
});
