import type { Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';
import { untaped } from '../../untaped';

/** Stands for minus infinity: a shader may assume that infinities do not occur. */
const NEVER = -1e9;

/**
 * log( sum over the last axis of weight * exp(logit) ), [.., C] to [.., 1], where weights of 0 or
 * more are constants. Where no weight is above 0 it is about -1e8, low enough to vanish in any sum.
 */
export function logSumExp(tf: Tf, logits: Tensor3D, weights: Tensor3D): Tensor3D {
  const logWeight = untaped(tf, () => {
    const acts = tf.step(weights);
    const rests = tf.sub(1, acts);
    return tf.add(tf.log(tf.add(weights, rests)), tf.mul(rests, NEVER));
  });
  const masked = tf.add(logits, logWeight);
  const largest = untaped(tf, () => tf.clipByValue(tf.max(masked, 2, true), NEVER / 10, -NEVER));
  const sum = tf.sum(tf.exp(tf.sub(masked, largest)), 2, true);
  return tf.add(tf.log(tf.add(sum, 1e-30)), largest) as Tensor3D;
}

/** Below this softplus is 0 for every purpose. */
const LOWEST = -80;

/** log(1 + exp(x)); below -80 it stays 2e-35 with slope 0, so that no exponential overflows. */
export const softplus = <T extends Tensor>(tf: Tf, x: T): T =>
  tf.softplus(tf.clipByValue(x, LOWEST, -NEVER));

/** 1 where `softplus` has not died away, else 0; a constant. */
export const isAlive = <T extends Tensor>(tf: Tf, x: T): T =>
  untaped(tf, () => tf.step(tf.sub(x, LOWEST)) as T);

/** As far below 0 the slope of softplus is 1/4, log(3). */
export const HARDLY = Math.log(3);

/**
 * 1 where the slope of softplus is above 1/4, else 0: a negative still pushes noticeably, at least
 * a quarter as hard as it ever can.
 */
export const pushesStill = <T extends Tensor>(tf: Tf, x: T): T => tf.step(tf.add(x, HARDLY)) as T;
