import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { tf } from '../../src/engine/tf';
import { asCandidates, asRows } from '../../src/parts/losses/loss';
import { selections } from '../../src/parts/selections';
import { highest } from '../../src/parts/selections/shared/rank';
import type { Answer } from './compare';
import { type GoldenCase, numbersOf } from './format';
import { knobTensors } from './rows';
import {
  distancesOf,
  listsOf,
  minedFrom,
  negativePairs,
  pairsOf,
  positivePairs,
  positivePairsOf,
} from './selectionsTuples';

type Mined = ReturnType<typeof minedFrom>;

/** Pairs of a positive and a negative strategy, as the keys of a case name them. */
const STRATEGIES = [
  'easy_semihard',
  'hard_semihard',
  'easy_hard',
  'easy_easy',
  'hard_easy',
  'semihard_hard',
  'all_hard',
  'hard_all',
  'easy_all',
];

/** One positive and one negative an anchor, each by a strategy of its own; or all on one side. */
export async function easyHard(one: GoldenCase): Promise<Answer[]> {
  const mined = minedFrom(one);
  const { layout, distance } = mined;
  const lists = STRATEGIES.map(async (strategies) => {
    const [forPositive = '', forNegative = ''] = strategies.split('_');
    const { positives, negatives } = chosenBy(one, mined, forPositive, forNegative);
    const key = `pos_${forPositive}_neg_${forNegative}`;
    return listsOf(
      `${key}.`,
      key,
      positivePairs(await positivePairsOf(layout, positives)),
      negativePairs(await pairsOf(negatives)),
    );
  });
  return [...(await Promise.all(lists)).flat(), await distancesOf(distance)];
}

function chosenBy(one: GoldenCase, mined: Mined, forPositive: string, forNegative: string) {
  const { layout, choice, distance } = mined;
  const { similarity, positiveSimilarity } = choice;
  const positiveDistance = tf.sum(tf.mul(asCandidates(tf, distance), layout.table), 2) as Tensor2D;
  const inRange = (distances: Tensor2D, allowed: Tensor2D, side: string, strategy: string) =>
    strategy === 'all' ? allowed : tf.mul(allowed, within(distances, one.params[side]));
  const open = inRange(distance, choice.eligible, 'allowed_neg_range', forNegative) as Tensor2D;
  const real = inRange(
    positiveDistance,
    layout.valid,
    'allowed_pos_range',
    forPositive,
  ) as Tensor2D;
  const selected = (id: 'hardest' | 'easiest' | 'semiHard'): Tensor3D =>
    selections[id].weights(
      tf,
      { ...choice, eligible: open },
      knobTensors(selections[id], { k: 1 }),
    );
  const nearest = tf.squeeze(selected('hardest'), [1]) as Tensor2D;

  let candidates = real;
  if (forPositive === 'semihard') {
    const limit = tf.sum(tf.mul(nearest, similarity), 1, true);
    const nearer = tf.step(tf.sub(positiveSimilarity, limit));
    candidates = tf.mul(real, tf.mul(nearer, tf.sum(nearest, 1, true)));
  }
  const positives =
    forPositive === 'all' ? real : extreme(positiveSimilarity, candidates, forPositive === 'easy');

  // Our fallback to the easiest is not part of this rule: only what is farther than the positive.
  const farther = tf.step(tf.sub(asRows(tf, positiveSimilarity), asCandidates(tf, similarity)));
  const ofPositive = tf.mul(tf.mul(selected('semiHard'), farther), asRows(tf, positives));
  const negatives = {
    all: open,
    hard: nearest,
    easy: tf.squeeze(selected('easiest'), [1]) as Tensor2D,
    semihard: tf.sum(ofPositive, 1) as Tensor2D,
  }[forNegative] as Tensor2D;
  if (forPositive === 'all' || forNegative === 'all') return { positives, negatives };
  const both = tf.mul(tf.sum(positives, 1, true), tf.sum(negatives, 1, true));
  return {
    positives: tf.mul(positives, both) as Tensor2D,
    negatives: tf.mul(negatives, both) as Tensor2D,
  };
}

/** The nearest or the farthest of the allowed positives of each anchor, [N, Q]. */
function extreme(similarity: Tensor2D, allowed: Tensor2D, isNearest: boolean): Tensor2D {
  const scores = isNearest ? similarity : tf.neg(similarity);
  const chosen = highest(tf, asCandidates(tf, scores), asCandidates(tf, allowed), tf.scalar(1));
  return tf.squeeze(chosen, [1]);
}

/** 1 where a distance lies within the range of a parameter, edges included; everywhere if it is missing. */
function within(distances: Tensor2D, range: unknown): Tensor2D {
  if (range === undefined) return tf.onesLike(distances);
  const [low = 0, high = 0] = numbersOf(range, 'params range');
  const out = tf.add(tf.step(tf.sub(low, distances)), tf.step(tf.sub(distances, high)));
  return tf.sub(1, out) as Tensor2D;
}
