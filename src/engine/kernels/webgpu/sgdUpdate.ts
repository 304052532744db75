import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelArguments, run, vectorFor, widthOf } from './program';

/**
 * `SgdUpdate`: one step of gradient descent with momentum on all weights end to end, [weights]; gives
 * new weights and speed, and leaves the old ones as they are. One dispatch, eight buffers.
 */
export function sgdUpdate({
  inputs: { weights, gradient, speed, learningRate, momentum, weightDecay },
  attrs,
  backend,
}: KernelArguments<'SgdUpdate'>): TensorInfo[] {
  const size = weights.shape[0] as number;
  const vector = vectorFor(size);
  return run(backend, {
    name: 'SgdUpdate',
    inputs: {
      weights: [weights, vector],
      gradient: [gradient, vector],
      speed: [speed, vector],
      learningRate: [learningRate, 'f32'],
      momentum: [momentum, 'f32'],
      weightDecay: [weightDecay, 'f32'],
    },
    outputs: { nextWeights: [weights.shape, vector], nextSpeed: [speed.shape, vector] },
    size: { threads: size / widthOf(vector) },
    body: `
      let slope = gradient[thread] + weights[thread] * weightDecay[0];
      let newSpeed = speed[thread] * momentum[0] + slope;
      let step = ${attrs.nesterov ? 'slope + newSpeed * momentum[0]' : 'newSpeed'};
      nextWeights[thread] = weights[thread] - step * learningRate[0];
      nextSpeed[thread] = newSpeed;`,
  });
}
