import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import type { Knobs, KnobTensors, Part, Tf } from '../part';

/** All weights of an encoder end to end, or something of the same length. */
export interface OptimizerState {
  /** What the optimizer remembers of each weight, zeros at the start, each [weights]. */
  readonly slots: readonly Tensor1D[];
  /** What it remembers of the run, ones at the start. */
  readonly scalars: readonly Scalar[];
}

/** One array of weights within all of them; one of a single dimension is a bias. */
export interface WeightArray {
  readonly shape: readonly number[];
}

/** Turns a gradient into new weights. */
export interface Optimizer<K extends Knobs = Knobs> extends Part<K> {
  /** Arrays and numbers it keeps. */
  readonly slots: number;
  readonly scalars: number;
  /** Weights and state after one step, [weights] each. `arrays` lie in them one after the other. */
  update(
    tf: Tf,
    weights: Tensor1D,
    gradient: Tensor1D,
    state: OptimizerState,
    knobs: KnobTensors<K>,
    arrays: readonly WeightArray[],
  ): OptimizerState & { readonly weights: Tensor1D };
}

/** Gives an optimizer its exact knob names. */
export const defineOptimizer = <const K extends Knobs>(optimizer: Optimizer<K>): Optimizer<K> =>
  optimizer;

/** The knob every optimizer has. */
export const learningRate = (value: number) =>
  ({
    kind: 'number',
    label: 'Learning rate',
    hint: 'Length of a step. Too large and the loss jumps or collapses; too small and nothing moves.',
    min: 0.00001,
    max: 1,
    step: 0.00001,
    default: value,
    scale: 'log',
  }) as const;

/** How much of the last step goes on in the next. */
export const momentum = {
  kind: 'number',
  label: 'Momentum',
  hint: 'Share of the last step carried into the next.',
  min: 0,
  max: 0.99,
  step: 0.01,
  default: 0.9,
} as const;

/** Adds weight * decay to the gradient: a pull of every weight towards 0. */
export const weightDecay = {
  kind: 'number',
  label: 'Weight decay',
  hint: 'Pulls every weight towards zero, added to its gradient.',
  min: 0,
  max: 0.1,
  step: 0.0001,
  default: 0,
} as const;
