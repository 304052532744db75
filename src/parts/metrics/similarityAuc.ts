import { liveMetrics } from './live';
import { classMates, defineMetric, type HeldOut } from './metric';

/** Cosines are told apart to nine decimals, so that pairs that are alike tie whatever the rounding. */
const STEPS = 1e9;

/**
 * Probability that a pair of one class has a larger cosine than a pair of two classes, over all
 * pairs i < j, ties counting half; by rank sum. 1: one threshold tells all pairs apart, 0.5: chance,
 * and collapse. Undefined without pairs of either kind.
 */
export const similarityAuc = defineMetric({
  ...liveMetrics.similarityAuc,
  summary: 'How often two items of one class are more alike than two of different classes.',
  paper: 'Hanley and McNeil 1982, https://doi.org/10.1148/radiology.143.1.7063747',
  better: 'higher',
  range: [0, 1],
  knobs: {},
  measure: (embeddings) => separation(embeddings).auc,
  chance: (labels) =>
    new Set(labels).size > 1 && classMates(labels).some((mates) => mates > 0) ? 0.5 : Number.NaN,
});

/** The AUC, and how many pairs are of one class and of two. */
export function separation(embeddings: HeldOut) {
  const { labels, n } = embeddings;
  const similarity = embeddings.similarity();
  // The cosine in steps from -1 on, and whether the pair is of one class as the last bit.
  const keys = new Uint32Array((n * (n - 1)) / 2);
  let pair = 0;
  for (let i = 1; i < n; i++) {
    const own = labels[i];
    for (let j = 0; j < i; j++) {
      const cosine = similarity[i * n + j] as number;
      const step = cosine >= 1 ? 2 * STEPS : cosine > -1 ? ((cosine + 1) * STEPS + 0.5) >>> 0 : 0;
      keys[pair++] = (step << 1) | (labels[j] === own ? 1 : 0);
    }
  }
  return rankSum(sorted(keys));
}

/** AUC from sorted keys whose last bit says whether they are positive. */
function rankSum(keys: Uint32Array) {
  let below = 0;
  let positives = 0;
  let wins = 0;
  for (let at = 0; at < keys.length; ) {
    const step = (keys[at] as number) >>> 1;
    const from = at;
    let tiedPositives = 0;
    for (; at < keys.length && (keys[at] as number) >>> 1 === step; at++)
      tiedPositives += (keys[at] as number) & 1;
    const tiedNegatives = at - from - tiedPositives;
    wins += tiedPositives * (below + tiedNegatives / 2);
    below += tiedNegatives;
    positives += tiedPositives;
  }
  return { auc: wins / (positives * below), positives, negatives: below };
}

const DIGIT = 11;
const MASK = 2 ** DIGIT - 1;

/** Radix sort, 11 bits at a time: several times faster than comparing. Overwrites `keys`. */
function sorted(keys: Uint32Array): Uint32Array {
  const n = keys.length;
  let from = keys;
  let to: Uint32Array = new Uint32Array(n);
  const ends = new Uint32Array(MASK + 1);
  for (let shift = 0; shift < 32; shift += DIGIT) {
    ends.fill(0);
    for (let at = 0; at < n; at++) {
      const digit = ((from[at] as number) >>> shift) & MASK;
      ends[digit] = (ends[digit] as number) + 1;
    }
    let total = 0;
    for (let digit = 0; digit <= MASK; digit++) {
      const count = ends[digit] as number;
      ends[digit] = total;
      total += count;
    }
    for (let at = 0; at < n; at++) {
      const key = from[at] as number;
      const digit = (key >>> shift) & MASK;
      const place = ends[digit] as number;
      to[place] = key;
      ends[digit] = place + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}
