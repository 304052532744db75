import type { Scalar, Tensor3D } from '@tensorflow/tfjs-core';
import type { Knobs, KnobValues, Tf } from '../../part';
import { asCandidates, asRows, constantSum, meanOver, type Rows } from '../loss';
import { type Estimate, negativeMass } from './debiasing';
import { HARDLY, softplus } from './logSumExp';

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

/**
 * 1 where a chosen negative would, alone against the positive, push at least a quarter as hard as it
 * ever can: where it is at most log(3) temperatures less similar, 0.22 in cosine at a temperature of
 * 0.2. 0 throughout a row whose mass stands at the floor of `negativeMass`: nothing there pushes.
 */
export function stillTeaching(
  tf: Tf,
  rows: Rows,
  temperature: Scalar,
  estimate: Estimate = { prior: rows.prior },
): Tensor3D {
  const positive = asRows(tf, rows.positive(rows.similarity));
  const ahead = tf.sub(asCandidates(tf, rows.similarity), positive);
  const { beta } = estimate.importance ?? {};
  const width = beta ? tf.div(temperature, tf.add(beta, 1)) : temperature;
  const near = tf.mul(tf.step(tf.add(ahead, tf.mul(width, HARDLY))), tf.step(rows.weights));
  if (!estimate.prior) return near as Tensor3D;
  const scaled = tf.div(positive, temperature) as Tensor3D;
  const { clamped } = negativeMass(tf, rows, scaled, temperature, estimate);
  return tf.mul(near, tf.sub(1, clamped as Tensor3D)) as Tensor3D;
}

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

/** The temperature of a recipe with these knobs; null: its loss has none. */
export const temperatureOf = (knobs: KnobValues<Knobs>): number | null =>
  'temperature' in knobs ? Number(knobs.temperature) : null;

/** One temperature below the positive a negative pushes 1/e as hard as one beside it. */
export const temperatureBand = {
  knob: 'temperature',
  label: 'temperature',
  range: ({ temperature: width }: { temperature: number }, positive: number) =>
    [positive, positive - width] as const,
  value: (_knobs: unknown, positive: number, edge: number) => positive - edge,
} as const;
