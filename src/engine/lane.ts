import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Data } from '../parts/datasets/dataset';
import { normalised } from '../parts/encoders/encoder';
import { randomStream, streamKey, uniformAt } from '../parts/random';
import type { KeptArray, Source } from '../parts/sources/source';
import { type StepMeasure, stepMeasures } from '../protocol/messages';
import { type Lane as LaneRecipe, type Recipe, restartKey } from '../recipe/recipe';
import { tf } from './backends/tf';
import type { Batch, Pool } from './batch';
import type { Seen } from './head';
import { overwritten, rewritten, valuesOf } from './inPlace';
import { KnobTensors, makePlan, type Plan } from './plan';
import type { Encoded, Kept } from './rows';
import {
  embed,
  type LaneState,
  mapState,
  rawEmbed,
  type StepResult,
  separated,
  tensorsOf,
  trainStep,
} from './step';
import { STREAM } from './streams';
import { tidied } from './tidied';

/** A lane's state off the device, for a lost device or a broken step. */
export interface Snapshot {
  readonly step: number;
  /** Every state tensor, in the lane's order. */
  readonly tensors: readonly Float32Array[];
}

/** The measures of one step, read back. */
export interface StepMeasured {
  readonly step: number;
  readonly values: Readonly<Record<StepMeasure, number>>;
  readonly gradientNorm: number;
}

/** Numbers a step measures: those of `stepMeasures`, then the norm of the gradient. */
export const MEASURED = stepMeasures.length + 1;

/**
 * One lane in training: its plan, its state on the device, and the measures of the steps that have
 * not been read back yet. Owns every tensor it holds; a new recipe that can't go on needs a new lane.
 */
export class Lane {
  readonly id: number;
  /** How often the lane of this id has started. */
  start: number;
  readonly data: Data;
  readonly plan: Plan;
  readonly knobs = new KnobTensors();
  step = 0;
  recipe: Recipe;
  /** The batch of the last step; of no meaning at step 0. */
  seen: Seen | null = null;
  /** Time the last step spent choosing, in milliseconds. */
  choosingMs = 0;
  private state: LaneState;
  /** What a teacher gave the source; null: nothing yet, or there is no teacher. */
  private taught: readonly Float32Array[] | null = null;
  private unread: { step: number; measured: Tensor1D }[] = [];

  constructor({ id, recipe }: LaneRecipe, data: Data, start: number) {
    this.id = id;
    this.start = start;
    this.recipe = recipe;
    this.data = data;
    this.plan = makePlan(recipe, data);
    this.knobs.set(recipe);
    this.state = firstState(this.plan, Number(recipe.knobs.seed));
  }

  /** What batches, first weights and random numbers are functions of. */
  get seed(): number {
    return Number(this.recipe.knobs.seed);
  }

  /** Whether a lane can go on under another recipe: only live knobs differ. */
  canTake = (recipe: Recipe): boolean => restartKey(recipe) === restartKey(this.recipe);

  /** Live knobs at their new values, from the next step on. */
  take(recipe: Recipe) {
    this.recipe = recipe;
    this.knobs.set(recipe);
  }

  /** Everything that goes on from step to step: weights, slots, scalars. */
  get stateTensors(): readonly Tensor[] {
    return tensorsOf(this.state);
  }

  /** What one step would give, with the state left as it is; the caller disposes it. */
  stepped = (batch: Batch): StepResult => trainStep(this.plan, this.state, batch, this.knobs);

  /** Trains one step on the batch; measures stay on the device until they are read. */
  train(batch: Batch) {
    const { state, seen, measured, choosingMs } = this.stepped(batch);
    tf.dispose(tensorsOf(this.state));
    this.state = state;
    this.see(seen);
    this.choosingMs = choosingMs;
    this.unread.push({ step: ++this.step, measured });
  }

  /** Shows another batch as the last one; the one before is disposed. */
  see(seen: Seen | null) {
    if (this.seen === seen) return;
    if (this.seen) tf.dispose(Object.values(this.seen) as Tensor[]);
    this.seen = seen;
  }

  /** Back to the very same first weights, as another start. */
  reset(start: number) {
    this.start = start;
    const tensors = firstValues(this.plan, this.seed).map(({ values }) => values);
    const place = tensorsOf(this.state).indexOf(this.kept.source[0] as Tensor);
    if (this.taught) tensors.splice(place, this.taught.length, ...this.taught);
    this.restore({ step: 0, tensors });
  }

