import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { asCandidates } from '../../parts/losses/loss';
import { rowRank } from '../../parts/selections/shared/rank';
import { untaped } from '../../parts/untaped';
import { tf } from '../tf';
import type { Batch } from './batch';
import { fusedHead } from './fusedHead';
import type { LiveKnobs } from './liveKnobs';
import type { Plan } from './plan';
import {
  type Chosen,
  choose,
  type Encoded,
  type Kept,
  meet,
  rowsOf,
  squaredDistances,
} from './rows';

/** The batch as a lane saw it at a step: constants. */
export interface Seen extends Chosen {
  /** [N, d], before and after it was brought to unit length, and [C, d]. */
  readonly raw: Tensor2D;
  readonly embeddings: Tensor2D;
  readonly candidates: Tensor2D;
  readonly similarity: Tensor2D;
  /** 1 where the candidate may be a negative before any guard, [N, C]. */
  readonly eligible: Tensor2D;
  readonly sameClass: Tensor2D;
  /** Steps since each candidate behind the batch was encoded, [C - N]; missing: all are fresh. */
  readonly age?: Tensor1D;
  /** The training item each candidate behind the batch shows, -1 if none, [C - N]. */
  readonly items?: Tensor1D;
}

/** Everything between embeddings and weights' gradient. */
export interface Head {
  /** The loss, on the tape. */
  readonly loss: Scalar;
  readonly seen: Seen;
  /** Active share, hardness and false share of the chosen negatives, [3]; 0 where none was chosen. */
  readonly shares: Tensor1D;
  /** What the selection keeps after the step, in its order; constants. */
  readonly counted: readonly Scalar[];
  /** Time spent choosing; only true where the backend computes at once. */
  readonly choosingMs: number;
}

/** Similarity, guard, selection, loss and its shares: by shaders of our own where there are any. */
export const head = (
  plan: Plan,
  encoded: Encoded,
  batch: Batch,
  kept: Kept,
  knobs: LiveKnobs,
): Head =>
  fusedHead(plan, encoded, batch, knobs) ?? composedHead(plan, encoded, batch, kept, knobs);

/** A head composed of the parts' own ops. */
export function composedHead(
  plan: Plan,
  encoded: Encoded,
  batch: Batch,
  kept: Kept,
  knobs: LiveKnobs,
): Head {
  const met = meet(plan, encoded, batch, kept, knobs);
  const before = performance.now();
  const { choice, ...chosen } = choose(plan, met, encoded, batch, kept, knobs);
  const choosingMs = performance.now() - before;
  const distance = () => squaredDistances(encoded.unit, met.candidates);
  const rows = rowsOf(plan, { ...met, raw: encoded.raw }, distance, chosen, knobs);
  const loss = plan.loss.value(tf, rows, knobs.all);
  const seen = untaped(tf, () => ({
    ...chosen,
    raw: tf.clone(encoded.raw),
    embeddings: tf.clone(encoded.unit),
    candidates: tf.clone(met.candidates),
    similarity: tf.clone(met.similarity),
    eligible: tf.clone(met.eligible),
    sameClass: tf.clone(met.sameClass),
    ...(met.others?.age && { age: tf.clone(met.others.age) }),
    ...(met.others && { items: tf.clone(met.others.items) }),
  }));
  return untaped(tf, () => {
    const shares = sharesOf(seen, plan.loss.active(tf, rows, knobs.all));
    const share = (i: number) => tf.reshape(tf.slice(shares, [i], [1]), []) as Scalar;
    const achieved = () => ({ activeShare: share(0), hardness: share(1) });
    const next = plan.selection.next?.(tf, choice, achieved(), knobs.all) ?? {};
    const counted = plan.counted.map((name) => tf.clone(next[name] as Scalar));
    return { loss, seen, shares, counted, choosingMs };
  });
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
