import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { normalised } from '../../parts/encoders/encoder';
import type { OptimizerState } from '../../parts/optimizers/optimizer';
import { movedTowards } from '../../parts/sources/shared/momentum';
import type { Sight } from '../../parts/sources/source';
import { joined, normOf, pieces } from '../tensors/arena';
import { tidied } from '../tensors/tidied';
import { tf } from '../tf';
import type { Batch } from './batch';
import { head } from './head';
import type { LiveKnobs } from './liveKnobs';
import type { Plan } from './plan';
import { contextOf, drawnOf, type Encoded, type Kept } from './rows';
import type { Head, Seen } from './seen';

/** What a lane carries from step to step: everything else is fixed or measured. */
export interface LaneState extends OptimizerState {
  /** All weights of the encoder end to end, [weights]. */
  readonly weights: Tensor1D;
  /** Those of the momentum encoder; empty if there is none. */
  readonly follower: readonly Tensor1D[];
  readonly kept: Kept;
}

/** Every tensor of a state, always in the same order. */
export const tensorsOf = ({ weights, slots, scalars, follower, kept }: LaneState): Tensor[] => [
  weights,
  ...slots,
  ...scalars,
  ...follower,
  ...kept.source,
  ...kept.selection,
  ...(kept.guard ?? []),
];

/** A state like this one with another tensor in the place of each. */
export function mapState(state: LaneState, other: <T extends Tensor>(tensor: T) => T): LaneState {
  return {
    weights: other(state.weights),
    slots: state.slots.map(other),
    scalars: state.scalars.map(other),
    follower: state.follower.map(other),
    kept: {
      source: state.kept.source.map(other),
      selection: state.kept.selection.map(other),
      ...(state.kept.guard && { guard: state.kept.guard.map(other) }),
    },
  };
}

export interface StepResult {
  readonly state: LaneState;
  /** Loss, active share, hardness, false share, gradient norm: [5]. */
  readonly measured: Tensor1D;
  readonly seen: Seen;
  /** Time spent choosing; only true where the backend computes at once. */
  readonly choosingMs: number;
}

/**
 * Embeddings before they are normalised, [N, d], from items and all weights one by one; `pictures` as
 * in `Encoder`.
 */
export const rawEmbed = (
  plan: Plan,
  items: Tensor,
  weights: readonly Tensor[],
  pictures: number | null = null,
): Tensor2D => plan.encoder.embed(tf, items, weights, plan.fixed, pictures);

/** Embeddings of unit length, [N, d], from items and all weights one by one. */
export const embed = (
  plan: Plan,
  items: Tensor,
  weights: readonly Tensor[],
  pictures: number | null = null,
): Tensor2D => normalised(tf, rawEmbed(plan, items, weights, pictures));

/** The weight arrays of the encoder, cut out of all weights end to end. */
export const separated = (plan: Plan, weights: Tensor1D): Tensor[] =>
  pieces(
    weights,
    plan.weights.map(({ shape }) => shape),
  );

/** The weights of the momentum encoder before this step's batch passes through it. */
const followed = (state: LaneState, knobs: LiveKnobs): Tensor1D[] =>
  state.follower.map((weights) => {
    const { encoderMomentum, guideMomentum } = knobs.all as Readonly<Record<string, Scalar>>;
    return movedTowards(tf, weights, state.weights, (encoderMomentum ?? guideMomentum) as Scalar);
  });

/** The knobs, with the learning rate as the schedule has it at this step. */
function scheduled({ schedule }: Plan, batch: Batch, { all }: LiveKnobs): LiveKnobs['all'] {
  const factor = schedule.factor?.(tf, batch.step(), all);
  if (!factor) return all;
  const { learningRate } = all as Readonly<Record<string, Scalar>>;
  return { ...all, learningRate: tf.mul(learningRate as Scalar, factor) };
}

/**
 * One step of training: a pure function of the state, the batch and the knobs, all tensors; shapes
 * come from the plan, and no number of the host matters inside. The caller disposes what it gets.
 */
