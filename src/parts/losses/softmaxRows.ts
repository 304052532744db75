import type { Scalar, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../part';
import { untaped } from '../untaped';
import { asCandidates, asRows, meanOver, type Rows } from './loss';

/** Stands for minus infinity: a shader may assume that infinities do not occur. */
const NEVER = -1e9;

/** Within this of the positive's cosine a negative counts as still teaching. */
const NEAR = 0.1;

/**
 * Mean over rows of softplus(log-sum-exp of the weighted negatives - positive), all over the
 * temperature: the softmax cross-entropy of one positive against its negatives, in the form that
 * keeps float32 exact at low temperatures. A row without negatives is 0.
 */
export function softmaxOfRows(tf: Tf, rows: Rows, temperature: Scalar): Scalar {
  const logWeight = untaped(tf, () => {
    const acts = tf.step(rows.weights);
    return tf.add(
      tf.log(tf.add(rows.weights, tf.sub(1, acts))),
      tf.mul(tf.sub(1, acts), NEVER),
    ) as Tensor3D;
  });
  const logits = tf.add(tf.div(asCandidates(tf, rows.similarity), temperature), logWeight);
  const largest = untaped(tf, () => tf.clipByValue(tf.max(logits, 2, true), NEVER / 10, -NEVER));
  const negatives = tf.add(
    tf.log(tf.add(tf.sum(tf.exp(tf.sub(logits, largest)), 2, true), 1e-30)),
    largest,
  );
  const positive = asRows(tf, tf.div(rows.positive(rows.similarity), temperature));
  const perRow = tf.mul(tf.softplus(tf.sub(negatives, positive)), asRows(tf, rows.valid));
  const count = untaped(tf, () => tf.reshape(tf.sum(rows.valid), []) as Scalar);
  return meanOver(tf, perRow as Tensor3D, count);
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
