import type { Items } from '../data';

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
