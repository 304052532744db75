import type { Ranked } from './ranking';

/**
 * The nearest references of each query, as many as there are relevant ones (those of its class)
 * but at least `atLeast` if there are that many, in order. Ties, which includes differences below
 * 1e-12, go to the lower index. Similarities are cosines, -1..1, [queries, references].
 * `withoutSelf`: queries and references are the same items, and none finds itself.
 */
export function nearestOf(
  similarity: Float64Array,
  queries: Int32Array,
  references: Int32Array,
  withoutSelf: boolean,
  atLeast: number,
): Ranked {
  const [n, m] = [queries.length, references.length];
  const own = withoutSelf ? 1 : 0;
  const sizes = new Map<number, number>();
  for (const label of references) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const relevant = queries.map((label) => (sizes.get(label) ?? 0) - own);
  const start = new Int32Array(n + 1);
  for (let i = 0; i < n; i++)
    start[i + 1] =
      (start[i] as number) + Math.min(m - own, Math.max(atLeast, relevant[i] as number));
  const order = new Int32Array(start[n] as number);
  const hits = new Uint8Array(order.length);
  const select = selector(m);
  for (let i = 0; i < n; i++) {
    const from = start[i] as number;
    const list = order.subarray(from, start[i + 1]);
    select(similarity.subarray(i * m, (i + 1) * m), withoutSelf ? i : -1, list);
    for (let rank = 0; rank < list.length; rank++)
      hits[from + rank] = references[list[rank] as number] === queries[i] ? 1 : 0;
  }
  return { relevant, start, order, hits };
}

const BINS = 256;

/** Steps of similarity that a sort key tells apart. */
const STEPS = 2 ** 40;

/**
 * A function that fills `best` with the indices of the highest scores of a row of n, in order,
 * `self` (-1: nobody) left out. Scores are counted in bins, so that only those of the bins that
 * are needed are sorted; score and index share one float64, which sorts without calling back.
 */
function selector(n: number) {
  const bins = new Uint8Array(n);
  const counts = new Int32Array(BINS);
  const keys = new Float64Array(n);
  const indexRange = 2 ** Math.ceil(Math.log2(Math.max(2, n)));
  const steps = Math.min(STEPS, 2 ** 52 / indexRange);

  return (scores: Float64Array, self: number, best: Int32Array) => {
    let low = scores[0] as number;
    let high = low;
    for (let j = 1; j < n; j++) {
      const score = scores[j] as number;
      if (score < low) low = score;
      else if (score > high) high = score;
    }
    const perScore = high > low ? (BINS - 1) / (high - low) : 0;
    counts.fill(0);
    for (let j = 0; j < n; j++) {
      const bin = ((high - (scores[j] as number)) * perScore) | 0;
      bins[j] = bin;
      counts[bin] = (counts[bin] as number) + 1;
    }
    if (self >= 0) {
      const own = bins[self] as number;
      counts[own] = (counts[own] as number) - 1;
    }
    let last = 0;
    for (let count = counts[0] as number; count < best.length; count += counts[last] as number)
      last++;
    let kept = 0;
    for (let j = 0; j < n; j++) {
      if ((bins[j] as number) > last || j === self) continue;
      keys[kept++] = Math.round(-(scores[j] as number) * steps) * indexRange + j;
    }
    const sorted = keys.subarray(0, kept).sort();
    for (let rank = 0; rank < best.length; rank++) {
      const key = sorted[rank] as number;
      best[rank] = key - Math.floor(key / indexRange) * indexRange;
    }
  };
}
