import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import type { Knobs, KnobTensors, Part, Tf } from '../part';

/** All weights of an encoder end to end, or something of the same length. */
export interface OptimizerState {
  /** What the optimizer remembers of each weight, zeros at the start, each [weights]. */
  readonly slots: readonly Tensor1D[];
  /** What it remembers of the run, ones at the start. */
  readonly scalars: readonly Scalar[];
}

/** Turns a gradient into new weights. */
export interface Optimizer<K extends Knobs = Knobs> extends Part<K> {
  /** Arrays and numbers it keeps. */
  readonly slots: number;
  readonly scalars: number;
  /** Weights and state after one step, [weights] each. */
  update(
    tf: Tf,
    weights: Tensor1D,
    gradient: Tensor1D,
    state: OptimizerState,
    knobs: KnobTensors<K>,
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
