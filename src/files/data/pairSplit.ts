import { randomStream, shuffled } from '../../parts/random';
import type { Wish } from '../../protocol/reading/wish';
import { DRAW } from '../shared/draw';
import type { LeftOuts } from '../shared/leftOut';
import { FEWEST_PAIRS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { hasBothSides } from '../shared/side';
import { counted, shortened } from '../shared/wording';
import type { PairGraph, TextPair } from './pairGraph';

export const tooFewPairs = (pairs: number): string =>
  `there ${pairs === 1 ? 'is' : 'are'} only ${counted(pairs, 'pair')}; there must be ${FEWEST_PAIRS} at least.`;

/**
 * A draw of held-out pairs, component by component. The largest one always trains.
 * @throws FileProblem
 */
function heldOutPairs(graph: PairGraph, { drawSeed, heldOutShare }: Wish): Set<number> {
  const byComponent = new Map<number, number[]>();
  graph.pairs.forEach(([query], pair) => {
    const component = graph.components.of(query);
    const members = byComponent.get(component);
    if (members) members.push(pair);
    else byComponent.set(component, [pair]);
  });
  const components = [...byComponent.values()];
  if (graph.pairs.length < FEWEST_PAIRS) throw new FileProblem(tooFewPairs(graph.pairs.length));
  const largest = components.reduce((a, b) => (b.length > a.length ? b : a));
  const rest = components.filter((component) => component !== largest);
  if (rest.length < 2)
    throw new FileProblem(
      'nearly all pairs share texts with one another, so none can be held out without being seen in training.',
    );
  const wanted = Math.max(2, Math.round(graph.pairs.length * heldOutShare));
  const heldOut = new Set<number>();
  for (const component of shuffled(rest, randomStream(drawSeed, DRAW.components)))
    if (heldOut.size < 2 || heldOut.size + component.length <= wanted)
      for (const pair of component) heldOut.add(pair);
  return heldOut;
}

/**
 * The data's own split, without training pairs that share a text with a held-out one.
 * @throws FileProblem
 */
function ownSplit(
  graph: PairGraph,
  leftOut: LeftOuts,
): { train: Set<number>; heldOut: Set<number> } {
  const heldOut = new Set<number>();
  const components = new Set<number>();
  graph.pairs.forEach(([query], pair) => {
    if (graph.sides.get(pair) !== 'heldOut') return;
    heldOut.add(pair);
    components.add(graph.components.of(query));
  });
  const train = new Set<number>();
  graph.pairs.forEach(([query], pair) => {
    if (heldOut.has(pair)) return;
    if (!components.has(graph.components.of(query))) train.add(pair);
    else
      leftOut.add(
        'training pairs that share a text with held-out ones',
        shortened(graph.texts[query] as string, 60),
      );
  });
  if (train.size < 2 || heldOut.size < 2)
    throw new FileProblem(
      `of the split the data bring, ${counted(train.size, 'pair')} can train and ${counted(heldOut.size, 'pair')} can be held out; there must be two at least on either side.`,
    );
  return { train, heldOut };
}

/** The pairs of each side: by the data's own split, else by a draw. @throws FileProblem */
export function splitPairs(
  graph: PairGraph,
  rows: readonly TextPair[],
  wish: Wish,
  leftOut: LeftOuts,
) {
  if (hasBothSides(rows.map(({ side }) => side))) return ownSplit(graph, leftOut);
  const heldOut = heldOutPairs(graph, wish);
  const all = graph.pairs.map((_, pair) => pair);
  return { train: new Set(all.filter((pair) => !heldOut.has(pair))), heldOut };
}
