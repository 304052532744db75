import type { Tensor1D } from '@tensorflow/tfjs-core';
import { defineOptimizer, learningRate } from './optimizer';
import { adamKnobs, adamStep } from './shared/adamStep';

/**
 * AdamW: every weight first shrinks by rate * decay, then takes Adam's step for the gradient found
 * before, as in torch.optim.AdamW. The paper does not multiply the decay by the learning rate.
 * Weights of 0 without a gradient stay 0.
 */
export const adamW = defineOptimizer({
  label: 'AdamW',
  phrase: 'AdamW',
  summary: 'Adam whose weight decay acts on the weights themselves, not through the gradient.',
  paper: 'Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101, algorithm 2',
  formula: String.raw`w \leftarrow (1 - \eta\lambda)\, w - \eta\, \frac{\hat m}{\sqrt{\hat v} + \epsilon}`,
  advice:
    'Helps long runs on little data, where decay curbs learning by heart; in short runs it is Adam, and a strong decay holds the encoder back.',
  slots: 2,
  scalars: 2,
  knobs: {
    learningRate: learningRate(0.002),
    ...adamKnobs,
    weightDecay: {
      kind: 'number',
      label: 'Weight decay',
      hint: 'Share of itself, times the learning rate, that every weight loses at each step.',
      min: 0,
      max: 1,
      step: 0.001,
      default: 0.01,
    },
  },
  update(tf, weights, gradient, state, knobs) {
    const { learningRate, weightDecay } = knobs;
    const shrunk = tf.mul(weights, tf.sub(1, tf.mul(learningRate, weightDecay))) as Tensor1D;
    return adamStep(tf, shrunk, gradient, state, { ...knobs, weightDecay: tf.scalar(0) });
  },
});
