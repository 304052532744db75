import type { Tensor2D } from '@tensorflow/tfjs-core';
import { tf } from '../../src/engine/tf';
import { asCandidates } from '../../src/parts/losses/loss';
import { selections } from '../../src/parts/selections';
import { probabilities } from '../../src/parts/selections/distanceWeighted';
import { masked } from '../../src/parts/selections/shared/rank';
import type { Answer } from './compare';
import { type GoldenCase, parameter } from './format';
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

/** Negatives within a distance; positives beyond another, which are those not within it. */
export async function pairMargin(one: GoldenCase): Promise<Answer[]> {
  const { layout, choice, distance } = minedFrom(one);
  const within = (similarity: Tensor2D, eligible: Tensor2D, reach: string): Tensor2D =>
    tf.squeeze(
      selections.pairMargin.weights(
        tf,
        { ...choice, similarity, eligible },
        knobTensors(selections.pairMargin, { reach: parameter(one, reach) }),
      ),
      [1],
    );
  const nearPositives = within(choice.positiveSimilarity, layout.valid, 'pos_margin');
  const positives = await positivePairsOf(layout, tf.sub(layout.valid, nearPositives));
  const negatives = await pairsOf(within(choice.similarity, choice.eligible, 'neg_margin'));
  return [
    ...listsOf('', 't', positivePairs(positives), negativePairs(negatives)),
    await distancesOf(distance),
  ];
}

/**
 * Negatives near the least similar positive, and by the same rule turned round the positives near
 * the most similar negative; in the order of the reference, by rising similarity.
 */
export async function multiSimilarity(one: GoldenCase): Promise<Answer[]> {
  const { layout, choice } = minedFrom(one);
  const slack = parameter(one, 'epsilon');
  const mined = selections.multiSimilarityMining;
  const negatives = mined.weights(tf, choice, knobTensors(mined, { slack }));
  const allowed = asCandidates(tf, choice.eligible);
  const hardest = tf.max(masked(tf, asCandidates(tf, choice.similarity), allowed), 2);
  const kept = tf.step(tf.sub(tf.add(hardest, slack), choice.positiveSimilarity));
  const cosine = await choice.similarity.array();
  const rising = (pairs: number[][]): number[][] =>
    pairs.sort(
      ([a = 0, i = 0], [b = 0, j = 0]) =>
        a - b || (cosine[a]?.[i] as number) - (cosine[b]?.[j] as number),
    );
  const positives = await positivePairsOf(layout, tf.mul(kept, layout.valid));
  return [
    ...listsOf(
      '',
      't',
      positivePairs(rising(positives)),
      negativePairs(rising(await pairsOf(tf.squeeze(negatives, [1])))),
    ),
    { key: 'similarity_matrix', got: await choice.similarity.data(), rule: 'matrix' },
  ];
}

/** The chances with which distance-weighted selection draws each negative first. */
export async function distanceWeighted(one: GoldenCase): Promise<Answer[]> {
  const { choice } = minedFrom(one);
  const limit = (name: string) => tf.scalar(parameter(one, name));
  const chances = probabilities(tf, choice, limit('cutoff'), limit('nonzero_loss_cutoff'));
  return [{ key: 'weights', got: await chances.data(), rule: 'value' }];
}
