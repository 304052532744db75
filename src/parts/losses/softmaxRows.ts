import type { Scalar, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../part';
import { type Estimate, negativeMass } from './debiasing';
import { softplus } from './logSumExp';
import { asCandidates, asRows, constantSum, meanOver, type Rows } from './loss';

/** Within this of the positive's cosine a negative counts as still teaching. */
const NEAR = 0.1;

/**
 * Mean over rows of softplus(log of the negatives' mass - positive), all over the temperature: the
 * softmax cross-entropy of one positive against its negatives, in the form that keeps float32 exact
 * at low temperatures. The mass is the weighted sum of exp, or another estimate of it: without one
 * of its own, a loss takes the share of false negatives (tau+) that a guard gives. A row without
 * negatives is 0.
 */
export function softmaxOfRows(
  tf: Tf,
  rows: Rows,
  temperature: Scalar,
  estimate: Estimate = { prior: rows.prior },
): Scalar {
  const positive = asRows(tf, tf.div(rows.positive(rows.similarity), temperature));
  const { mass } = negativeMass(tf, rows, positive, temperature, estimate);
  const perRow = tf.mul(softplus(tf, tf.sub(mass, positive)), asRows(tf, rows.valid));
  return meanOver(tf, perRow, constantSum(tf, rows.valid));
}

/** 1 where a chosen negative is within 0.1 of the positive's cosine or beyond it. */
export const nearPositive = (tf: Tf, rows: Rows): Tensor3D =>
  tf.mul(
    tf.step(
      tf.add(
        tf.sub(asCandidates(tf, rows.similarity), asRows(tf, rows.positive(rows.similarity))),
        NEAR,
      ),
    ),
    tf.step(rows.weights),
  );

/** Cross-entropy of a guess among one positive and `negatives` others, in nats. */
export const chanceOf = (negatives: number): number => Math.log(1 + negatives);

export const temperature = {
  kind: 'number',
  label: 'Temperature',
  hint: 'Low: only the most similar negatives push. High: all push alike.',
  min: 0.01,
  max: 2,
  step: 0.01,
  default: 0.2,
  scale: 'log',
} as const;

/** One temperature below the positive a negative pushes 1/e as hard as one beside it. */
export const temperatureBand = {
  knob: 'temperature',
  label: 'temperature',
  range: ({ temperature: width }: { temperature: number }, positive: number) =>
    [positive, positive - width] as const,
  value: (_knobs: unknown, positive: number, edge: number) => positive - edge,
} as const;
