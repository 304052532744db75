import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { normalised } from '../parts/encoders/encoder';
import type { OptimizerState } from '../parts/optimizers/optimizer';
import { joined, normOf, pieces } from './arena';
import { tf } from './backends/tf';
import type { Batch } from './batch';
import { type Head, head, type Seen } from './head';
import type { KnobTensors, Plan } from './plan';
import { tidied } from './tidied';

/** What a lane carries from step to step: everything else is fixed or measured. */
export interface LaneState extends OptimizerState {
  /** All weights of the encoder end to end, [weights]. */
  readonly weights: Tensor1D;
}

export interface StepResult {
  readonly state: LaneState;
  /** Loss, active share, hardness, false share, gradient norm: [5]. */
  readonly measured: Tensor1D;
  readonly seen: Seen;
  /** Time spent choosing; only true where the backend computes at once. */
  readonly choosingMs: number;
}

/** Embeddings of unit length, [N, d], from items and all weights end to end or one by one. */
export function embed(plan: Plan, items: Tensor, weights: readonly Tensor[]): Tensor2D {
  return normalised(tf, plan.encoder.embed(tf, items, weights, plan.fixed as never));
}

/** The weight arrays of the encoder, cut out of all weights end to end. */
export const separated = (plan: Plan, weights: Tensor1D): Tensor[] =>
  pieces(
    weights,
    plan.weights.map(({ shape }) => shape),
  );

/**
 * One step of training: a pure function of the state, the batch and the knobs, all tensors; shapes
 * come from the plan, and no number of the host matters inside. The caller disposes what it gets.
 */
export function trainStep(
  plan: Plan,
  state: LaneState,
  batch: Batch,
  knobs: KnobTensors,
): StepResult {
  const heads: Head[] = [];
  const { next, measured } = tidied(() => {
    const { value, grads } = tf.valueAndGrads((...weights: Tensor[]) => {
      const made = head(plan, embed(plan, batch.items, weights), batch, knobs);
      // These outlive the tape's own tidy.
      for (const tensor of [...Object.values(made.seen), made.shares]) tf.keep(tensor as Tensor);
      heads.push(made);
      return made.loss;
    })(separated(plan, state.weights));
    const { shares } = heads[0] as Head;
    const gradient = joined(grads);
    const norm = normOf(gradient);
    return {
      next: plan.optimizer.update(tf, state.weights, gradient, state, knobs.all),
      measured: tf.concat([tf.reshape(value, [1]), shares, tf.reshape(norm, [1])]) as Tensor1D,
    };
  });
  const { seen, shares, choosingMs } = heads[0] as Head;
  shares.dispose();
  const { weights, slots, scalars } = next;
  return { state: { weights, slots, scalars }, measured, seen, choosingMs };
}
