import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { asCandidates } from '../parts/losses/loss';
import { rowRank } from '../parts/selections/rank';
import { untaped } from '../parts/untaped';
import { tf } from './backends/tf';
import type { Batch } from './batch';
import { fusedHead } from './fusedHead';
import type { KnobTensors, Plan } from './plan';
import { choose, compare, rowsOf, squaredDistances } from './rows';

/** The batch as a lane saw it at a step: constants. */
export interface Seen {
  /** [N, d] and [C, d]. */
  readonly embeddings: Tensor2D;
  readonly candidates: Tensor2D;
  readonly similarity: Tensor2D;
  /** How strongly each negative acts, [N, Q, C]. */
  readonly weights: Tensor3D;
  /** Candidates that the guard let through, [N, C]. */
  readonly allowed: Tensor2D;
  /** Rows that are used, [N, Q]. */
  readonly valid: Tensor2D;
  readonly sameClass: Tensor2D;
}

/** Everything between embeddings and weights' gradient. */
export interface Head {
  /** The loss, on the tape. */
  readonly loss: Scalar;
  readonly seen: Seen;
  /** Active share, hardness and false share of the chosen negatives, [3]; 0 where none was chosen. */
  readonly shares: Tensor1D;
  /** Time spent choosing; only true where the backend computes at once. */
  readonly choosingMs: number;
}

/** Similarity, guard, selection, loss and its shares: by shaders of our own where there are any. */
export const head = (plan: Plan, embeddings: Tensor2D, batch: Batch, knobs: KnobTensors): Head =>
  fusedHead(plan, embeddings, batch, knobs) ?? composedHead(plan, embeddings, batch, knobs);

/** A head composed of the parts' own ops. */
export function composedHead(
  plan: Plan,
  embeddings: Tensor2D,
  batch: Batch,
  knobs: KnobTensors,
): Head {
  const { candidates, similarity } = compare(plan, embeddings, knobs);
  const before = performance.now();
  const chosen = choose(plan, similarity, batch.sameClass, batch.uniform, knobs);
  const choosingMs = performance.now() - before;
  const distance = () => squaredDistances(embeddings, candidates);
  const rows = rowsOf(plan, similarity, distance, chosen);
  const loss = plan.loss.value(tf, rows, knobs.all);
  const seen = untaped(tf, () => ({
    ...chosen,
    embeddings: tf.clone(embeddings),
    candidates: tf.clone(candidates),
    similarity: tf.clone(similarity),
    sameClass: tf.clone(batch.sameClass),
  }));
  const shares = untaped(tf, () => sharesOf(seen, plan.loss.active(tf, rows, knobs.all)));
  return { loss, seen, shares, choosingMs };
}

function sharesOf(seen: Seen, active: Tensor3D): Tensor1D {
  const share = (part: Tensor, whole: Tensor) =>
    tf.div(tf.sum(part), tf.maximum(tf.sum(whole), 1e-6)) as Scalar;
  const chosen = tf.step(seen.weights);
  return tf.stack([
    share(active, chosen),
    share(tf.mul(hardnessOf(seen), chosen), chosen),
    share(tf.mul(asCandidates(tf, seen.sameClass), seen.weights), seen.weights),
  ]) as Tensor1D;
}

/** Of each candidate among those allowed: 1 is the most similar, 0 the least, [N, 1, C]. */
function hardnessOf({ similarity, allowed }: Seen): Tensor3D {
  const mask = asCandidates(tf, allowed);
  const masked = tf.add(tf.mul(asCandidates(tf, similarity), mask), tf.mul(tf.sub(1, mask), -1e9));
  const others = tf.maximum(tf.sub(tf.sum(mask, 2, true), 1), 1);
  return tf.sub(1, tf.div(rowRank(tf, masked as Tensor3D), others)) as Tensor3D;
}
