import { liveMetrics } from './live';
import { defineMetric } from './metric';
import type { Ranked } from './shared/ranking';

/**
 * Skewness of the k-occurrence, in how many other items' k nearest each item is (itself left out):
 * m3 / m2^1.5 with moments over the n items. 0 where all occur about alike, large where a few items,
 * the hubs, are near to everything. Undefined when all occur equally often, which includes k >= n - 1.
 */
export const hubness = defineMetric({
  ...liveMetrics.hubness,
  summary: 'Whether a few items are among the nearest of very many others.',
  paper: 'Radovanovic et al. 2010, https://jmlr.org/papers/v11/radovanovic10a.html, section 2',
  better: 'lower',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  knobs: {
    hubNeighbours: {
      kind: 'number',
      label: 'Neighbours',
      hint: 'How many nearest others of each item are counted.',
      min: 1,
      max: 50,
      step: 1,
      default: 10,
    },
  },
  measure: (embeddings, { hubNeighbours = 10 } = {}) =>
    skewness(occurrences(embeddings.nearest(hubNeighbours), hubNeighbours)),
});

/** In how many of the lists' first k each item is, [n]; queries and references are the same items. */
export function occurrences({ start, order }: Ranked, k: number): Int32Array {
  const n = start.length - 1;
  const counts = new Int32Array(n);
  for (let item = 0; item < n; item++) {
    const from = start[item] as number;
    for (const other of order.subarray(from, Math.min(from + k, start[item + 1] as number)))
      counts[other] = (counts[other] as number) + 1;
  }
  return counts;
}

/** Third central moment over the 1.5th power of the second; NaN if nothing varies. */
function skewness(values: Int32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const moment = (power: number) =>
    values.reduce((sum, value) => sum + (value - mean) ** power, 0) / values.length;
  return moment(3) / moment(2) ** 1.5;
}
