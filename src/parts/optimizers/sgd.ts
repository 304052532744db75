import type { Tensor1D } from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from '../kernels';
import { defineOptimizer, learningRate, momentum, weightDecay } from './optimizer';

/**
 * Gradient descent with momentum: v = momentum * v + g, weights - rate * v; with Nesterov's look
 * ahead weights - rate * (g + momentum * v). No dampening, as in PyTorch. A backend that has a
 * kernel `SgdUpdate` is asked.
 */
export const sgd = defineOptimizer({
  label: 'SGD with momentum',
  phrase: 'SGD with momentum',
  summary: 'Walks down the slope, carried on by its own speed.',
  paper: 'Sutskever et al. 2013, https://proceedings.mlr.press/v28/sutskever13.html, eqs. 1 to 4',
  formula: String.raw`v \leftarrow \mu\, v + g + \lambda w, \qquad w \leftarrow w - \eta\, v`,
  advice:
    'Steady and the usual choice for large networks; needs its learning rate tuned, and is slow where some weights get far smaller gradients than others.',
  slots: 1,
  scalars: 0,
  knobs: {
    learningRate: learningRate(0.05),
    momentum,
    lookAhead: {
      kind: 'choice',
      label: 'Look ahead',
      hint: 'Nesterov: take the slope where the momentum is about to lead.',
      options: { off: 'Off', nesterov: 'Nesterov' },
      default: 'off',
    },
    weightDecay,
  },
  update(tf, weights, gradient, { slots }, knobs) {
    const { learningRate, momentum, weightDecay } = knobs;
    if (hasKernel(tf, 'SgdUpdate')) {
      const state = { weights, gradient, speed: slots[0] as Tensor1D };
      const inputs = { ...state, learningRate, momentum, weightDecay };
      const nesterov = knobs.lookAhead === 'nesterov';
      const [next, nextSpeed] = runKernel(tf, 'SgdUpdate', inputs, { nesterov });
      return { weights: next, slots: [nextSpeed], scalars: [] };
    }
    const slope = tf.add(gradient, tf.mul(weights, weightDecay));
    const speed = tf.add(tf.mul(slots[0] as Tensor1D, momentum), slope) as Tensor1D;
    const step = knobs.lookAhead === 'nesterov' ? tf.add(slope, tf.mul(speed, momentum)) : speed;
    return {
      weights: tf.sub(weights, tf.mul(step, learningRate)) as Tensor1D,
      slots: [speed],
      scalars: [],
    };
  },
});
