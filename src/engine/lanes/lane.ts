import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Data } from '../../parts/data';
import { type Lane as LaneRecipe, type Recipe, restartKey, seedOf } from '../../recipe/recipe';
import type { Batch } from '../step/batch';
import { firstState, firstValues } from '../step/firstState';
import { LiveKnobs } from '../step/liveKnobs';
import { measuredOf, type StepMeasured } from '../step/measured';
import { makePlan, type Plan } from '../step/plan';
import type { Kept } from '../step/rows';
import type { Seen } from '../step/seen';
import {
  embed,
  type LaneState,
  mapState,
  type StepResult,
  separated,
  tensorsOf,
  trainStep,
} from '../step/step';
import { overwritten, rewritten, valuesOf } from '../tensors/inPlace';
import { tf } from '../tf';
import { Lessons, type TaughtPart } from './lessons';
import { Search } from './search';

/** A lane's state off the device, for a lost device or a broken step. */
export interface Snapshot {
  readonly step: number;
  /** Every state tensor, in the lane's order. */
  readonly tensors: readonly Float32Array[];
}

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
  readonly knobs = new LiveKnobs();
  step = 0;
  recipe: Recipe;
  /** The batch of the last step; of no meaning at step 0. */
  seen: Seen | null = null;
  /** Time the last step spent choosing, in milliseconds. */
  choosingMs = 0;
  private state: LaneState;
  /** What its source looks for among all items before some steps. */
  readonly search: Search = new Search(this);
  /** What teachers give its parts before it starts. */
  readonly lessons: Lessons = new Lessons(this);
  private unread: { step: number; measured: Tensor1D }[] = [];

  constructor({ id, recipe }: LaneRecipe, data: Data, start: number) {
    this.id = id;
    this.start = start;
    this.recipe = recipe;
    this.data = data;
    this.plan = makePlan(recipe, data);
    this.knobs.set(recipe);
    this.state = firstState(this.plan, seedOf(recipe));
  }

  /** What batches, first weights and random numbers are functions of. */
  get seed(): number {
    return seedOf(this.recipe);
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
    const first = firstValues(this.plan, this.seed).map(({ values }) => values);
    this.restore({ step: 0, tensors: this.lessons.into(first, this.stateTensors) });
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

  /** Takes over what a search or a teacher found for a part; the tensors are disposed or become its own. */
  keep(part: TaughtPart, fresh: readonly Tensor[]) {
    const { state } = this;
    const held = state.kept[part]?.map((tensor, i) => overwritten(tensor, fresh[i] as Tensor));
    if (held) this.state = { ...state, kept: { ...state.kept, [part]: held } };
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
    this.search.giveUp();
    this.step = step;
    const values = [...tensors];
    this.state = mapState(this.state, (tensor) => anew(tensor, values.shift() as Float32Array));
  }

  dispose() {
    this.search.giveUp();
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
