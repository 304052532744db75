import { dataKindNames, type Items } from '../data';
import { bm25Scores } from '../text/bm25';
import { textsOfRows } from '../text/tokens';
import { emptyLists, fromLists, listKnobs } from './shared/lists';
import { defineSource } from './source';

/**
 * Besides the batch, passages that share many words with the anchor: for each item the passages of
 * another class that BM25 ranks highest are listed once, at the start; some of them are encoded
 * along with each batch, with gradient. Every training item that is not the query of a pair is a
 * passage. Items that are not texts share no words: their lists hold only themselves, and an item
 * is never its own negative.
 */
export const bm25 = defineSource({
  ...fromLists,
  label: 'Word overlap',
  phrase: 'in batch and by word overlap (BM25)',
  summary: 'Passages that share the rarest words with the anchor and answer something else.',
  paper: 'Karpukhin et al. 2020 (DPR), https://arxiv.org/abs/2004.04906, section 3.2',
  formula: String.raw`\candidate{\mathcal{L}_i} = \mathrm{top}_L \sum_{w \in x_i} \mathrm{idf}(w)\, \frac{f_{nw} (k_1 + 1)}{f_{nw} + k_1 \left( 1 - b + b\, \ell_n / \bar{\ell} \right)}, \qquad \negative{n_{i1}, \dots, n_{ih}} \sim \candidate{\mathcal{L}_i}`,
  advice:
    'Helps from the first step on, before the encoder itself finds anything hard; hurts where texts that share the words mean the same, and goes stale as the encoder learns to read.',
  knobs: listKnobs,
  unfitFor: ({ kind }) =>
    kind === 'text' ? null : `Word overlap compares texts; these data are ${dataKindNames[kind]}.`,
  growth: 'N × (N + N × mined): as the square of the batch; all texts once, before the first step.',
  lists: (train, { listLength }, heldOut) =>
    overlapLists(train, Math.min(listLength, train.count), heldOut),
});

/** Lists that were made already: lanes and restarts ask for the same ones. */
const listed = new WeakMap<Items, Map<string, Float32Array>>();

/**
 * The `length` training passages that share most with each item that comes in a pair, training
 * items first, best first; of equally good ones the first, [items * length]. With fewer passages of
 * other classes than that, they come again; with none, and for items in no pair, the item itself
 * stands in.
 */
function overlapLists(train: Items, length: number, heldOut?: Items): Float32Array {
  const known = listed.get(train) ?? new Map<string, Float32Array>();
  listed.set(train, known);
  const key = `${length} ${heldOut?.count ?? 0}`;
  const lists = known.get(key) ?? searched(train, length, heldOut);
  known.set(key, lists);
  return lists;
}

const numbersOf = ({ count }: Items): number[] => Array.from({ length: count }, (_, item) => item);
const wordsOf = ({ values, count }: Items): string[][] =>
  textsOfRows(values, values.length / count);

function searched(train: Items, length: number, heldOut?: Items): Float32Array {
  const lists = emptyLists(train, length, heldOut);
  if (!train.texts) return lists;
  const queries = new Set(train.pairs?.filter((_, at) => at % 2 === 0));
  const passages = numbersOf(train).filter((item) => !queries.has(item));
  const words = wordsOf(train);
  const score = bm25Scores(passages.map((item) => words[item] as string[]));
  const own = Int32Array.from(passages, (item) => train.labels[item] as number);
  const search = (side: Items, first: number) => {
    const asking = side === train ? words : wordsOf(side);
    for (const item of side.pairs ? new Set(side.pairs) : numbersOf(side)) {
      const best = bestPlaces(
        score(asking[item] as string[]),
        own,
        side.labels[item] as number,
        length,
      );
      for (let turn = 0; best.length > 0 && turn < length; turn++)
        lists[(first + item) * length + turn] = passages[
          best[turn % best.length] as number
        ] as number;
    }
  };
  search(train, 0);
  if (heldOut) search(heldOut, train.count);
  return lists;
}

/** Places of the `most` highest scores whose label is another, best first, equal ones in order. */
function bestPlaces(
  scores: Float64Array,
  labels: Int32Array,
  label: number,
  most: number,
): Int32Array {
  const places = new Int32Array(most);
  const best = new Float64Array(most);
  let found = 0;
  for (let place = 0; place < scores.length; place++) {
    const score = scores[place] as number;
    if (labels[place] === label || (found === most && score <= (best[most - 1] as number)))
      continue;
    let at = found < most ? found++ : most - 1;
    for (; at > 0 && (best[at - 1] as number) < score; at--) {
      best[at] = best[at - 1] as number;
      places[at] = places[at - 1] as number;
    }
    best[at] = score;
    places[at] = place;
  }
  return places.subarray(0, found);
}
