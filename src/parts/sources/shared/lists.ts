import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Items } from '../../data';
import type { KnobValues, Tf } from '../../part';
import { rowRank } from '../../selections/shared/rank';
import type { Asked, Context, Drawn, Others, Sizes } from '../source';
import { ownOnly } from './known';

/**
 * What is shared by sources that keep, for every training item, a list of the others nearest to it.
 */

/** Their knobs: how long the lists are, how many of a list are drawn, and whom they act on. */
export const listKnobs = {
  listLength: {
    kind: 'number',
    label: 'Nearest kept',
    hint: 'How many of the nearest others each item remembers. Short: harder, more false negatives.',
    min: 1,
    max: 200,
    step: 1,
    default: 50,
    restarts: true,
  },
  minedPerAnchor: {
    kind: 'number',
    label: 'Mined per anchor',
    hint: 'How many of the list are drawn for each anchor at a step; each has to be encoded.',
    min: 1,
    max: 8,
    step: 1,
    default: 1,
    restarts: true,
  },
  minedFor: {
    kind: 'choice',
    label: 'They act on',
    hint: 'Whether what was mined for one anchor is a candidate of the others too.',
    options: { all: 'Every anchor', own: 'Their own anchor' },
    default: 'own',
  },
} as const;

/** The values of these knobs: none of them is live. */
type ListKnobs = KnobValues<typeof listKnobs>;

/** The lists, [T + H, length]: numbers of training items, nearest first. */
const listState = ({ items, heldOut = 0 }: Sizes, listLength: number) => [
  { name: 'nearest', shape: [items + heldOut, Math.min(listLength, items)], first: 0 } as const,
];

/** Lists before anything was looked for: every item, which is never its own negative, alone. */
export function emptyLists(train: Items, listLength: number, heldOut?: Items): Float32Array {
  const length = Math.min(listLength, train.count);
  const size = (train.count + (heldOut?.count ?? 0)) * length;
  return Float32Array.from({ length: size }, (_, at) => Math.floor(at / length));
}

/** Below any cosine of an item that is not taken. */
const TAKEN = -4;

/** The `length` nearest training items of each that asks, without those taken, nearest first, [M, length]. */
export function nearestLists(tf: Tf, { rows, index, isTaken }: Asked, length: number): Tensor2D {
  const similarity = tf.matMul(rows, index, false, true);
  const scores = tf.add(similarity, tf.mul(isTaken, TAKEN));
  const nearest = tf.topk(scores, Math.min(length, index.shape[0]));
  return tf.cast(nearest.indices, 'float32') as Tensor2D;
}

/** Some of each anchor's list, drawn at random, [N * minedPerAnchor]. */
function minedFromLists(
  tf: Tf,
  { state, items, uniform }: Context,
  minedPerAnchor: number,
): Tensor1D {
  const lists = state[0] as Tensor2D;
  const [n, length] = [items.size, lists.shape[1]];
  const own = tf.reshape(tf.gather(lists, tf.cast(items, 'int32')), [n, 1, length]);
  const order = rowRank(tf, tf.reshape(uniform([n, length]), [n, 1, length]) as Tensor3D);
  // A list shorter than what is wanted is gone through again.
  const wanted = Array.from({ length: minedPerAnchor }, (_, turn) => turn % length);
  const isTurn = tf.equal(order, tf.reshape(tf.tensor1d(wanted), [1, minedPerAnchor, 1]));
  const mined = tf.sum(tf.mul(tf.cast(isTurn, 'float32'), own), 2);
  return tf.cast(tf.reshape(mined, [n * minedPerAnchor]), 'int32') as Tensor1D;
}

/** What was mined, as candidates of the anchor it was mined for alone, or of every anchor. */
export function minedOthers(
  tf: Tf,
  { mined, minedItems, classOfItem, items }: Drawn,
  minedPerAnchor: number,
  isForOwnAnchor: boolean,
): Others {
  const found = tf.cast(minedItems as Tensor1D, 'int32') as Tensor1D;
  const n = items.size;
  return {
    rows: mined as Tensor2D,
    classes: tf.gather(classOfItem, found),
    items: tf.cast(found, 'float32'),
    exists: isForOwnAnchor ? ownOnly(tf, n, minedPerAnchor) : tf.ones([1, found.size]),
    age: null,
  };
}

/**
 * What every source does that keeps a list for each item and draws from it, besides the batch. Such
 * a source spreads it and says how the lists are filled: in `lists`, before the first step, or in
 * `refresh`.
 */
export const fromLists = {
  batchActs: true,
  candidates: ({ n }: Sizes, { minedPerAnchor }: ListKnobs) => n * minedPerAnchor,
  state: (sizes: Sizes, { listLength }: ListKnobs) => listState(sizes, listLength),
  lists: (train: Items, { listLength }: ListKnobs, heldOut?: Items) =>
    emptyLists(train, listLength, heldOut),
  mine: (tf: Tf, context: Context, { minedPerAnchor }: ListKnobs) =>
    minedFromLists(tf, context, minedPerAnchor),
  others: (tf: Tf, drawn: Drawn, { minedPerAnchor, minedFor }: ListKnobs) =>
    minedOthers(tf, drawn, minedPerAnchor, minedFor === 'own'),
  next: (tf: Tf, { state }: Drawn) => state.map((lists) => tf.clone(lists)),
};
