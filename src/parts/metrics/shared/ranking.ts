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
 * the lower index. Those of the query's own class are relevant. `withoutSelf`: queries and
 * references are the same items, and none finds itself.
 */
export function rankAll(
  similarity: Float64Array,
  queries: Int32Array,
  references: Int32Array,
  withoutSelf: boolean,
): Ranked {
  const lists = Array.from(queries, (_, query) =>
    sorted(similarity, query, references.length).filter(
      (reference) => !(withoutSelf && reference === query),
    ),
  );
  return rankedFrom(lists, (query, reference) => references[reference] === queries[query]);
}

/** The same for documents whose relevance is told query by query, as sets of their indices. */
export const rankDocuments = (
  scores: Float64Array,
  documents: number,
  relevant: readonly ReadonlySet<number>[],
): Ranked =>
  rankedFrom(
    relevant.map((_, query) => sorted(scores, query, documents)),
    (query, document) => relevant[query]?.has(document) === true,
  );

/** References from the best score of the query to the worst. */
function sorted(scores: Float64Array, query: number, references: number): number[] {
  const row = scores.subarray(query * references, (query + 1) * references);
  return Array.from(row, (_, reference) => reference).sort(
    (a, b) => (row[b] as number) - (row[a] as number) || a - b,
  );
}

function rankedFrom(
  lists: readonly (readonly number[])[],
  isRelevant: (query: number, reference: number) => boolean,
): Ranked {
  const hits = lists.map((list, query) => list.map((reference) => +isRelevant(query, reference)));
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, query) => {
    start[query + 1] = (start[query] as number) + list.length;
  });
  return {
    relevant: Int32Array.from(hits, (list) => list.reduce((sum, hit) => sum + hit, 0)),
    start,
    order: Int32Array.from(lists.flat()),
    hits: Uint8Array.from(hits.flat()),
  };
}