  /** Reads back what the steps since the last reading measured, oldest first. */
  async readMeasured(): Promise<StepMeasured[]> {
    const unread = this.unread;
    this.unread = [];
    if (unread.length === 0) return [];
    const table = tf.tidy(() => tf.stack(unread.map(({ measured }) => measured)));
    const values = (await table.data()) as Float32Array;
    tf.dispose([table, ...unread.map(({ measured }) => measured)]);
    return unread.map(({ step }, row) => measuredOf(step, values, row));
  }

  /** What source and selection keep from step to step. */
  get kept(): Kept {
    return this.state.kept;
  }

  /** All weights of the encoder, and of the one that follows it if there is one. */
  get encoders(): { readonly weights: Tensor1D; readonly follower: Tensor1D | undefined } {
    return { weights: this.state.weights, follower: this.state.follower[0] };
  }

  /**
   * Gives the source the embeddings of all training items where that is due before the next step.
   */
  refresh(pool: Pool) {
    const { plan, recipe } = this;
    const { refresh } = plan.source;
    if (
      !refresh ||
      refresh.taughtFor ||
      this.step % Math.max(1, refresh.every(recipe.knobs as never)) !== 0
    )
      return;
    this.keepIndex(refresh.next, () => this.embedded(pool.all));
  }

  /** Steps that a teacher of this lane has to be trained for before it starts; null: it has none. */
  get teacherSteps(): number | null {
    const { taughtFor } = this.plan.source.refresh ?? {};
    return taughtFor && !this.taught ? taughtFor(this.recipe.knobs as never) : null;
  }

  /** Gives the source what a teacher sees, once and for all starts of this lane. */
  async learnFrom(teacher: Lane, pool: Pool) {
    const { refresh } = this.plan.source;
    if (!refresh) return;
    this.keepIndex(refresh.next, () => teacher.embedded(pool.all));
    const taught = await Promise.all(this.kept.source.map(valuesOf));
    this.taught = taught.map((values) => values.slice());
  }

  private keepIndex(next: NonNullable<Source['refresh']>['next'], index: () => Tensor2D) {
    const { plan, state } = this;
    const fresh = tidied(() => {
      const taken = (asked: Tensor1D) => takenBy(plan, asked);
      return [...next(tf, index(), taken, this.knobs.all)];
    });
    const source = state.kept.source.map((tensor, i) => overwritten(tensor, fresh[i] as Tensor));
    this.state = { ...state, kept: { ...state.kept, source } };
  }

  /** A batch of items as the encoders of the lane see it; call within tidy. */
  encoded(items: Tensor): Encoded {
    const raw = rawEmbed(this.plan, items, separated(this.plan, this.state.weights));
    const [follower] = this.state.follower;
    const keys = follower ? embed(this.plan, items, separated(this.plan, follower)) : null;
    return { raw, unit: normalised(tf, raw), keys, mined: null, minedItems: null };
  }

  /** Embeddings of items on the device, [items, d]; in pieces, so that memory stays bounded. */
  embedded(items: Tensor): Tensor2D {
    return tf.tidy(() => {
      const weights = separated(this.plan, this.state.weights);
      const count = items.shape[0] as number;
      const pieces: Tensor2D[] = [];
      for (let start = 0; start < count; start += PIECE) {
        const size = Math.min(PIECE, count - start);
        const begin = [start, ...items.shape.slice(1).map(() => 0)];
        const piece = tf.slice(items, begin, [size, ...items.shape.slice(1)]);
        pieces.push(embed(this.plan, piece, weights));
      }
      return pieces.length === 1 ? (pieces[0] as Tensor2D) : tf.concat(pieces);
    });
  }

  /** The state as it is, off the device. */
  async snapshot(): Promise<Snapshot> {
    const { step } = this;
    const tensors = await Promise.all(this.stateTensors.map(valuesOf));
    return { step, tensors: tensors.map((values) => values.slice()) };
  }

  /** Goes on from a snapshot of a lane with the same plan. */
  restore({ step, tensors }: Snapshot) {
    tf.dispose(this.unread.map(({ measured }) => measured));
    this.unread = [];
    this.step = step;
    const values = [...tensors];
    this.state = mapState(this.state, (tensor) => anew(tensor, values.shift() as Float32Array));
  }

