import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelArguments, run, vectorFor, widthOf } from './program';

const LIVE = ['learningRate', 'beta1', 'beta2', 'epsilon', 'weightDecay'] as const;

/** What the gathered buffer holds; the powers in it are the new ones. */
const KNOBS = [...LIVE, 'power1', 'power2'] as const;

/**
 * `AdamUpdate`: one step of Adam on all weights end to end, [weights]; gives new weights, mean,
 * square, power1 and power2, and leaves the old ones as they are. Knobs and powers are scalars on
 * the device, so nothing of it depends on a number of the host.
 *
 * A shader may bind eight buffers. So the five knobs and two powers are first gathered into one,
 * then a dispatch over the weights reads five buffers and writes three; the new powers come with
 * the gathering where ten buffers may be bound, else by a dispatch of their own. Two dispatches or
 * three.
 */
export function adamUpdate({ inputs, backend }: KernelArguments<'AdamUpdate'>): TensorInfo[] {
  const { weights, gradient, mean, square, power1, power2 } = inputs;
  const scalar = (tensor: TensorInfo) => [tensor, 'f32'] as const;
  const newPowers = { nextPower1: [[], 'f32'], nextPower2: [[], 'f32'] } as const;
  const atOnce = backend.device.limits.maxStorageBuffersPerShaderStage >= 10;

  const [knobs, ...powers] = run(backend, {
    name: 'AdamKnobs',
    inputs: {
      learningRate: scalar(inputs.learningRate),
      beta1: scalar(inputs.beta1),
      beta2: scalar(inputs.beta2),
      epsilon: scalar(inputs.epsilon),
      weightDecay: scalar(inputs.weightDecay),
      power1: scalar(power1),
      power2: scalar(power2),
    },
    outputs: { knobs: [[KNOBS.length], 'f32'], ...(atOnce && newPowers) },
    size: { threads: 1 },
    body: `
      let next1 = power1[0] * beta1[0];
      let next2 = power2[0] * beta2[0];
      ${[...LIVE.map((name) => `${name}[0]`), 'next1', 'next2'].map((value, i) => `knobs[${i}] = ${value};`).join(' ')}
      ${atOnce ? 'nextPower1[0] = next1; nextPower2[0] = next2;' : ''}`,
  }) as [TensorInfo, ...TensorInfo[]];
  if (!atOnce)
    powers.push(
      ...run(backend, {
        name: 'AdamPowers',
        inputs: { knobs: scalar(knobs) },
        outputs: newPowers,
        size: { threads: 1 },
        body: 'nextPower1[0] = knobs[5]; nextPower2[0] = knobs[6];',
      }),
    );

  const size = weights.shape[0] as number;
  const vector = vectorFor(size);
  const updated = run(backend, {
    name: 'AdamUpdate',
    inputs: {
      weights: [weights, vector],
      gradient: [gradient, vector],
      mean: [mean, vector],
      square: [square, vector],
      knobs: scalar(knobs),
    },
    outputs: {
      nextWeights: [weights.shape, vector],
      nextMean: [mean.shape, vector],
      nextSquare: [square.shape, vector],
    },
    size: { threads: size / widthOf(vector) },
    body: `
      ${KNOBS.map((name, i) => `let ${name} = knobs[${i}];`).join(' ')}
      let slope = gradient[thread] + weights[thread] * weightDecay;
      let newMean = mean[thread] + (slope - mean[thread]) * (1.0 - beta1);
      let newSquare = square[thread] + (slope * slope - square[thread]) * (1.0 - beta2);
      let root = sqrt(newSquare / (1.0 - power2));
      let step = newMean / (1.0 - power1) / (root + epsilon);
      nextWeights[thread] = weights[thread] - step * learningRate;
      nextMean[thread] = newMean;
      nextSquare[thread] = newSquare;`,
  });
  backend.disposeData(knobs.dataId);
  return [...updated, ...powers];
}
