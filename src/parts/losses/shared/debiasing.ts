import type { Scalar, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';
import { untaped } from '../../untaped';
import { asCandidates, type Rows } from '../loss';
import { logSumExp } from './logSumExp';

/** How the negatives of a row are summed up. */
export interface Estimate {
  /** Share of them that are false (tau+), 0 to below 1; null: they are taken as they are. */
  readonly prior: Scalar | null;
  /** Weighs each by exp(beta s / T) on top, so that the similar ones count for more. */
  readonly importance?: {
    readonly beta: Scalar;
    /** Whether that weight is a constant; otherwise the gradient flows through it too. */
    readonly detached: boolean;
  };
}

/** About what `logSumExp` gives where nothing is summed. */
const EMPTY = -1e8;

/** Beyond exp of this the positive outweighs any number of negatives. */
const OUTWEIGHS = 60;

/** The knob of the losses that take a share of their negatives for false. */
export const falseShare = {
  kind: 'number',
  label: 'False share (tau+)',
  hint: 'Share of the negatives that are taken to be positives in disguise; at most 1 / classes.',
  min: 0,
  max: 0.5,
  step: 0.01,
  default: 0.1,
} as const;

/** Negatives of each row, counted by their weights, [N, Q or 1, 1]; a constant. */
export const negativesOf = (tf: Tf, { weights }: Rows): Tensor3D =>
  untaped(tf, () => tf.sum(weights, 2, true));

/** The share of a loss's own knob, or of a guard where that is larger: never both on top. */
export const shareOf = (tf: Tf, own: Scalar, { prior }: Rows): Scalar =>
  prior ? untaped(tf, () => tf.maximum(own, prior)) : own;

/**
 * log of the mass of the negatives in each row, [N, Q or 1, 1], and where it stands at its floor.
 * With u = s / T, N negatives (the sum of their weights) and R = sum of exp(u), or under importance
 * w = exp(beta u) R = N sum(w exp(u)) / sum(w):
 *
 *   max( (R - tau+ N exp(u+)) / (1 - tau+), N exp(-1/T) )
 *
 * (Chuang et al. 2020, eq. 7; Robinson et al. 2021, section 3). At the floor, the mass of N
 * negatives on the far side of the sphere, the negatives get no gradient. All in log space: exp of
 * (1 + beta) u overflows float32 within the range of the knobs. A row without negatives: -1e8.
 */
export function negativeMass(
  tf: Tf,
  rows: Rows,
  positive: Tensor3D,
  temperature: Scalar,
  { prior, importance }: Estimate,
): { readonly mass: Tensor3D; readonly clamped: Tensor3D | null } {
  const logits = tf.div(asCandidates(tf, rows.similarity), temperature) as Tensor3D;
  const plain = () => logSumExp(tf, logits, rows.weights);
  if (!prior && !importance) return { mass: plain(), clamped: null };
  const count = negativesOf(tf, rows);
  const some = untaped(tf, () => tf.step(count) as Tensor3D);
  const logCount = untaped(tf, () => tf.log(tf.add(count, tf.sub(1, some))) as Tensor3D);
  const sum = importance ? reweighted(tf, rows, { logits, logCount, some }, importance) : plain();
  if (!prior) return { mass: sum, clamped: null };

  const farther = tf.clipByValue(tf.sub(positive, sum), EMPTY, OUTWEIGHS);
  const rest = tf.sub(1, tf.mul(tf.mul(tf.exp(farther), count), prior)) as Tensor3D;
  const { open, floor } = untaped(tf, () => {
    const lowest = tf.sub(logCount, tf.div(1, temperature)) as Tensor3D;
    const share = tf.mul(tf.exp(tf.minimum(tf.sub(lowest, sum), 0)), tf.sub(1, prior));
    return { open: tf.sub(1, tf.step(tf.sub(tf.mul(share, some), rest))), floor: lowest };
  });
  const inside = tf.log(tf.add(tf.mul(rest, open), tf.sub(1, open)));
  const debiased = tf.sub(tf.add(sum, inside), tf.log(tf.sub(1, prior)));
  const closed = untaped(tf, () => tf.sub(1, open) as Tensor3D);
  return {
    mass: tf.add(tf.mul(debiased, open), tf.mul(floor, closed)) as Tensor3D,
    clamped: closed,
  };
}

/** log of N times the mean of exp(u) under weights exp(beta u), [N, Q or 1, 1]. */
function reweighted(
  tf: Tf,
  rows: Rows,
  { logits, logCount, some }: Readonly<Record<'logits' | 'logCount' | 'some', Tensor3D>>,
  { beta, detached }: NonNullable<Estimate['importance']>,
): Tensor3D {
  const scaled = () => tf.mul(logits, beta) as Tensor3D;
  const tilt = detached ? untaped(tf, scaled) : scaled();
  const whole = () => logSumExp(tf, tilt, rows.weights);
  const total = detached ? untaped(tf, whole) : whole();
  const mean = tf.sub(logSumExp(tf, tf.add(logits, tilt), rows.weights), total);
  const none = untaped(tf, () => tf.mul(tf.sub(1, some), EMPTY));
  return tf.add(tf.mul(tf.add(mean, logCount), some), none) as Tensor3D;
}