  dispose() {
    tf.dispose(tensorsOf(this.state));
    tf.dispose(this.unread.map(({ measured }) => measured));
    this.see(null);
    this.plan.dispose();
    this.knobs.dispose();
  }
}

/** Items embedded at once. */
const PIECE = 1024;

/** State rewritten where it lies on WebGPU, so that what was captured stays true; else made anew. */
function anew<T extends Tensor>(tensor: T, values: Float32Array): T {
  if (tf.getBackend() === 'webgpu') return rewritten(tensor, values);
  const { shape, dtype } = tensor;
  tensor.dispose();
  return tf.keep(tf.tensor(values, shape, dtype)) as T;
}

/**
 * 1 where a training item is no answer to the asked one, [M, T]: it belongs to it as far as the
 * positives know, or it only asks itself.
 */
function takenBy({ groupOfItem, asksOnly, items }: Plan, asked: Tensor1D): Tensor2D {
  const own = tf.gather(groupOfItem, tf.cast(asked, 'int32'));
  const same = tf.equal(tf.reshape(own, [asked.size, 1]), tf.reshape(groupOfItem, [1, items]));
  return tf.maximum(tf.cast(same, 'float32'), tf.reshape(asksOnly, [1, items])) as Tensor2D;
}

/** Row `row` of a table of measured numbers. */
export function measuredOf(step: number, table: Float32Array, row: number): StepMeasured {
  const own = table.subarray(row * MEASURED, (row + 1) * MEASURED);
  const values = Object.fromEntries(stepMeasures.map((name, i) => [name, own[i] as number]));
  return {
    step,
    values: values as StepMeasured['values'],
    gradientNorm: own[stepMeasures.length] as number,
  };
}

/** First weights, uniform within each array's bounds: functions of seed, array and index alone. */
export function firstWeights(plan: Plan, seed: number): Float32Array {
  const values = new Float32Array(plan.weightCount);
  let at = 0;
  plan.weights.forEach(({ shape, bound, first = 0 }, array) => {
    const key = streamKey(seed, STREAM.weights, array);
    const size = shape.reduce((product, one) => product * one, 1);
    for (let i = 0; i < size; i++) values[at++] = first + (2 * uniformAt(key, i) - 1) * bound;
  });
  return values;
}

/** Every array of a lane at step 0, in the order of `tensorsOf`. */
function firstValues(plan: Plan, seed: number) {
  const weights = () => ({ shape: [plan.weightCount], values: firstWeights(plan, seed) });
  const scalar = (value: number) => ({ shape: [], values: Float32Array.of(value) });
  return [
    weights(),
    ...Array.from({ length: plan.optimizer.slots }, () => ({
      shape: [plan.weightCount],
      values: new Float32Array(plan.weightCount),
    })),
    ...Array.from({ length: plan.optimizer.scalars }, () => scalar(1)),
    ...(plan.hasMomentumEncoder ? [weights()] : []),
    ...plan.kept.map((kept, array) => ({
      shape: [...kept.shape],
      values: (array === 0 && plan.lists?.slice()) || firstKept(kept, seed, array),
    })),
    ...plan.counted.map((name) => scalar(plan.selection.state?.[name]?.first ?? 0)),
  ];
}

function firstState(plan: Plan, seed: number): LaneState {
  const made = firstValues(plan, seed).map(({ shape, values }) =>
    tf.keep(tf.tensor(values, shape)),
  );
  const take = <T extends Tensor>(count: number) => made.splice(0, count) as T[];
  return {
    weights: take<Tensor1D>(1)[0] as Tensor1D,
    slots: take(plan.optimizer.slots),
    scalars: take(plan.optimizer.scalars),
    follower: take(plan.hasMomentumEncoder ? 1 : 0),
    kept: { source: take(plan.kept.length), selection: take(plan.counted.length) },
  };
}

/** First values of an array that a source keeps. */
function firstKept({ shape, first }: KeptArray, seed: number, array: number): Float32Array {
  const size = shape.reduce((product, one) => product * one, 1);
  if (first !== 'unit rows') return new Float32Array(size).fill(first);
  const random = randomStream(seed, STREAM.state, array);
  const values = Float32Array.from({ length: size }, () => random.normal());
  const d = shape.at(-1) as number;
  for (let start = 0; start < size; start += d) {
    const row = values.subarray(start, start + d);
    const norm = Math.hypot(...row);
    row.set(row.map((value) => value / norm));
  }
  return values;
}
