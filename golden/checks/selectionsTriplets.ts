import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { squaredDistances } from '../../src/engine/step/rows';
import { tf } from '../../src/engine/tf';
import { selections } from '../../src/parts/selections';
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
  triplets,
  tripletsOf,
} from './selectionsTuples';

/** Every triplet and every pair there is. */
export async function batchAll(one: GoldenCase): Promise<Answer[]> {
  const { layout, choice, distance } = minedFrom(one);
  const every = selections.all.weights(tf, choice, {});
  const positives = await positivePairsOf(layout, layout.valid);
  const negatives = await pairsOf(tf.squeeze(every, [1]));
  return [
    ...listsOf('triplets.', 'triplets', triplets(await tripletsOf(layout, every))),
    ...listsOf('pairs.', 'pairs', positivePairs(positives), negativePairs(negatives)),
    await distancesOf(distance),
  ];
}

/** No two points of the sphere are farther apart: a band this wide has no far edge. */
const NO_EDGE = 4;

/** Triplets by how much farther the negative is: our band, what is beyond it, what is before it. */
export async function tripletMargin(one: GoldenCase): Promise<Answer[]> {
  const { layout, choice, distance } = minedFrom(one);
  const every = selections.all.weights(tf, choice, {});
  const band = (bandWidth: number) =>
    selections.semiHardBand.weights(
      tf,
      choice,
      knobTensors(selections.semiHardBand, { bandWidth }),
    );
  const farther = band(NO_EDGE);
  const semihard = band(parameter(one, 'margin'));
  const easy = tf.sub(farther, semihard) as Tensor3D;
  const kinds: Record<string, Tensor3D> = {
    all: tf.sub(every, easy),
    hard: tf.sub(every, farther),
    semihard,
    easy,
  };
  const lists = Object.entries(kinds).map(async ([kind, weights]) =>
    listsOf(`${kind}.`, kind, triplets(await tripletsOf(layout, weights))),
  );
  return [...(await Promise.all(lists)).flat(), await distancesOf(distance)];
}

/**
 * Triplets whose angle at the negative, seen from the middle of anchor and positive, is above a
 * limit. No selection of ours: it needs the positive's own distance to every candidate, which a
 * selection does not see. The reference takes the rows as they are, without normalising.
 */
export async function angular(one: GoldenCase): Promise<Answer[]> {
  const { layout, raw, choice, distance } = minedFrom(one);
  const [n, q] = layout.valid.shape;
  const positives = tf.matMul(tf.reshape(layout.table, [n * q, n]), raw) as Tensor2D;
  const anchors = tf.reshape(tf.tile(tf.expandDims(raw, 1), [1, q, 1]), positives.shape);
  const middle = tf.div(tf.add(anchors, positives), 2) as Tensor2D;
  const across = tf.sqrt(tf.sum(tf.squaredDifference(anchors, positives), 1, true));
  const away = tf.sqrt(squaredDistances(middle, raw));
  const angle = tf.reshape(tf.atan2(across, tf.mul(away, 2)), [n, q, n]);
  const limit = (parameter(one, 'angle') * Math.PI) / 180;
  const weights = tf.mul(tf.step(tf.sub(angle, limit)), selections.all.weights(tf, choice, {}));
  return [
    ...listsOf('', 't', triplets(await tripletsOf(layout, weights as Tensor3D))),
    await distancesOf(distance),
  ];
}
