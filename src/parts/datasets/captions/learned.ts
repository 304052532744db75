import type { Data, Items } from '../../data';
import { similarities } from '../../metrics/shared/similarities';
import type { Embedded, Share } from '../shared/lens';
import { type OddOneOut, questionsOf, scored } from './questions';

/** Which picture goes with which caption, on the held-out items. Numbers are those of the items. */
export interface LearnedCaptions {
  readonly lens: 'captions';
  /** How often the nearest of the other kind says the same: picture to caption, caption to picture. */
  readonly recalls: readonly Share[];
  /** How often a picture is nearer to its caption than to one with each edit; 0.5 is a coin. */
  readonly edits: readonly Share[];
  /** The nearest of the other kind, `perItem` for each item, nearest first, [items * perItem]. */
  readonly perItem: number;
  readonly nearest: Int16Array;
  /** Their cosines, [items * perItem]. */
  readonly similarity: Float32Array;
  /** Rank, from 1, of the nearest one that says the same, and its cosine, [items]. */
  readonly rightRank: Uint16Array;
  readonly rightSimilarity: Float32Array;
  readonly odd: OddOneOut;
}

/** How many of the other kind are listed for each item. */
const NEAREST = 4;
/** Cosines that differ by less are equal: what is left of a collapse is rounding. */
const EQUAL = 1e-5;

/** Pictures and captions by their numbers, and every picture against every caption. */
interface Met {
  readonly pictures: Int32Array;
  readonly captions: Int32Array;
  /** Cosines, [pictures, captions]. */
  readonly cosines: Float64Array;
}

export const isPicture = ({ texts }: Pick<Items, 'texts'>, item: number): boolean =>
  texts?.[item] === '';

function rowsOf({ embeddings, d }: Embedded, items: Int32Array): Float32Array {
  const rows = new Float32Array(items.length * d);
  items.forEach(
    (item, row) => void rows.set(embeddings.subarray(item * d, (item + 1) * d), row * d),
  );
  return rows;
}

function meet(heldOut: Items, embedded: Embedded): Met {
  const all = Int32Array.from({ length: heldOut.count }, (_, item) => item);
  const pictures = all.filter((item) => isPicture(heldOut, item));
  const captions = all.filter((item) => !isPicture(heldOut, item));
  const [seen, read] = [rowsOf(embedded, pictures), rowsOf(embedded, captions)];
  return { pictures, captions, cosines: similarities(seen, read, embedded.d) };
}

interface Found {
  /** Places of the nearest of the others, nearest first. */
  readonly nearest: readonly number[];
  /** From 1: one more than those that are nearer than the nearest right one. */
  readonly rightRank: number;
  readonly rightCosine: number;
  /** 1 if the nearest is right, 0 if not; among equals the share that is right. */
  readonly score: number;
}

/** Searches others at these cosines and of these classes for those of class `label`. */
function search(cosines: Float64Array, labels: Int32Array, label: number): Found {
  const nearest: number[] = [];
  let rightCosine = Number.NEGATIVE_INFINITY;
  let least = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < cosines.length; i++) {
    const value = cosines[i] as number;
    if (labels[i] === label && value > rightCosine) rightCosine = value;
    if (value <= least) continue;
    let place = Math.min(nearest.length, NEAREST - 1);
    while (place > 0 && value > (cosines[nearest[place - 1] as number] as number)) {
      nearest[place] = nearest[place - 1] as number;
      place--;
    }
    nearest[place] = i;
    if (nearest.length === NEAREST) least = cosines[nearest[NEAREST - 1] as number] as number;
  }
  const top = nearest.length > 0 ? (cosines[nearest[0] as number] as number) : Number.NaN;
  let [nearer, equal, rightEqual] = [0, 0, 0];
  for (let i = 0; i < cosines.length; i++) {
    const value = cosines[i] as number;
    if (value > rightCosine + EQUAL) nearer++;
    if (value < top - EQUAL) continue;
    equal++;
    if (labels[i] === label) rightEqual++;
  }
  const score = equal > 0 ? rightEqual / equal : Number.NaN;
  return { nearest, rightRank: nearer + 1, rightCosine, score };
}

