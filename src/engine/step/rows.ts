import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { asCandidates, asRows, type Rows } from '../../parts/losses/loss';
import type { Choice } from '../../parts/selections/selection';
import { highest } from '../../parts/selections/shared/rank';
import { equals } from '../../parts/sources/shared/known';
import type { Context, Drawn, Others } from '../../parts/sources/source';
import { untaped } from '../../parts/untaped';
import { tf } from '../tf';
import type { Batch } from './batch';
import type { LiveKnobs } from './liveKnobs';
import type { Plan } from './plan';

/** A batch through the encoders of a lane. */
export interface Encoded {
  /** [N, d], before and after it was brought to unit length; may be on the tape. */
  readonly raw: Tensor2D;
  readonly unit: Tensor2D;
  /** The same rows through the momentum encoder, unit length, [N, d]; null: there is none. */
  readonly keys: Tensor2D | null;
  /** Items the source named, unit length, [M, d], and which they are, [M]; null: it names none. */
  readonly mined: Tensor2D | null;
  readonly minedItems: Tensor1D | null;
  /** The batch's rows as the guard's teacher sees them, unit length, [N, d]; missing: it has none. */
  readonly taught?: Tensor2D;
}

/** What parts keep from step to step, in the order of the plan. */
export interface Kept {
  readonly source: readonly Tensor[];
  readonly selection: readonly Scalar[];
  /** Weights of the guard's teacher, and how it sees every item, [T + H, d]; missing: it has none. */
  readonly guard?: readonly Tensor[];
}

/** Anchors against everything they may meet. N anchors, C candidates of which the batch is first. */
export interface Met {
  /** [C, d] and [N, C]; on the tape where the embeddings are. */
  readonly candidates: Tensor2D;
  readonly similarity: Tensor2D;
  /** 1 where anchor and candidate truly share a class, [N, C]. */
  readonly sameClass: Tensor2D;
  /** 1 where the candidate may be a negative before any guard, [N, C]. */
  readonly eligible: Tensor2D;
  /** The candidates that follow the batch; null: none do. */
  readonly others: Others | null;
}

/** What was chosen for a batch: constants to the loss. Q counts attracted positives too. */
export interface Chosen {
  /** How strongly each negative acts, [N, Q, C]. */
  readonly weights: Tensor3D;
  /** Candidates that the guard let through, [N, C]. */
  readonly allowed: Tensor2D;
  /** Rows that are used, [N, Q]. */
  readonly valid: Tensor2D;
  /** Candidates the guard turned into positives, [N, F, C]; missing: it never does. */
  readonly attracted?: Tensor3D;
}

/** What a source sees of a batch before it is encoded. */
export const contextOf = (plan: Plan, batch: Batch, kept: Kept): Context => ({
  classes: batch.classes,
  items: batch.rows,
  classOfItem: plan.classOfItem,
  eligible: plan.eligible,
  positive: positiveOf(plan),
  isQuery: plan.isQuery,
  state: kept.source,
  get step() {
    return batch.step();
  },
  uniform: (shape) => batch.uniform('source', shape),
});

/** What a source sees of a batch that was encoded. */
export const drawnOf = (
  plan: Plan,
  { unit, keys, mined, minedItems }: Omit<Encoded, 'raw'>,
  batch: Batch,
  kept: Kept,
): Drawn => {
  const context = contextOf(plan, batch, kept);
  return Object.defineProperties(
    { batch: unit, keys, mined, minedItems },
    Object.getOwnPropertyDescriptors(context),
  ) as Drawn;
};

/** The candidates of a batch, and every anchor against each. */
export function meet(
  plan: Plan,
  encoded: Encoded,
  batch: Batch,
  kept: Kept,
  knobs: LiveKnobs,
): Met {
  const { source } = plan;
  const own = source.keys ? (encoded.keys as Tensor2D) : encoded.unit;
  const others = source.others?.(tf, drawnOf(plan, encoded, batch, kept), knobs.all) ?? null;
  const candidates = others ? (tf.concat([own, others.rows]) as Tensor2D) : own;
  const similarity = tf.matMul(encoded.unit, candidates, false, true) as Tensor2D;
  const { sameClass, eligible } = untaped(tf, () => {
    const batchActs = source.batchActs ? plan.eligible : tf.zerosLike(plan.eligible);
    if (!others) return { sameClass: batch.sameClass, eligible: batchActs };
    const same = equals(tf, batch.classes, others.classes);
    const known = plan.positives.byLabel
      ? same
      : equals(tf, groupsOf(plan, batch.rows, -1), groupsOf(plan, others.items, -2));
    const open = tf.mul(tf.mul(others.exists, plan.asks), tf.sub(1, known)) as Tensor2D;
    return {
      sameClass: tf.concat([batch.sameClass, same], 1) as Tensor2D,
      eligible: tf.concat([batchActs, open], 1) as Tensor2D,
    };
  });
  return { candidates, similarity, sameClass, eligible, others };
}

/** The group of each item, `stranger` where it is no training item, [items]. */
function groupsOf({ groupOfItem }: Plan, items: Tensor1D, stranger: number): Tensor1D {
  const known = tf.step(tf.add(tf.cast(items, 'float32'), 1));
  const group = tf.gather(groupOfItem, tf.cast(tf.maximum(items, 0), 'int32'));
  return tf.add(tf.mul(group, known), tf.mul(tf.sub(1, known), stranger)) as Tensor1D;
}

