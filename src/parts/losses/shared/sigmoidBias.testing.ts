import type { Tensor2D } from '@tensorflow/tfjs-core';
import { tf } from '../../../engine/tf';
import { randomStream } from '../../random';
import { type PairLogits, sigmoidBias } from './sigmoidBias';

/** What the tests of the fitted bias share: pairs whose bias is hard to find, or not there at all. */
export interface PlainPairs {
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
  readonly weights: readonly number[];
}

const random = randomStream(5);
const around = (count: number, mean: number, spread: number, scale: number) =>
  Array.from({ length: count }, () =>
    Math.fround(scale * Math.max(-1, Math.min(1, random.uniform(mean - spread, mean + spread)))),
  );
const pairs = (positives: number[], negatives: number[], weight = 1): PlainPairs => ({
  positives,
  negatives,
  weights: negatives.map(() => weight),
});
const halves = (count: number, l: number) =>
  Array.from({ length: count }, (_, i) => (i % 2 === 0 ? l : -l));

/** Batches with positives and negatives. */
export const hard: readonly { readonly name: string; readonly pairs: PlainPairs }[] = [
  { name: 'as in training', pairs: pairs(around(64, 0.6, 0.3, 10), around(4032, 0.1, 0.5, 10)) },
  { name: 'a collapse', pairs: pairs(around(64, 1, 0, 100), around(4032, 1, 0, 100)) },
  { name: 'far apart', pairs: pairs(around(16, 0.95, 0.05, 100), around(240, 0, 0.3, 100)) },
  {
    name: 'the wrong way round',
    pairs: pairs(around(16, -0.95, 0.1, 100), around(240, 1, 0.1, 100)),
  },
  { name: 'negatives at both ends', pairs: pairs(around(7, 0, 0.1, 50), halves(90, 50)) },
  { name: 'positives at both ends', pairs: pairs(halves(8, 20), around(300, 0, 1, 20)) },
  { name: 'everywhere', pairs: pairs(around(4, 0, 1, 50), around(1000, 0, 1, 50)) },
  {
    name: 'weights of a hundredth',
    pairs: pairs(around(16, 0.8, 0.2, 20), around(60, 0.2, 0.4, 20), 0.01),
  },
  { name: 'one pair and one negative', pairs: pairs([3], [-2]) },
];

/** The pairs on the device, one row of them each. */
export const onDevice = ({ positives, negatives, weights }: PlainPairs): PairLogits => {
  const row = (values: readonly number[]) =>
    tf.tensor2d([...values], [1, values.length]) as Tensor2D;
  return {
    positives: row(positives),
    valid: tf.ones([1, positives.length]),
    negatives: row(negatives),
    weights: row(weights),
  };
};

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Positives that are expected under a bias, for each that there is. */
export const expectedOfEach = (
  { positives, negatives, weights }: PlainPairs,
  bias: number,
): number =>
  [
    ...positives.map((logit) => sigmoid(logit + bias)),
    ...negatives.map((logit, i) => (weights[i] as number) * sigmoid(logit + bias)),
  ].reduce((sum, one) => sum + one, 0) / positives.length;

/** The fitted bias of pairs, read back. */
export const fittedBias = async (pairs: PlainPairs): Promise<number> =>
  (await tf.tidy(() => sigmoidBias(tf, onDevice(pairs))).data())[0] as number;