export function trainStep(
  plan: Plan,
  state: LaneState,
  batch: Batch,
  knobs: LiveKnobs,
): StepResult {
  const heads: Head[] = [];
  const { next, measured } = tidied(() => {
    const { kept } = state;
    const follower = followed(state, knobs);
    const [ownKeys] = follower;
    const { pictures } = plan;
    const keys = ownKeys ? embed(plan, batch.items, separated(plan, ownKeys), pictures) : null;
    const taught = taughtRows(plan, batch, kept);
    const own = separated(plan, state.weights);
    const { items, minedItems } = withMined(plan, own, batch, kept, knobs);
    const { value, grads } = tf.valueAndGrads((...weights: Tensor[]) => {
      const raw = rawEmbed(plan, items, weights, pictures);
      const rows = split(plan, raw, keys, minedItems);
      const encoded = taught ? { ...rows, taught } : rows;
      const made = head(plan, encoded, batch, kept, knobs);
      // These outlive the tape's own tidy.
      for (const tensor of [...Object.values(made.seen), made.shares, ...made.counted])
        tf.keep(tensor as Tensor);
      heads.push(made);
      return made.loss;
    })(own);
    const { shares, seen, counted } = heads[0] as Head;
    const gradient = joined(grads);
    const norm = normOf(gradient);
    const after = { unit: seen.embeddings, keys, mined: null, minedItems };
    return {
      next: {
        ...plan.optimizer.update(
          tf,
          state.weights,
          gradient,
          state,
          scheduled(plan, batch, knobs),
          plan.weights,
        ),
        follower,
        kept: {
          source:
            plan.source.next?.(tf, drawnOf(plan, after, batch, kept), knobs.all) ??
            kept.source.map((tensor) => tf.clone(tensor)),
          selection: counted,
          ...(kept.guard && { guard: kept.guard.map((tensor) => tf.clone(tensor)) }),
        },
      },
      measured: tf.concat([tf.reshape(value, [1]), shares, tf.reshape(norm, [1])]) as Tensor1D,
    };
  });
  const { seen, shares, choosingMs } = heads[0] as Head;
  shares.dispose();
  return { state: next, measured, seen, choosingMs };
}

/** The batch as the guard's teacher sees it, unit rows, [N, d]; null: it has none. */
export function taughtRows(plan: Plan, { items }: Batch, { guard }: Kept): Tensor2D | null {
  const weights = guard?.[0] as Tensor1D | undefined;
  return weights ? embed(plan, items, separated(plan, weights)) : null;
}

/**
 * What the encoder with these weights reads of a batch and, behind it, the items that its source
 * names or makes, if it does.
 */
export function withMined(
  plan: Plan,
  weights: readonly Tensor[],
  batch: Batch,
  kept: Kept,
  knobs: LiveKnobs,
): { items: Tensor; minedItems: Tensor1D | null } {
  const { source, range } = plan;
  const { items: inputs } = batch;
  const sight: Sight = { inputs, range, embed: (items) => embed(plan, items, weights) };
  const context = contextOf(plan, batch, kept);
  const forged = source.forge?.(tf, context, sight, knobs.all);
  if (forged) return { items: tf.concat([inputs, forged.inputs]), minedItems: forged.items };
  const minedItems = source.mine?.(tf, context, knobs.all) ?? null;
  const items = minedItems ? tf.concat([inputs, batch.itemsOf(minedItems)]) : inputs;
  return { items, minedItems };
}

/** The batch's own rows and, behind them, those of the items the source named. */
export function split(
  { n, d }: Plan,
  raw: Tensor2D,
  keys: Tensor2D | null,
  minedItems: Tensor1D | null,
): Encoded {
  const unit = normalised(tf, raw);
  if (!minedItems) return { raw, unit, keys, mined: null, minedItems };
  return {
    raw: tf.slice(raw, [0, 0], [n, d]),
    unit: tf.slice(unit, [0, 0], [n, d]),
    keys,
    mined: tf.slice(unit, [n, 0], [minedItems.size, d]),
    minedItems,
  };
}
