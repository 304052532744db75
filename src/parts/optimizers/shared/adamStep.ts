import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from '../../kernels';
import type { Tf } from '../../part';
import type { Optimizer, OptimizerState } from '../optimizer';

const decay = (label: string, hint: string, value: number) =>
  ({ kind: 'number', label, hint, min: 0, max: 0.9999, step: 0.0001, default: value }) as const;

/** The knobs of Adam in all its forms. */
export const adamKnobs = {
  beta1: decay('Beta 1', 'How long gradients are remembered.', 0.9),
  beta2: decay('Beta 2', 'How long squared gradients are remembered.', 0.999),
  epsilon: {
    kind: 'number',
    label: 'Epsilon',
    hint: 'Keeps steps finite where gradients vanish.',
    min: 1e-8,
    max: 0.1,
    step: 1e-8,
    default: 1e-8,
    scale: 'log',
  },
} as const;

type Live = 'learningRate' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay';

/**
 * One step of Adam on all weights end to end: m and v are running means of the gradient and its
 * square, corrected for their start at 0; the step is rate * m / (sqrt(v) + epsilon), epsilon
 * outside the root and after the correction, as in PyTorch. `weightDecay` * weight is added to the
 * gradient. A gradient of 0 from the start moves nothing. A backend that has a kernel `AdamUpdate`
 * is asked.
 */
export function adamStep(
  tf: Tf,
  weights: Tensor1D,
  gradient: Tensor1D,
  { slots, scalars }: OptimizerState,
  { beta1, beta2, learningRate, epsilon, weightDecay }: Readonly<Record<Live, Scalar>>,
): ReturnType<Optimizer['update']> {
  const [mean, square] = slots as [Tensor1D, Tensor1D];
  const [power1, power2] = scalars as [Scalar, Scalar];
  if (hasKernel(tf, 'AdamUpdate')) {
    const state = { weights, gradient, mean, square, power1, power2 };
    const live = { beta1, beta2, learningRate, epsilon, weightDecay };
    const updated = runKernel(tf, 'AdamUpdate', { ...state, ...live });
    const [next, nextMean, nextSquare, ...powers] = updated;
    return { weights: next, slots: [nextMean, nextSquare], scalars: powers };
  }
  const slope = tf.add(gradient, tf.mul(weights, weightDecay));
  const nextMean = tf.add(mean, tf.mul(tf.sub(slope, mean), tf.sub(1, beta1))) as Tensor1D;
  const nextSquare = tf.add(
    square,
    tf.mul(tf.sub(tf.square(slope), square), tf.sub(1, beta2)),
  ) as Tensor1D;
  const nextPower1 = tf.mul(power1, beta1) as Scalar;
  const nextPower2 = tf.mul(power2, beta2) as Scalar;
  const root = tf.sqrt(tf.div(nextSquare, tf.sub(1, nextPower2)));
  const step = tf.div(tf.div(nextMean, tf.sub(1, nextPower1)), tf.add(root, epsilon));
  return {
    weights: tf.sub(weights, tf.mul(step, learningRate)) as Tensor1D,
    slots: [nextMean, nextSquare],
    scalars: [nextPower1, nextPower2],
  };
}
