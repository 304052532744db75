import type { Data, Items } from '../../parts/datasets/dataset';
import { randomStream, shuffled } from '../../parts/random';
import type { Wish } from '../../protocol/reading/wish';
import { DRAW } from '../shared/draw';
import type { LeftOuts } from '../shared/leftOut';
import { FEWEST_PAIRS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { hasBothSides } from '../shared/side';
import { counted, shortened } from '../shared/wording';
import { MISSES, type TextPair, type Web, webOf } from './pairGraph';
import { tokenised } from './textData';

export const tooFewPairs = (pairs: number): string =>
  `there ${pairs === 1 ? 'is' : 'are'} only ${counted(pairs, 'pair')}; there must be ${FEWEST_PAIRS} at least.`;

/** Pairs that are held out, by island; the largest island always trains. @throws FileProblem */
function heldOutPairs(web: Web, { drawSeed, heldOutShare }: Wish): Set<number> {
  const byIsland = new Map<number, number[]>();
  web.pairs.forEach(([query], pair) => {
    const island = web.islands.of(query);
    const members = byIsland.get(island);
    if (members) members.push(pair);
    else byIsland.set(island, [pair]);
  });
  const islands = [...byIsland.values()];
  if (web.pairs.length < FEWEST_PAIRS) throw new FileProblem(tooFewPairs(web.pairs.length));
  const largest = islands.reduce((a, b) => (b.length > a.length ? b : a));
  const rest = islands.filter((island) => island !== largest);
  if (rest.length < 2)
    throw new FileProblem(
      'nearly all pairs share texts with one another, so none can be held out without being seen in training.',
    );
  const wanted = Math.max(2, Math.round(web.pairs.length * heldOutShare));
  const heldOut = new Set<number>();
  for (const island of shuffled(rest, randomStream(drawSeed, DRAW.groups)))
    if (heldOut.size < 2 || heldOut.size + island.length <= wanted)
      for (const pair of island) heldOut.add(pair);
  return heldOut;
}

/** The data's own split, without training pairs that share a text with a held-out one. */
function ownSplit(web: Web, leftOut: LeftOuts): { train: Set<number>; heldOut: Set<number> } {
  const heldOut = new Set<number>();
  const islands = new Set<number>();
  web.pairs.forEach(([query], pair) => {
    if (web.sides.get(pair) !== 'heldOut') return;
    heldOut.add(pair);
    islands.add(web.islands.of(query));
  });
  const train = new Set<number>();
  web.pairs.forEach(([query], pair) => {
    if (heldOut.has(pair)) return;
    if (!islands.has(web.islands.of(query))) train.add(pair);
    else
      leftOut.add(
        'training pairs that share a text with held-out ones',
        shortened(web.texts[query] as string, 60),
      );
  });
  if (train.size < 2 || heldOut.size < 2)
    throw new FileProblem(
      `of the split the data bring, ${counted(train.size, 'pair')} can train and ${counted(heldOut.size, 'pair')} can be held out; there must be two at least on either side.`,
    );
  return { train, heldOut };
}

/** Texts of some pairs, with their near misses, in the order of the pairs. */
function itemsOf(web: Web, chosen: ReadonlySet<number>): number[] {
  const items = new Set<number>();
  for (const pair of chosen) for (const text of web.pairs[pair] ?? []) items.add(text);
  for (const item of [...items]) for (const miss of web.misses.get(item) ?? []) items.add(miss);
  return [...items];
}

/**
 * Pairs as data: each text is an item once, [tokens] each. Texts that pairs link are one class, named
 * by its first query; a near miss that is in no pair is a class of its own. What pairs or near
 * misses link stays on one side. @throws FileProblem
 */
export function pairData(rows: readonly TextPair[], wish: Wish, leftOut: LeftOuts): Data {
  const web = webOf(rows, leftOut);
  const split = sidesOf(web, rows, wish, leftOut);
  const sides = [split.train, split.heldOut].map((pairs) => ({
    pairs,
    items: itemsOf(web, pairs),
  }));
  const [train, heldOut] = sides as [(typeof sides)[0], (typeof sides)[0]];
  const textsOf = (items: readonly number[]) => items.map((item) => web.texts[item] as string);
  const tokens = tokenised(textsOf(train.items), textsOf(heldOut.items), wish);
  const classOf = new Map<number, number>();
  const classNames: string[] = [];
  for (const { items } of sides)
    for (const item of items) {
      const root = web.classes.of(item);
      if (classOf.has(root)) continue;
      classOf.set(root, classNames.length);
      classNames.push(shortened(web.texts[item] as string));
    }
  const hasMisses = sides.some(({ items }) => items.some((item) => web.misses.get(item)?.length));
  const finished = ({ pairs, items }: (typeof sides)[0], values: Float32Array): Items => {
    const placeOf = new Map(items.map((item, place) => [item, place]));
    const place = (item: number) => placeOf.get(item) ?? -1;
    return {
      count: items.length,
      values,
      labels: Int32Array.from(items, (item) => classOf.get(web.classes.of(item)) as number),
      texts: textsOf(items),
      pairs: Int32Array.from([...pairs].flatMap((pair) => (web.pairs[pair] ?? []).map(place))),
      ...(hasMisses
        ? {
            nearMisses: {
              perItem: MISSES,
              items: Int32Array.from(
                items.flatMap((item) => {
                  const own = (web.misses.get(item) ?? []).map(place);
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

function sidesOf(web: Web, rows: readonly TextPair[], wish: Wish, leftOut: LeftOuts) {
  if (hasBothSides(rows.map(({ side }) => side))) return ownSplit(web, leftOut);
  const heldOut = heldOutPairs(web, wish);
  const all = web.pairs.map((_, pair) => pair);
  return { train: new Set(all.filter((pair) => !heldOut.has(pair))), heldOut };
}
