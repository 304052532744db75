import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import { tf } from '../../src/engine/tf';
import { optimizers } from '../../src/parts/optimizers';
import type { Optimizer } from '../../src/parts/optimizers/optimizer';
import type { Answer } from './compare';
import { type GoldenCase, numbersOf, parameter, word } from './format';
import { knobTensors } from './rows';

/** A function of the weights and its slope, in float64. */
interface Problem {
  value(w: readonly number[]): number;
  slope(w: readonly number[]): number[];
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

/** f(w) = 1/2 w'Aw - b'w. */
function quadratic(matrix: readonly number[], b: readonly number[]): Problem {
  const d = b.length;
  const times = (w: readonly number[]) => b.map((_, i) => dot(matrix.slice(i * d, (i + 1) * d), w));
  return {
    value: (w) => 0.5 * dot(w, times(w)) - dot(b, w),
    slope: (w) => times(w).map((value, i) => value - (b[i] as number)),
  };
}

/** f(w) = mean softplus(-y x.w) + 0.005 |w|^2. */
function logistic(items: readonly number[], y: readonly number[]): Problem {
  const d = items.length / y.length;
  const row = (i: number) => items.slice(i * d, (i + 1) * d);
  const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  const mean = (term: (sign: number, x: readonly number[]) => number) =>
    y.reduce((sum, sign, i) => sum + term(sign, row(i)), 0) / y.length;
  return {
    value: (w) => mean((sign, x) => softplus(-sign * dot(x, w))) + 0.005 * dot(w, w),
    slope: (w) =>
      w.map(
        (own, i) =>
          mean((sign, x) => (-sign * (x[i] as number)) / (1 + Math.exp(sign * dot(x, w)))) +
          0.01 * own,
      ),
  };
}

function problemOf({ inputs }: GoldenCase): Problem {
  const input = (name: string) => numbersOf(inputs[name], `inputs.${name}`);
  return 'A' in inputs ? quadratic(input('A'), input('b')) : logistic(input('X'), input('y'));
}

/** Adam on the problem of the case. */
export const adam = (one: GoldenCase): Promise<Answer[]> =>
  descend(one, optimizers.adam, {
    learningRate: parameter(one, 'lr'),
    beta1: parameter(one, 'beta1'),
    beta2: parameter(one, 'beta2'),
    epsilon: parameter(one, 'eps'),
    weightDecay: parameter(one, 'coupled_weight_decay', 0),
  });

/** Gradient descent with momentum, Nesterov's or plain, on the problem of the case. */
export const sgd = (one: GoldenCase): Promise<Answer[]> =>
  descend(one, optimizers.sgd, {
    learningRate: parameter(one, 'lr'),
    momentum: parameter(one, 'momentum', 0),
    lookAhead: one.params.nesterov === true ? 'nesterov' : 'off',
    weightDecay: parameter(one, 'weight_decay', 0),
  });

/** AdamW on the problem of the case. */
export const adamW = (one: GoldenCase): Promise<Answer[]> =>
  descend(one, optimizers.adamW, {
    learningRate: parameter(one, 'lr'),
    beta1: parameter(one, 'beta1'),
    beta2: parameter(one, 'beta2'),
    epsilon: parameter(one, 'eps'),
    weightDecay: parameter(one, 'weight_decay'),
  });

/**
 * LARS on the problem of the case, all of whose weights are one array. Lightly's does not scale at
 * all where there is no decay: that is gradient descent with momentum.
 */
export function lars(one: GoldenCase): Promise<Answer[]> {
  const variant = word(one, 'variant', ['vicreg', 'lightly']);
  const weightDecay = parameter(one, 'weight_decay');
  if (variant === 'lightly' && weightDecay === 0) return sgd(one);
  return descend(one, optimizers.lars, {
    learningRate: parameter(one, 'lr'),
    momentum: parameter(one, 'momentum'),
    trustCoefficient: parameter(one, variant === 'vicreg' ? 'eta' : 'trust_coefficient'),
    weightDecay,
    trustRatio: variant === 'vicreg' ? 'together' : 'apart',
    biases: 'scaled',
  });
}

async function descend(
  one: GoldenCase,
  optimizer: Optimizer,
  values: Readonly<Record<string, number | string>>,
): Promise<Answer[]> {
  const problem = problemOf(one);
  const start = numbersOf(one.inputs.w0, 'inputs.w0');
  const steps = numbersOf(one.expected.loss_before_each_step, 'loss_before_each_step').length;
  const knobs = knobTensors(optimizer, values);
  let state = {
    weights: tf.tensor1d(start),
    slots: Array.from({ length: optimizer.slots }, () => tf.zeros([start.length]) as Tensor1D),
    scalars: Array.from({ length: optimizer.scalars }, () => tf.scalar(1) as Scalar),
  } as ReturnType<Optimizer['update']>;
  const answers: Answer[] = [];
  const descent: number[] = [];
  for (let step = 0; step <= steps; step++) {
    const weights = [...(await state.weights.data())];
    answers.push({ key: `w_after_${step}`, got: weights, rule: 'value' });
    descent.push(problem.value(weights));
    const gradient = tf.tensor1d(problem.slope(weights));
    state = optimizer.update(tf, state.weights, gradient, state, knobs, [state.weights]);
  }
  return [
    ...answers,
    { key: 'loss_before_each_step', got: descent.slice(0, steps), rule: 'value' },
    { key: 'final_loss', got: descent.slice(steps), rule: 'value' },
  ];
}
