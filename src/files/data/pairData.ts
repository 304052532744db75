import type { Data, Items } from '../../parts/data';
import type { Wish } from '../../protocol/reading/wish';
import type { LeftOuts } from '../shared/leftOut';
import { shortened } from '../shared/wording';
import { MISSES, type PairGraph, pairGraphOf, type TextPair } from './pairGraph';
import { splitPairs } from './pairSplit';
import { tokenised } from './textData';

/** The texts of some pairs in the order of the pairs, then their near misses; each once. */
function itemsOf(graph: PairGraph, chosen: ReadonlySet<number>): number[] {
  const items = new Set<number>();
  for (const pair of chosen) for (const text of graph.pairs[pair] ?? []) items.add(text);
  for (const item of [...items]) for (const miss of graph.misses.get(item) ?? []) items.add(miss);
  return [...items];
}

/**
 * Pairs as data: each text is one item, [tokens]. Texts linked by pairs are one class, named by its
 * first text; a near miss that is in no pair is a class of its own. Texts linked by pairs or near
 * misses stay on one side of the split. @throws FileProblem
 */
export function pairData(rows: readonly TextPair[], wish: Wish, leftOut: LeftOuts): Data {
  const graph = pairGraphOf(rows, leftOut);
  const split = splitPairs(graph, rows, wish, leftOut);
  const sides = [split.train, split.heldOut].map((pairs) => ({
    pairs,
    items: itemsOf(graph, pairs),
  }));
  const [train, heldOut] = sides as [(typeof sides)[0], (typeof sides)[0]];
  const textsOf = (items: readonly number[]) => items.map((item) => graph.texts[item] as string);
  const tokens = tokenised(textsOf(train.items), textsOf(heldOut.items), wish);
  const classOf = new Map<number, number>();
  const classNames: string[] = [];
  for (const { items } of sides)
    for (const item of items) {
      const root = graph.classes.of(item);
      if (classOf.has(root)) continue;
      classOf.set(root, classNames.length);
      classNames.push(shortened(graph.texts[item] as string));
    }
  const hasMisses = sides.some(({ items }) => items.some((item) => graph.misses.get(item)?.length));
  const finished = ({ pairs, items }: (typeof sides)[0], values: Float32Array): Items => {
    const placeOf = new Map(items.map((item, place) => [item, place]));
    const place = (item: number) => placeOf.get(item) ?? -1;
    return {
      count: items.length,
      values,
      labels: Int32Array.from(items, (item) => classOf.get(graph.classes.of(item)) as number),
      texts: textsOf(items),
      ids: items.map((item) => graph.ids[item] as string),
      pairs: Int32Array.from([...pairs].flatMap((pair) => (graph.pairs[pair] ?? []).map(place))),
      ...(hasMisses
        ? {
            nearMisses: {
              perItem: MISSES,
              items: Int32Array.from(
                items.flatMap((item) => {
                  const own = (graph.misses.get(item) ?? []).map(place);
                  return Array.from({ length: MISSES }, (_, i) => own[i] ?? -1);
                }),
              ),
            },
          }
        : {}),
    };
  };
  return {
    shape: [tokens.length],
    range: [0, tokens.vocabulary.length - 1],
    train: finished(train, tokens.train),
    heldOut: finished(heldOut, tokens.heldOut),
    classNames,
    groups: classNames.map((_, label) => label),
    vocabulary: tokens.vocabulary,
    isAnyScript: true,
  };
}
