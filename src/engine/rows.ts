import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { asRows, type Rows } from '../parts/losses/loss';
import { highest } from '../parts/selections/rank';
import { untaped } from '../parts/untaped';
import { tf } from './backends/tf';
import type { KnobTensors, Plan } from './plan';

/** What was chosen for a batch: constants to the loss. */
export interface Chosen {
  /** How strongly each negative acts, [N, Q, C]. */
  readonly weights: Tensor3D;
  /** Candidates that the guard let through, [N, C]. */
  readonly allowed: Tensor2D;
  /** Rows that are used, [N, Q]. */
  readonly valid: Tensor2D;
}

/** The candidates of a batch, and the cosine of every anchor to each, [N, C]. */
export function compare(plan: Plan, batch: Tensor2D, knobs: KnobTensors) {
  const candidates = plan.source.candidates(tf, batch, knobs.all);
  return { candidates, similarity: tf.matMul(batch, candidates, false, true) as Tensor2D };
}

/** Picks each anchor's positives out of an [N, C] matrix, [N, Q]. */
export const positiveOf =
  (plan: Plan) =>
  (matrix: Tensor2D): Tensor2D => {
    const own = matrix.shape[1] === plan.n ? matrix : tf.slice(matrix, [0, 0], [plan.n, plan.n]);
    return tf.sum(tf.mul(tf.reshape(own, [plan.n, 1, plan.n]), plan.positiveTable), 2) as Tensor2D;
  };

/** Guard, then selection, outside the gradient. Call within tidy. */
export function choose(
  plan: Plan,
  similarity: Tensor2D,
  sameClass: Tensor2D,
  uniform: (shape: readonly number[]) => Tensor,
  knobs: KnobTensors,
): Chosen {
  return untaped(tf, () => {
    const positiveSimilarity = positiveOf(plan)(similarity);
    const allowed = plan.guard.allowed(tf, { eligible: plan.eligible, sameClass }, knobs.all);
    const valid = plan.hardestPositive
      ? (tf.reshape(
          highest(
            tf,
            tf.reshape(tf.neg(positiveSimilarity), [plan.n, 1, plan.layout.q]),
            tf.reshape(plan.valid, [plan.n, 1, plan.layout.q]),
            tf.scalar(1),
          ),
          [plan.n, plan.layout.q],
        ) as Tensor2D)
      : tf.clone(plan.valid);
    const choice = { similarity, positiveSimilarity, eligible: allowed, uniform };
    const selected = plan.selection.weights(tf, choice, knobs.all);
    return {
      weights: tf.mul(selected, asRows(tf, valid)) as Tensor3D,
      allowed: tf.clone(allowed),
      valid,
    };
  });
}

/** What the loss reads, from embeddings that may be on the tape. */
export function rowsOf(
  plan: Plan,
  similarity: Tensor2D,
  squaredDistance: () => Tensor2D,
  chosen: Chosen,
): Rows {
  return {
    similarity,
    squaredDistance,
    positive: positiveOf(plan),
    valid: chosen.valid,
    weights: chosen.weights,
  };
}

/**
 * Squared distances of rows, [N, C], from direct differences: the shorter form 2 - 2 cos loses
 * every digit near collapse, where the gradient matters most.
 */
export const squaredDistances = (anchors: Tensor2D, candidates: Tensor2D): Tensor2D =>
  tf.sum(
    tf.square(
      tf.sub(
        tf.reshape(anchors, [anchors.shape[0], 1, anchors.shape[1]]),
        tf.reshape(candidates, [1, candidates.shape[0], candidates.shape[1]]),
      ),
    ),
    2,
  );
