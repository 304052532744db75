/**
 * Retrieval measures over rankings: each query has the references in order of similarity, and
 * those of its own class are relevant. A query without a relevant reference (a lone one) is left
 * out; if every one is, the measure is NaN: undefined.
 */

/** For each query its references, most similar first, all lists laid end to end. */
export interface Ranked {
  /** Relevant references of each query, R, whether its list is long enough or not, [queries]. */
  readonly relevant: Int32Array;
  /** Where the list of each query starts; one more entry for the end, [queries + 1]. */
  readonly start: Int32Array;
  /** Indices of references. */
  readonly order: Int32Array;
  /** 1 where the reference is relevant, else 0. */
  readonly hits: Uint8Array;
}

/**
 * Every reference of every query in order of similarity, [queries, references]; exact ties go to
 * the lower index. `withoutSelf`: queries and references are the same items, and none finds itself.
 */
export function rankAll(
  similarity: Float64Array,
  queries: Int32Array,
  references: Int32Array,
  withoutSelf: boolean,
): Ranked {
  const length = references.length - (withoutSelf ? 1 : 0);
  const lists = Array.from(queries, (_, query) => {
    const row = similarity.subarray(query * references.length, (query + 1) * references.length);
    return Array.from(references, (_, reference) => reference)
      .filter((reference) => !(withoutSelf && reference === query))
      .sort((a, b) => (row[b] as number) - (row[a] as number) || a - b);
  });
  const isHit = (reference: number, query: number) => references[reference] === queries[query];
  const hits = lists.map((list, query) => list.map((reference) => +isHit(reference, query)));
  return {
    relevant: Int32Array.from(hits, (list) => list.reduce((sum, hit) => sum + hit, 0)),
    start: Int32Array.from({ length: queries.length + 1 }, (_, query) => query * length),
    order: Int32Array.from(lists.flat()),
    hits: Uint8Array.from(hits.flat()),
  };
}

/** Share of queries with a relevant reference among the first k. */
export const recallAtK = (ranked: Ranked, k: number): number =>
  meanOverQueries(ranked, (hits) => (hits.subarray(0, k).includes(1) ? 1 : 0));

/** Mean of 1 / rank of the first relevant reference. */
export const meanReciprocalRank = (ranked: Ranked): number =>
  meanOverQueries(ranked, (hits) => {
    const first = hits.indexOf(1);
    return first < 0 ? 0 : 1 / (first + 1);
  });

/** Mean over queries of the sum over relevant ranks k of precision at k, divided by R. */
export const meanAveragePrecision = (ranked: Ranked): number =>
  meanOverQueries(ranked, (hits, relevant) => precisionSum(hits, hits.length) / relevant);

/**
 * The same over the first R ranks alone: 1 only if the R nearest are all relevant
 * (Musgrave et al. 2020, https://arxiv.org/abs/2003.08505, section 3.2).
 */
export const meanAveragePrecisionAtR = (ranked: Ranked): number =>
  meanOverQueries(ranked, (hits, relevant) => precisionSum(hits, relevant) / relevant);

/** Mean share of relevant references among the first R. */
export const rPrecision = (ranked: Ranked): number =>
  meanOverQueries(
    ranked,
    (hits, relevant) => hits.subarray(0, relevant).reduce((sum, hit) => sum + hit, 0) / relevant,
  );

/** Sum over the relevant ranks k up to `depth` of the share of relevant ones among the first k. */
function precisionSum(hits: Uint8Array, depth: number): number {
  const end = Math.min(depth, hits.length);
  let found = 0;
  let sum = 0;
  for (let rank = 0; rank < end; rank++) if (hits[rank] === 1) sum += ++found / (rank + 1);
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
