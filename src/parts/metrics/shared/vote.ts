import type { Ranked } from './ranking';

/** What a neighbour's vote weighs: the same, 1 / distance, or exp(cosine / temperature). */
export type Weighting = 'equal' | 'distance' | 'similarity';

/** Squared distance below which two rows are the same point. */
const SAME = 1e-12;

/** Votes that differ by less than this share are equal. */
const TIE = 1e-12;

/**
 * The class that the k nearest references of each query vote for, [queries]; -1 without any.
 * Equal votes go to the lower class. By distance, references at the very place of the query, if
 * there are any, vote alone. `similarity`: cosines of unit rows, [queries, references].
 */
export function votedLabels(
  ranked: Ranked,
  similarity: Float64Array,
  labels: Int32Array,
  k: number,
  weighting: Weighting,
  temperature: number,
): Int32Array {
  const votes = new Float64Array(labels.reduce((most, label) => Math.max(most, label), -1) + 1);
  return ranked.relevant.map((_, query) => {
    const start = ranked.start[query] as number;
    const list = ranked.order.subarray(
      start,
      Math.min(start + k, ranked.start[query + 1] as number),
    );
    const row = similarity.subarray(query * labels.length, (query + 1) * labels.length);
    const weightOf = weights(weighting, row[list[0] as number] as number, temperature);
    votes.fill(0);
    for (const reference of list) {
      const label = labels[reference] as number;
      votes[label] = (votes[label] as number) + weightOf(row[reference] as number);
    }
    let winner = -1;
    let most = 0;
    votes.forEach((vote, label) => {
      if (vote <= most * (1 + TIE)) return;
      most = vote;
      winner = label;
    });
    return winner;
  });
}

/** Weight of a reference from its cosine, given that of the nearest one. */
function weights(weighting: Weighting, nearest: number, temperature: number) {
  switch (weighting) {
    case 'equal':
      return () => 1;
    case 'distance':
      return 2 - 2 * nearest < SAME
        ? (cosine: number) => (2 - 2 * cosine < SAME ? 1 : 0)
        : (cosine: number) => 1 / Math.sqrt(2 - 2 * cosine);
    case 'similarity':
      // Relative to the nearest, so that no temperature overflows.
      return (cosine: number) => Math.exp((cosine - nearest) / temperature);
    default:
      return weighting satisfies never;
  }
}
