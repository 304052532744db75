import { type Random, randomStream } from '../../random';
import { rowOrder } from './rowOrder';
import { similarities } from './similarities';

/** Rows to be grouped. */
export interface Points {
  /** [n, d]. */
  readonly values: Float32Array | Float64Array;
  readonly n: number;
  readonly d: number;
  /** Dot product of every pair of rows, [n, n]. */
  similarity(): Float64Array;
}

const MAX_ROUNDS = 100;

/**
 * Cluster of each row, 0..k-1, [n], by Lloyd's k-means in Euclidean distance: the best of several
 * starts by greedy k-means++ (Arthur and Vassilvitskii 2007, https://doi.org/10.5555/1283383.1283494,
 * with the best of 2 + ln k candidates for each centre). The draws follow the rows in the order of
 * their coordinates, so the same rows give the same clusters in whatever order they come. A cluster
 * that loses its last row keeps its centre; where rows are fewer than k, clusters stay empty.
 */
export function kMeans(points: Points, k: number, restarts: number): Int32Array {
  const { n, d } = points;
  const order = rowOrder(points.values, n, d);
  const rows = new Float64Array(n * d);
  order.forEach((item, place) => {
    rows.set(points.values.subarray(item * d, (item + 1) * d), place * d);
  });
  let best = { clusters: new Int32Array(n), spread: Number.POSITIVE_INFINITY };
  for (let start = 0; start < restarts; start++) {
    const centres = firstCentres(points.similarity(), order, k, randomStream(0, start)).flatMap(
      (place) => [...rows.subarray(place * d, (place + 1) * d)],
    );
    const found = lloyd(rows, d, Float64Array.from(centres));
    if (found.spread < best.spread - 1e-12) best = found;
  }
  const result = new Int32Array(n);
  order.forEach((item, place) => {
    result[item] = best.clusters[place] as number;
  });
  return result;
}

/**
 * Places, within `order`, of k rows that start as centres. Each is the best of a few candidates,
 * drawn in proportion to the squared distance to the nearest centre so far.
 */
function firstCentres(
  similarity: Float64Array,
  order: Int32Array,
  k: number,
  random: Random,
): number[] {
  const n = order.length;
  const lengths = Float64Array.from(order, (item) => similarity[item * (n + 1)] as number);
  const nearestWith = (nearest: Float64Array, centre: number) => {
    const row = (order[centre] as number) * n;
    return nearest.map((before, place) => {
      const cosine = similarity[row + (order[place] as number)] as number;
      const squared = (lengths[place] as number) + (lengths[centre] as number) - 2 * cosine;
      return Math.min(before, Math.max(0, squared));
    });
  };
  const centres = [random.integer(n)];
  let nearest = nearestWith(
    new Float64Array(n).fill(Number.POSITIVE_INFINITY),
    centres[0] as number,
  );
  const candidates = 2 + Math.floor(Math.log(k));
  while (centres.length < k) {
    const total = sum(nearest);
    const tried = Array.from({ length: candidates }, () => {
      const centre = placeAt(nearest, random.uniform() * total);
      const after = nearestWith(nearest, centre);
      return { centre, after, left: sum(after) };
    });
    const chosen = tried.reduce((best, one) => (one.left < best.left ? one : best));
    centres.push(chosen.centre);
    nearest = chosen.after;
  }
  return centres;
}

/** Moves centres to the mean of their rows until no row changes its centre; ties: lower cluster. */
function lloyd(rows: Float64Array, d: number, centres: Float64Array) {
  const [n, k] = [rows.length / d, centres.length / d];
  const clusters = new Int32Array(n).fill(-1);
  const squares = rows.reduce((total, value) => total + value * value, 0);
  let spread = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const products = similarities(rows, centres, d);
    const halfSquares = Float64Array.from({ length: k }, (_, c) => {
      const centre = centres.subarray(c * d, (c + 1) * d);
      return centre.reduce((total, value) => total + value * value, 0) / 2;
    });
    let changed = false;
    let nearness = 0;
    for (let i = 0; i < n; i++) {
      let best = Number.NEGATIVE_INFINITY;
      let cluster = 0;
      for (let c = 0; c < k; c++) {
        const score = (products[i * k + c] as number) - (halfSquares[c] as number);
        if (score <= best) continue;
        best = score;
        cluster = c;
      }
      if (clusters[i] !== cluster) changed = true;
      clusters[i] = cluster;
      nearness += best;
    }
    spread = squares - 2 * nearness;
    if (!changed) break;
    moveToMeans(centres, rows, clusters, d);
  }
  return { clusters, spread };
}

function moveToMeans(centres: Float64Array, rows: Float64Array, clusters: Int32Array, d: number) {
  const counts = new Int32Array(centres.length / d);
  for (const cluster of clusters) counts[cluster] = (counts[cluster] as number) + 1;
  counts.forEach((count, c) => {
    if (count > 0) centres.fill(0, c * d, (c + 1) * d);
  });
  for (let i = 0; i < clusters.length; i++) {
    const cluster = clusters[i] as number;
    const share = 1 / (counts[cluster] as number);
    for (let axis = 0; axis < d; axis++)
      centres[cluster * d + axis] =
        (centres[cluster * d + axis] as number) + share * (rows[i * d + axis] as number);
  }
}

/** The place where the running sum of weights passes `goal`. */
function placeAt(weights: Float64Array, goal: number): number {
  let passed = 0;
  for (let place = 0; place < weights.length; place++) {
    passed += weights[place] as number;
    if (passed > goal) return place;
  }
  return weights.length - 1;
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
