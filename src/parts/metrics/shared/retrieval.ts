import type { Ranked } from './ranking';

/*
 * Retrieval measures over rankings, each 0..1. A query without a relevant reference (a lone one) is
 * left out; if every one is, the measure is NaN: undefined. Ranks count from 1.
 */

/** Share of queries with a relevant reference among the first k ("accuracy at k" for documents). */
export const recallAtK = (ranked: Ranked, k: number): number =>
  meanOverQueries(ranked, (hits) => (hits.subarray(0, k).includes(1) ? 1 : 0));

/** Mean of 1 / rank of the first relevant reference; 0 where the first k have none. */
export const meanReciprocalRank = (ranked: Ranked, k = Number.POSITIVE_INFINITY): number =>
  meanOverQueries(ranked, (hits) => {
    const first = hits.indexOf(1);
    return first < 0 || first >= k ? 0 : 1 / (first + 1);
  });

/**
 * Mean over queries of the sum over relevant ranks up to k of the precision there, divided by R or
 * by k, whichever is less.
 */
export const meanAveragePrecision = (ranked: Ranked, k = Number.POSITIVE_INFINITY): number =>
  meanOverQueries(ranked, (hits, relevant) => precisionSum(hits, k) / Math.min(k, relevant));

/**
 * The same over the first R ranks alone: 1 only if the R nearest are all relevant
 * (Musgrave et al. 2020, https://arxiv.org/abs/2003.08505, section 3.2).
 */
export const meanAveragePrecisionAtR = (ranked: Ranked): number =>
  meanOverQueries(ranked, (hits, relevant) => precisionSum(hits, relevant) / relevant);

/** Mean share of relevant references among the first R. */
export const meanRPrecision = (ranked: Ranked): number =>
  meanOverQueries(ranked, (hits, relevant) => found(hits, relevant) / relevant);

/** Mean share of relevant ones among the first k ranks; ranks that no reference fills count. */
export const precisionAtK = (ranked: Ranked, k: number): number =>
  meanOverQueries(ranked, (hits) => found(hits, k) / k);

/** Mean share of the relevant references that the first k hold, as search engines mean recall. */
export const foundAtK = (ranked: Ranked, k: number): number =>
  meanOverQueries(ranked, (hits, relevant) => found(hits, k) / relevant);

/**
 * Normalised discounted cumulative gain: the sum over relevant ranks up to k of 1 / log2(rank + 1),
 * as a share of the most that R relevant ones could have
 * (Jarvelin and Kekalainen 2002, https://doi.org/10.1145/582415.582418).
 */
export const discountedGainAtK = (ranked: Ranked, k: number): number =>
  meanOverQueries(ranked, (hits, relevant) => {
    const end = Math.min(k, hits.length);
    let gain = 0;
    for (let rank = 1; rank <= end; rank++)
      if (hits[rank - 1] === 1) gain += 1 / Math.log2(rank + 1);
    return gain / discounts(Math.min(k, relevant));
  });

/** Sum of 1 / log2(rank + 1) over the first `ranks`. */
export function discounts(ranks: number): number {
  let sum = 0;
  for (let rank = 1; rank <= ranks; rank++) sum += 1 / Math.log2(rank + 1);
  return sum;
}

const found = (hits: Uint8Array, depth: number): number =>
  hits.subarray(0, depth).reduce((sum, hit) => sum + hit, 0);

/** Sum over the relevant ranks k up to `depth` of the share of relevant ones among the first k. */
function precisionSum(hits: Uint8Array, depth: number): number {
  const end = Math.min(depth, hits.length);
  let relevant = 0;
  let sum = 0;
  for (let rank = 0; rank < end; rank++) if (hits[rank] === 1) sum += ++relevant / (rank + 1);
  return sum;
}

/** Mean of a score over the queries that have something to find. */
function meanOverQueries(
  { relevant, start, hits }: Ranked,
  score: (hits: Uint8Array, relevant: number) => number,
): number {
  let sum = 0;
  let asked = 0;
  for (let query = 0; query < relevant.length; query++) {
    const own = relevant[query] as number;
    if (own === 0) continue;
    sum += score(hits.subarray(start[query], start[query + 1]), own);
    asked++;
  }
  return sum / asked;
}
