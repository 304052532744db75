import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from '../../kernels';
import type { Tf } from '../../part';
import { untaped } from '../../untaped';

/** The logits of all pairs but for their bias, and how often each pair counts; [N, Q] and [N, C]. */
export interface PairLogits {
  readonly positives: Tensor2D;
  /** 1 where the positive exists, else 0. */
  readonly valid: Tensor2D;
  readonly negatives: Tensor2D;
  /** 0 or more. */
  readonly weights: Tensor2D;
}

/**
 * Always as many, as a captured step does the same at every replay. In 3,500 made-up batches, most of
 * them worse than any encoder's, the expected number of positives was 1.3 % off at most; where
 * positives and negatives overlap as in training, eight give it to float32.
 */
export const BIAS_ITERATIONS = 10;

/** Beyond this the sigmoid is 0 or 1 for every purpose, and no exponential overflows. */
export const LARGEST_LOGIT = 60;

/** Less than any sum of sigmoids: keeps logarithms finite. */
export const LEAST_SUM = 1e-30;

/** Counts are taken for at least this many pairs. */
export const LEAST_COUNT = 1e-6;

/** A Newton step divides by at least this slope. */
export const LEAST_SLOPE = 1e-3;

/**
 * The bias b that makes the sigmoid loss of these pairs least, a constant: a learned bias that has
 * converged at every step. Since the slope of the least loss by b is 0, the gradient of the loss with
 * this b held constant is the gradient of the loss minimised over b.
 *
 * There as many pairs are expected to belong together as do: sum w sigmoid(l_n + b) equals
 * sum sigmoid(-l_p - b). Newton's method on the logarithm of their ratio, which is a straight line as
 * long as all logits are alike; where it leaves what is still possible, that is halved. All logits
 * alike: log(positives / negatives) - logit. No negative: so large that positives cost nothing. No
 * pair: 0. A backend that has a kernel `SigmoidBias` is asked, else ops are composed.
 */
export function sigmoidBias(tf: Tf, pairs: PairLogits): Scalar {
  const { positives, valid, negatives, weights } = pairs;
  const inputs = { positives, valid, negatives, weights };
  return untaped(tf, () =>
    hasKernel(tf, 'SigmoidBias') ? runKernel(tf, 'SigmoidBias', inputs) : composedBias(tf, inputs),
  );
}

function composedBias(tf: Tf, { positives, valid, negatives, weights }: PairLogits): Scalar {
  const logCount = (counted: Tensor) => tf.log(tf.maximum(tf.sum(counted), LEAST_COUNT));
  const atOdds = tf.sub(logCount(valid), logCount(weights));
  const count = tf.add(tf.add(tf.sum(valid), tf.sum(weights)), LEAST_SUM);
  const sum = tf.add(tf.sum(tf.mul(positives, valid)), tf.sum(tf.mul(negatives, weights)));
  const largest = tf.maximum(tf.max(tf.abs(positives)), tf.max(tf.abs(negatives)));
  let low = tf.sub(atOdds, largest);
  let high = tf.add(atOdds, largest);
  let bias = tf.sub(atOdds, tf.div(sum, count));
  for (let i = 0; i < BIAS_ITERATIONS; i++) {
    const taken = expected(tf, tf.add(negatives, bias), weights);
    const missed = expected(tf, tf.neg(tf.add(positives, bias)), valid);
    const excess = tf.sub(tf.log(taken.sum), tf.log(missed.sum));
    const slope = tf.sub(2, tf.add(taken.certainty, missed.certainty));
    const isTooHigh = tf.greater(excess, 0);
    low = tf.where(isTooHigh, low, bias);
    high = tf.where(isTooHigh, bias, high);
    const next = tf.sub(bias, tf.div(excess, tf.maximum(slope, LEAST_SLOPE)));
    const isPossible = tf.logicalAnd(tf.greaterEqual(next, low), tf.lessEqual(next, high));
    bias = tf.where(isPossible, next, tf.mul(tf.add(low, high), 0.5));
  }
  return bias as Scalar;
}

/** Sum of weighted sigmoids, and the mean of the sigmoid under these shares of the sum. */
function expected(tf: Tf, logits: Tensor, weights: Tensor) {
  const sigmoid = tf.sigmoid(tf.clipByValue(logits, -LARGEST_LOGIT, LARGEST_LOGIT));
  const shares = tf.mul(sigmoid, weights);
  const sum = tf.add(tf.sum(shares), LEAST_SUM);
  return { sum, certainty: tf.div(tf.sum(tf.mul(shares, sigmoid)), sum) };
}
