import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Data } from '../parts/datasets/dataset';
import { streamKey, uniformAt } from '../parts/random';
import { type StepMeasure, stepMeasures } from '../protocol/messages';
import { type Lane as LaneRecipe, type Recipe, restartKey } from '../recipe/recipe';
import { tf } from './backends/tf';
import type { Batch } from './batch';
import type { Seen } from './head';
import { KnobTensors, makePlan, type Plan } from './plan';
import { embed, type LaneState, separated, trainStep } from './step';
import { STREAM } from './streams';
import { tidied } from './tidied';

/** A lane's state off the device, for a lost device or a broken step. */
export interface Snapshot {
  readonly step: number;
  readonly weights: Float32Array;
  readonly slots: readonly Float32Array[];
  readonly scalars: readonly number[];
}

/** The measures of one step, read back. */
export interface StepMeasured {
  readonly step: number;
  readonly values: Readonly<Record<StepMeasure, number>>;
  readonly gradientNorm: number;
}

/**
 * One lane in training: its plan, its state on the device, and the measures of the steps that have
 * not been read back yet. Owns every tensor it holds; a new recipe that can't go on needs a new lane.
 */
export class Lane {
  readonly id: number;
  /** How often the lane of this id has started. */
  readonly start: number;
  readonly plan: Plan;
  readonly knobs = new KnobTensors();
  step = 0;
  recipe: Recipe;
  /** The batch of the last step; null before the first. */
  seen: Seen | null = null;
  /** Median-free mean of the time spent choosing since the last reading, in milliseconds. */
  choosingMs = 0;
  private state: LaneState;
  private unread: { step: number; measured: Tensor1D }[] = [];

  constructor({ id, recipe }: LaneRecipe, data: Data, start: number) {
    this.id = id;
    this.start = start;
    this.recipe = recipe;
    this.plan = makePlan(recipe, data);
    this.knobs.set(recipe);
    this.state = firstState(this.plan, Number(recipe.knobs.seed));
  }

  /** Whether a lane can go on under another recipe: only live knobs differ. */
  canTake = (recipe: Recipe): boolean => restartKey(recipe) === restartKey(this.recipe);

  /** Live knobs at their new values, from the next step on. */
  take(recipe: Recipe) {
    this.recipe = recipe;
    this.knobs.set(recipe);
  }

  /** Trains one step on the batch; measures stay on the device until they are read. */
  train(batch: Batch) {
    const result = trainStep(this.plan, this.state, batch, this.knobs);
    tf.dispose(tensorsOf(this.state));
    if (this.seen) tf.dispose(Object.values(this.seen) as Tensor[]);
    this.state = result.state;
    this.seen = result.seen;
    this.choosingMs = result.choosingMs;
    this.step++;
    this.unread.push({ step: this.step, measured: result.measured });
  }

  /** Reads back what the steps since the last reading measured, oldest first. */
  async readMeasured(): Promise<StepMeasured[]> {
    const unread = this.unread;
    this.unread = [];
    if (unread.length === 0) return [];
    const table = tf.tidy(() => tf.stack(unread.map(({ measured }) => measured)));
    const values = await table.data();
    tf.dispose([table, ...unread.map(({ measured }) => measured)]);
    const width = stepMeasures.length + 1;
    return unread.map(({ step }, row) => {
      const own = values.subarray(row * width, (row + 1) * width);
      return {
        step,
        values: Object.fromEntries(
          stepMeasures.map((name, i) => [name, own[i] as number]),
        ) as StepMeasured['values'],
        gradientNorm: own[stepMeasures.length] as number,
      };
    });
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
    const read = async (tensor: Tensor) => (await tensor.data()).slice() as Float32Array;
    const scalars = await Promise.all(this.state.scalars.map(read));
    return {
      step,
      weights: await read(this.state.weights),
      slots: await Promise.all(this.state.slots.map(read)),
      scalars: scalars.map((one) => one[0] as number),
    };
  }

  /** Goes on from a snapshot of a lane with the same plan. */
  restore(snapshot: Snapshot) {
    tf.dispose(tensorsOf(this.state));
    tf.dispose(this.unread.map(({ measured }) => measured));
    this.unread = [];
    this.step = snapshot.step;
    this.state = {
      weights: tf.keep(tf.tensor1d(snapshot.weights)),
      slots: snapshot.slots.map((slot) => tf.keep(tf.tensor1d(slot))),
      scalars: snapshot.scalars.map((value) => tf.keep(tf.scalar(value))),
    };
  }

  dispose() {
    tf.dispose(tensorsOf(this.state));
    tf.dispose(this.unread.map(({ measured }) => measured));
    if (this.seen) tf.dispose(Object.values(this.seen) as Tensor[]);
    this.plan.dispose();
    this.knobs.dispose();
  }
}

/** Items embedded at once. */
const PIECE = 1024;

const tensorsOf = (state: LaneState): Tensor[] => [state.weights, ...state.slots, ...state.scalars];

/** First weights, uniform within each array's bound: functions of seed, array and index alone. */
export function firstWeights(plan: Plan, seed: number): Float32Array {
  const values = new Float32Array(plan.weightCount);
  let at = 0;
  plan.weights.forEach(({ shape, bound }, array) => {
    const key = streamKey(seed, STREAM.weights, array);
    const size = shape.reduce((product, one) => product * one, 1);
    for (let i = 0; i < size; i++) values[at++] = (2 * uniformAt(key, i) - 1) * bound;
  });
  return values;
}

const firstState = (plan: Plan, seed: number): LaneState =>
  tidied(() => ({
    weights: tf.keep(tf.tensor1d(firstWeights(plan, seed))),
    slots: Array.from({ length: plan.optimizer.slots }, () =>
      tf.keep(tf.zeros([plan.weightCount]) as Tensor1D),
    ),
    scalars: Array.from({ length: plan.optimizer.scalars }, () => tf.keep(tf.scalar(1)) as Scalar),
  }));
