import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { normalised } from '../parts/encoders/encoder';
import { asCandidates } from '../parts/losses/loss';
import type { OptimizerState } from '../parts/optimizers/optimizer';
import { rowRank } from '../parts/selections/rank';
import { untaped } from '../parts/untaped';
import { tf } from './backends/tf';
import type { Batch } from './batch';
import type { KnobTensors, Plan } from './plan';
import { type Chosen, choose, compare, rowsOf, squaredDistances } from './rows';
import { tidied } from './tidied';

/** What a lane carries from step to step: everything else is fixed or measured. */
export interface LaneState extends OptimizerState {
  /** All weights of the encoder end to end, [weights]. */
  readonly weights: Tensor1D;
}

/** The batch as the lane saw it at its last step. */
export interface Seen {
  /** [N, d] and [C, d]. */
  readonly embeddings: Tensor2D;
  readonly candidates: Tensor2D;
  readonly similarity: Tensor2D;
  readonly weights: Tensor3D;
  readonly allowed: Tensor2D;
  readonly valid: Tensor2D;
  readonly sameClass: Tensor2D;
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
export function separated(plan: Plan, weights: Tensor1D): Tensor[] {
  let start = 0;
  return plan.weights.map(({ shape }) => {
    const size = shape.reduce((product, one) => product * one, 1);
    const own = tf.reshape(tf.slice(weights, [start], [size]), [...shape]);
    start += size;
    return own;
  });
}

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
  let choosingMs = 0;
  const { next, measured, seen } = tidied(() => {
    const kept: { seen?: Seen; chosen?: Chosen } = {};
    const { value, grads } = tf.valueAndGrads((...weights: Tensor[]) => {
      const embeddings = embed(plan, batch.items, weights);
      const { candidates, similarity } = compare(plan, embeddings, knobs);
      const before = performance.now();
      const chosen = choose(plan, similarity, batch.sameClass, batch.uniform, knobs);
      choosingMs = performance.now() - before;
      // Outlive the tape's own tidy: they are measured after the gradient.
      kept.chosen = {
        weights: tf.keep(chosen.weights),
        allowed: tf.keep(chosen.allowed),
        valid: tf.keep(chosen.valid),
      };
      kept.seen = untaped(tf, () => ({
        ...(kept.chosen as Chosen),
        similarity: tf.keep(tf.clone(similarity)),
        embeddings: tf.keep(tf.clone(embeddings)),
        candidates: tf.keep(tf.clone(candidates)),
        sameClass: tf.keep(tf.clone(batch.sameClass)),
      }));
      return plan.loss.value(
        tf,
        rowsOf(plan, similarity, () => squaredDistances(embeddings, candidates), chosen),
        knobs.all,
      );
    })(separated(plan, state.weights));
    const seen = kept.seen as Seen;
    const gradient = tf.concat(grads.map((grad) => tf.reshape(grad, [-1]))) as Tensor1D;
    return {
      next: plan.optimizer.update(tf, state.weights, gradient, state, knobs.all),
      measured: measure(plan, value as Scalar, gradient, seen, batch.sameClass, knobs),
      seen,
    };
  });
  const { weights, slots, scalars } = next;
  return { state: { weights, slots, scalars }, measured, seen, choosingMs };
}

/** The measures of one step, [5]; what does not exist counts as 0. */
function measure(
  plan: Plan,
  loss: Scalar,
  gradient: Tensor1D,
  seen: Seen,
  sameClass: Tensor2D,
  knobs: KnobTensors,
): Tensor1D {
  const distance = () => squaredDistances(seen.embeddings, seen.candidates);
  const rows = rowsOf(plan, seen.similarity, distance, seen);
  const share = (part: Tensor, whole: Tensor) =>
    tf.div(tf.sum(part), tf.maximum(tf.sum(whole), 1e-6)) as Scalar;
  const chosen = tf.step(seen.weights);
  const allowed = asCandidates(tf, seen.allowed);
  const masked = tf.add(
    tf.mul(asCandidates(tf, seen.similarity), allowed),
    tf.mul(tf.sub(1, allowed), -1e9),
  ) as Tensor3D;
  const others = tf.maximum(tf.sub(tf.sum(allowed, 2, true), 1), 1);
  const hardness = tf.sub(1, tf.div(rowRank(tf, masked), others));
  return tf.stack([
    loss,
    share(plan.loss.active(tf, rows, knobs.all), chosen),
    share(tf.mul(hardness, chosen), chosen),
    share(tf.mul(asCandidates(tf, sameClass), seen.weights), seen.weights),
    tf.sqrt(tf.sum(tf.square(gradient))) as Scalar,
  ]) as Tensor1D;
}