/** A matrix of `width` columns with rows and columns exchanged. */
function transposed(matrix: Float64Array, width: number): Float64Array {
  const result = new Float64Array(matrix.length);
  const height = matrix.length / Math.max(1, width);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      result[column * height + row] = matrix[row * width + column] as number;
  return result;
}

const share = (name: string, scores: readonly number[]): Share => ({
  name,
  value: scores.length > 0 ? scores.reduce((sum, one) => sum + one, 0) / scores.length : Number.NaN,
  count: scores.length,
});

/** How often a picture is nearer to its own caption than to the near miss of each kind; equal: half. */
function toldApart(
  { editNames = [], heldOut }: Data,
  { pictures, captions, cosines }: Met,
): Share[] {
  const { pairs = new Int32Array(), nearMisses } = heldOut;
  const captionOf = new Map<number, number>();
  for (let at = 0; at < pairs.length; at += 2)
    captionOf.set(pairs[at] as number, pairs[at + 1] as number);
  const column = new Map(Array.from(captions, (item, place) => [item, place]));
  const scores = editNames.map((): number[] => []);
  pictures.forEach((picture, row) => {
    const cosine = (caption: number) =>
      cosines[row * captions.length + (column.get(caption) as number)] as number;
    const own = cosine(captionOf.get(picture) as number);
    for (let turn = 0; turn < (nearMisses?.perItem ?? 0); turn++) {
      const at = picture * (nearMisses?.perItem ?? 0) + turn;
      const missed = nearMisses?.items[at] ?? -1;
      if (missed < 0) continue;
      const lead = own - cosine(missed);
      const score = Math.abs(lead) < EQUAL ? 0.5 : lead > 0 ? 1 : 0;
      scores[nearMisses?.kinds?.[at] ?? 0]?.push(score);
    }
  });
  return editNames.map((name, kind) => share(name, scores[kind] ?? []));
}

/**
 * What an encoder of pictures and captions has learnt, on the held-out items: how often the nearest
 * of the other kind says the same, how often the right caption is nearer than one with an edit, which
 * of four it holds to be the odd one out, and the nearest of each item.
 */
export function learnedCaptions(data: Data, embedded: Embedded): LearnedCaptions {
  const { heldOut } = data;
  const met = meet(heldOut, embedded);
  const { pictures, captions, cosines } = met;
  const nearest = new Int16Array(heldOut.count * NEAREST).fill(-1);
  const similarity = new Float32Array(heldOut.count * NEAREST);
  const rightRank = new Uint16Array(heldOut.count);
  const rightSimilarity = new Float32Array(heldOut.count);
  const searched = (items: Int32Array, others: Int32Array, all: Float64Array): number[] => {
    const labels = others.map((other) => heldOut.labels[other] as number);
    return Array.from(items, (item, row) => {
      const own = all.subarray(row * others.length, (row + 1) * others.length);
      const found = search(own, labels, heldOut.labels[item] as number);
      found.nearest.forEach((place, i) => {
        nearest[item * NEAREST + i] = others[place] as number;
        similarity[item * NEAREST + i] = own[place] as number;
      });
      rightRank[item] = found.rightRank;
      rightSimilarity[item] = found.rightCosine;
      return found.score;
    });
  };
  const toCaptions = searched(pictures, captions, cosines);
  const toPictures = searched(captions, pictures, transposed(cosines, captions.length));
  return {
    lens: 'captions',
    recalls: [share('picture to caption', toCaptions), share('caption to picture', toPictures)],
    edits: toldApart(data, met),
    perItem: NEAREST,
    nearest,
    similarity,
    rightRank,
    rightSimilarity,
    odd: scored(questionsOf(data), heldOut.labels, embedded),
  };
}
