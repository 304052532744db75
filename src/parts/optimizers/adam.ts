import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import { defineOptimizer, learningRate, weightDecay } from './optimizer';

const decay = (label: string, hint: string, value: number) =>
  ({ kind: 'number', label, hint, min: 0, max: 0.9999, step: 0.0001, default: value }) as const;

/**
 * Adam: m and v are running means of the gradient and its square, corrected for their start at 0;
 * the step is rate * m / (sqrt(v) + epsilon), epsilon outside the root and after the correction,
 * as in PyTorch. A backend that has a kernel `AdamUpdate` is asked.
 */
export const adam = defineOptimizer({
  label: 'Adam',
  phrase: 'Adam',
  summary: 'Scales each weight’s step by how large its gradients have been.',
  paper: 'Kingma and Ba 2015, https://arxiv.org/abs/1412.6980, algorithm 1',
  slots: 2,
  scalars: 2,
  knobs: {
    learningRate: learningRate(0.002),
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
    weightDecay,
  },
  update(tf, weights, gradient, { slots, scalars }, knobs) {
    const [mean, square] = slots as [Tensor1D, Tensor1D];
    const [power1, power2] = scalars as [Scalar, Scalar];
    const { beta1, beta2, learningRate, epsilon, weightDecay } = knobs;
    if (tf.getKernel('AdamUpdate', tf.getBackend())) {
      const state = { weights, gradient, mean, square, power1, power2 };
      const live = { beta1, beta2, learningRate, epsilon, weightDecay };
      const updated = tf.engine().runKernel('AdamUpdate', { ...state, ...live });
      const [next, nextMean, nextSquare, ...powers] = updated as [
        Tensor1D,
        Tensor1D,
        Tensor1D,
        Scalar,
        Scalar,
      ];
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
  },
});
