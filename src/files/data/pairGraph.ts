import type { LeftOuts } from '../shared/leftOut';
import type { Side } from '../shared/side';
import { shortened } from '../shared/wording';
import { DisjointSets } from './disjointSets';

/**
 * Two texts that belong together or, if `same` is false, a text and its near miss. They are tidied.
 */
export interface TextPair {
  readonly query: string;
  readonly passage: string;
  readonly negative: string | null;
  readonly same: boolean;
  readonly side: Side | null;
}

/** The most near misses of an item. */
export const MISSES = 4;

/** Texts, and how pairs and near misses link them. */
export interface PairGraph {
  /** Each text once. */
  readonly texts: readonly string[];
  /** The numbers of query and passage of each pair; each pair once. */
  readonly pairs: readonly (readonly [query: number, passage: number])[];
  /** Near misses of each text that has some. */
  readonly misses: ReadonlyMap<number, readonly number[]>;
  /** Texts linked by pairs are one class. */
  readonly classes: DisjointSets;
  /** Texts linked by pairs or near misses must stay on one side of the split. */
  readonly components: DisjointSets;
  readonly sides: ReadonlyMap<number, Side | null>;
}

/** The graph of these pairs. Repeats are left out, and the visitor is told. */
export function pairGraphOf(rows: readonly TextPair[], leftOut: LeftOuts): PairGraph {
  const numbers = new Map<string, number>();
  const numberOf = (text: string) => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  const pairs: [number, number][] = [];
  const seen = new Set<string>();
  const sides = new Map<number, Side | null>();
  for (const { query, passage, same, side } of rows) {
    if (!same || query === '' || passage === '') continue;
    const pair: [number, number] = [numberOf(query), numberOf(passage)];
    if (pair[0] === pair[1]) leftOut.add('pairs of a text with itself', shortened(query, 60));
    else if (seen.has(pair.join())) leftOut.add('pairs that come twice', shortened(query, 60));
    else {
      seen.add(pair.join());
      sides.set(pairs.length, side);
      pairs.push(pair);
    }
  }
  const misses = new Map<number, number[]>();
  for (const { query, passage, negative, same } of rows) {
    const miss = same ? negative : passage;
    const item = numbers.get(query);
    if (miss === null || miss === '' || miss === query) continue;
    if (item === undefined) {
      leftOut.add('near misses of a text that has no pair', shortened(query, 60));
      continue;
    }
    const own = misses.get(item) ?? [];
    const number = numberOf(miss);
    if (own.length < MISSES && !own.includes(number) && !seen.has([item, number].join()))
      own.push(number);
    misses.set(item, own);
  }
  const texts = [...numbers.keys()];
  const classes = new DisjointSets(texts.length);
  const components = new DisjointSets(texts.length);
  for (const [query, passage] of pairs) {
    classes.join(query, passage);
    components.join(query, passage);
  }
  for (const [item, own] of misses) {
    const apart = own.filter((miss) => classes.of(miss) !== classes.of(item));
    misses.set(item, apart);
    for (const miss of apart) components.join(item, miss);
  }
  return { texts, pairs, misses, classes, components, sides };
}