/** Picks each anchor's own positives out of an [N, C] matrix, [N, Q]. */
export const positiveOf =
  (plan: Plan) =>
  (matrix: Tensor2D): Tensor2D => {
    const own = matrix.shape[1] === plan.n ? matrix : tf.slice(matrix, [0, 0], [plan.n, plan.n]);
    return tf.sum(tf.mul(tf.reshape(own, [plan.n, 1, plan.n]), plan.positiveTable), 2) as Tensor2D;
  };

/** The same with the candidates that a guard turned into positives behind them. */
export const positiveWith =
  (plan: Plan, attracted: Tensor3D | undefined) =>
  (matrix: Tensor2D): Tensor2D => {
    const own = positiveOf(plan)(matrix);
    if (!attracted) return own;
    const more = tf.sum(tf.mul(asCandidates(tf, matrix), attracted), 2) as Tensor2D;
    return tf.concat([own, more], 1) as Tensor2D;
  };

/** Positives that count, [N, Q]: all there are, or only the least similar one of each anchor. */
function usedPositives(plan: Plan, positiveSimilarity: Tensor2D): Tensor2D {
  if (!plan.hardestPositive) return tf.clone(plan.valid);
  const { n } = plan;
  const { q } = plan.layout;
  const lowest = tf.reshape(tf.neg(positiveSimilarity), [n, 1, q]) as Tensor3D;
  const exist = tf.reshape(plan.valid, [n, 1, q]) as Tensor3D;
  return tf.reshape(highest(tf, lowest, exist, tf.scalar(1)), [n, q]);
}

/** Below every cosine: of what a teacher can't judge. */
const UNJUDGED = -2;

/**
 * Cosines as a teacher sees them: among the rows of the batch, [N, d], and to the items, by how it
 * sees all of them, [T + H, d], that the other candidates show.
 */
function taughtGuide(plan: Plan, { others }: Met, taught: Tensor2D, index: Tensor2D) {
  const own = tf.matMul(taught, taught, false, true) as Tensor2D;
  const positiveSimilarity = positiveOf(plan)(own);
  if (!others) return { similarity: own, positiveSimilarity };
  const items = tf.cast(others.items, 'float32');
  const seen = tf.gather(index, tf.cast(tf.relu(items), 'int32')) as Tensor2D;
  const isItem = tf.reshape(tf.step(tf.add(items, 0.5)), [1, items.size]);
  const toOthers = tf.add(
    tf.mul(tf.matMul(taught, seen, false, true), isItem),
    tf.mul(tf.sub(1, isItem), UNJUDGED),
  );
  return { similarity: tf.concat([own, toOthers], 1) as Tensor2D, positiveSimilarity };
}

/** Guard, then selection, outside the gradient; `choice` is what the selection saw. */
export function choose(
  plan: Plan,
  met: Met,
  encoded: Encoded,
  batch: Batch,
  kept: Kept,
  knobs: LiveKnobs,
): Chosen & { readonly choice: Choice } {
  return untaped(tf, () => {
    const { similarity, eligible, sameClass } = met;
    const positiveSimilarity = positiveOf(plan)(similarity);
    const used = usedPositives(plan, positiveSimilarity);
    const suspects = {
      eligible,
      sameClass,
      similarity,
      positiveSimilarity,
      valid: used,
      partner: (matrix: Tensor2D) => tf.matMul(plan.partners, matrix) as Tensor2D,
      get guide() {
        const { taught } = encoded;
        if (taught) return taughtGuide(plan, met, taught, kept.guard?.[1] as Tensor2D);
        if (!plan.guard.asksMomentumEncoder?.(plan.fixed))
          return { similarity, positiveSimilarity };
        const keys = encoded.keys as Tensor2D;
        const seen = met.others ? tf.concat([keys, met.others.rows]) : keys;
        const guided = tf.matMul(keys, seen, false, true) as Tensor2D;
        return { similarity: guided, positiveSimilarity: positiveOf(plan)(guided) };
      },
    };
    const allowed = plan.guard.allowed(tf, suspects, knobs.all);
    const attracted = plan.guard.attracted?.(tf, suspects, knobs.all);
    const valid = attracted
      ? (tf.concat([used, tf.mul(tf.sum(attracted, 2), plan.asks)], 1) as Tensor2D)
      : used;
    const choice: Choice = {
      similarity,
      positiveSimilarity: positiveWith(plan, attracted)(similarity),
      eligible: allowed,
      valid,
      uniform: (shape) => batch.uniform('selection', shape),
      dimensions: plan.d,
      get step() {
        return batch.step();
      },
      state: Object.fromEntries(plan.counted.map((name, i) => [name, kept.selection[i] as Scalar])),
    };
    const selected = plan.selection.weights(tf, choice, knobs.all);
    return {
      weights: tf.mul(selected, asRows(tf, valid)) as Tensor3D,
      allowed: tf.clone(allowed),
      valid: tf.clone(valid),
      ...(attracted && { attracted: tf.clone(attracted) }),
      choice,
    };
  });
}

/** What the loss reads, from embeddings that may be on the tape. */
export function rowsOf(
  plan: Plan,
  { similarity, raw }: { readonly similarity: Tensor2D; readonly raw: Tensor2D },
  squaredDistance: () => Tensor2D,
  { valid, weights, attracted }: Pick<Chosen, 'valid' | 'weights' | 'attracted'>,
  knobs: LiveKnobs,
): Rows {
  const [queries, partners] = plan.sides;
  return {
    similarity,
    squaredDistance,
    positive: positiveWith(plan, attracted),
    valid,
    weights,
    raw,
    pairs: (matrix) => [
      tf.matMul(queries, matrix) as Tensor2D,
      tf.matMul(partners, matrix) as Tensor2D,
    ],
    prior: plan.guard.prior?.(knobs.all) ?? null,
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
