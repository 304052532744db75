import type { Scalar, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';
import type { Choice } from '../selection';
import { highest } from './rank';

/** Least value of -log(u): keeps a draw of almost 1 from becoming an infinity. */
const TINY = 1e-7;

/**
 * k of the allowed candidates of each anchor and positive, drawn one after another without repeats,
 * each time with chances proportional to exp(logWeight); tables of [N, 1, C] to [N, Q, C]. The k
 * highest of logWeight plus Gumbel noise are such a draw.
 */
export function drawnByWeight(
  tf: Tf,
  { positiveSimilarity, uniform }: Choice,
  logWeight: Tensor3D,
  allowed: Tensor3D,
  k: Scalar,
): Tensor3D {
  const [n, q] = positiveSimilarity.shape;
  const draws = uniform([n, q, allowed.shape[2]]) as Tensor3D;
  const waiting = tf.maximum(tf.neg(tf.log(tf.maximum(draws, TINY))), TINY);
  const scores = tf.sub(logWeight, tf.log(waiting)) as Tensor3D;
  return highest(tf, scores, tf.mul(allowed, tf.onesLike(draws)) as Tensor3D, k);
}
