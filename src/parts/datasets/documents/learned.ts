import type { Data } from '../../data';
import { similarities } from '../../metrics/shared/similarities';
import { answering, keysOfQueries } from '../../text/search';
import type { Embedded } from '../shared/lens';

/** How well held-out queries find what answers them, among the held-out items that answer. */
export interface LearnedSearch {
  readonly lens: 'search';
  /** How many queries were asked, and among how many items each had to find its own. */
  readonly queries: number;
  readonly among: number;
  /** Each 0..1; NaN where nothing was asked. */
  readonly recallAt1: number;
  readonly recallAt5: number;
  readonly meanReciprocalRank: number;
  readonly ndcgAt10: number;
}

const DEPTH = 10;
const discount = (rank: number): number => 1 / Math.log2(rank + 1);

/**
 * How well the held-out queries find what answers them among all that answers: other queries are no
 * wrong answers here, as they are for the measures of any data. Ranks count from 1, ties go to the
 * lower item; no query finds itself. NaN without pairs.
 */
export function learnedSearch({ heldOut }: Data, { embeddings, d }: Embedded): LearnedSearch {
  const found = answering(heldOut);
  const queries = [...keysOfQueries(heldOut)];
  const rowsOf = (items: ArrayLike<number>) => {
    const rows = new Float64Array(items.length * d);
    Array.from(items).forEach((item, row) => {
      rows.set(embeddings.subarray(item * d, (item + 1) * d), row * d);
    });
    return rows;
  };
  const asked = queries.map(([query]) => query);
  const cosines = similarities(rowsOf(asked), rowsOf(found), d);
  const placeOf = new Map(Array.from(found, (item, place) => [item, place]));
  const sums = { recallAt1: 0, recallAt5: 0, meanReciprocalRank: 0, ndcgAt10: 0 };
  queries.forEach(([query, keys], row) => {
    const own = cosines.subarray(row * found.length, (row + 1) * found.length);
    const places = [...keys].map((key) => placeOf.get(key) as number);
    const ranks = ranksOf(own, found, query, places);
    const first = Math.min(...ranks);
    sums.recallAt1 += first <= 1 ? 1 : 0;
    sums.recallAt5 += first <= 5 ? 1 : 0;
    sums.meanReciprocalRank += 1 / first;
    const gain = ranks.filter((rank) => rank <= DEPTH).reduce((sum, at) => sum + discount(at), 0);
    let most = 0;
    for (let rank = 1; rank <= Math.min(DEPTH, ranks.length); rank++) most += discount(rank);
    sums.ndcgAt10 += gain / most;
  });
  const mean = (sum: number) => sum / queries.length;
  return {
    lens: 'search',
    queries: queries.length,
    among: found.length,
    recallAt1: mean(sums.recallAt1),
    recallAt5: mean(sums.recallAt5),
    meanReciprocalRank: mean(sums.meanReciprocalRank),
    ndcgAt10: mean(sums.ndcgAt10),
  };
}

/** Rank of each key of a query: one more than what is nearer, without sorting. */
function ranksOf(
  cosines: Float64Array,
  found: Int32Array,
  query: number,
  places: readonly number[],
): number[] {
  return places.map((place) => {
    const own = cosines[place] as number;
    let rank = 1;
    for (let other = 0; other < found.length; other++) {
      const cosine = cosines[other] as number;
      const isNearer = cosine > own || (cosine === own && other < place);
      if (isNearer && found[other] !== query) rank++;
    }
    return rank;
  });
}
