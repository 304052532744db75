import type { Scalar, Tensor, Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';
import { asCandidates } from '../../parts/losses/loss';
import { rowRank } from '../../parts/selections/shared/rank';
import { untaped } from '../../parts/untaped';
import { tf } from '../tf';
import type { Batch } from './batch';
import { fusedHead } from './fusedHead';
import type { LiveKnobs } from './liveKnobs';
import type { Plan } from './plan';
import { choose, type Encoded, type Kept, meet, rowsOf, squaredDistances } from './rows';
import type { Head, Seen } from './seen';

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
