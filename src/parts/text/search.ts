import type { Data, Items } from '../data';
import type { Embedded, LearnedSearch } from '../datasets/learned';
import { similarities } from '../metrics/shared/similarities';

/** The items that can be found: with pairs, those that answer in one or ask in none, ascending. */
export function answering({ count, pairs }: Items): Int32Array {
  const all = Int32Array.from({ length: count }, (_, item) => item);
  if (!pairs) return all;
  const asks = new Set(pairs.filter((_, at) => at % 2 === 0));
  const answers = new Set(pairs.filter((_, at) => at % 2 === 1));
  return all.filter((item) => answers.has(item) || !asks.has(item));
}

/** The keys given for each query. */
export function keysOfQueries({ pairs = new Int32Array() }: Items): Map<number, Set<number>> {
  const keys = new Map<number, Set<number>>();
  for (let at = 0; at < pairs.length; at += 2) {
    const [query, key] = [pairs[at] as number, pairs[at + 1] as number];
    keys.set(query, (keys.get(query) ?? new Set()).add(key));
  }
  return keys;
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
