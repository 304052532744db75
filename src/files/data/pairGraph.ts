import type { LeftOuts } from '../shared/leftOut';
import type { Side } from '../shared/side';
import { shortened } from '../shared/wording';
import { DisjointSets } from './disjointSets';
import type { TidyText } from './tidied';

/** Two texts that belong together or, if `same` is false, a text and its near miss. */
export interface TextPair {
  readonly query: TidyText;
  readonly passage: TidyText;
  /** More near misses of the query. */
  readonly negatives: readonly TidyText[];
  readonly same: boolean;
  /** Where they stand: the file and the line. */
  readonly id: string;
  readonly side: Side | null;
}

/** The most near misses of an item. */
export const MISSES = 4;

/** Texts, and how pairs and near misses link them. */
export interface PairGraph {
  /** Each text once. */
  readonly texts: readonly string[];
  /** Where each text stands first. */
  readonly ids: readonly string[];
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
  const texts: string[] = [];
  const ids: string[] = [];
  const numberOf = ({ text, key }: TidyText, id: string) => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, texts.length);
    texts.push(text);
    ids.push(id);
    return texts.length - 1;
  };
  const pairs: [number, number][] = [];
  const seen = new Set<string>();
  const sides = new Map<number, Side | null>();
  for (const { query, passage, same, side, id } of rows) {
    if (!same || query.text === '' || passage.text === '') continue;
    const pair: [number, number] = [numberOf(query, id), numberOf(passage, id)];
    if (pair[0] === pair[1]) leftOut.add('pairs of a text with itself', shortened(query.text, 60));
    else if (seen.has(pair.join())) leftOut.add('pairs that come twice', shortened(query.text, 60));
    else {
      seen.add(pair.join());
      sides.set(pairs.length, side);
      pairs.push(pair);
    }
  }
  const misses = new Map<number, number[]>();
  for (const { query, passage, negatives, same, id } of rows) {
    const item = numbers.get(query.key);
    for (const miss of same ? negatives : [passage]) {
      if (miss.text === '' || miss.key === query.key) continue;
      if (item === undefined) {
        leftOut.add('near misses of a text that has no pair', shortened(query.text, 60));
        continue;
      }
      const own = misses.get(item) ?? [];
      misses.set(item, own);
      const number = numbers.get(miss.key);
      if (number !== undefined && own.includes(number)) continue;
      if (number !== undefined && seen.has([item, number].join()))
        leftOut.add(
          'near misses that belong to their text by another pair',
          shortened(miss.text, 60),
        );
      else if (own.length < MISSES) own.push(numberOf(miss, id));
      else leftOut.add(`near misses beyond ${MISSES} of a text`, shortened(miss.text, 60));
    }
  }
  const classes = new DisjointSets(texts.length);
  const components = new DisjointSets(texts.length);
  for (const [query, passage] of pairs) {
    classes.join(query, passage);
    components.join(query, passage);
  }
  for (const [item, own] of misses) {
    const apart = own.filter((miss) => classes.of(miss) !== classes.of(item));
    if (apart.length < own.length)
      leftOut.add(
        'near misses that belong to their text by another pair',
        shortened(texts[item] as string, 60),
        own.length - apart.length,
      );
    misses.set(item, apart);
    for (const miss of apart) components.join(item, miss);
  }
  return { texts, ids, pairs, misses, classes, components, sides };
}
