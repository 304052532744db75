import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Data } from '../../parts/datasets/dataset';
import { type Lane as LaneRecipe, type Recipe, restartKey } from '../../recipe/recipe';
import type { Batch, Sides } from '../step/batch';
import { firstState, firstValues } from '../step/firstState';
import { measuredOf, type StepMeasured } from '../step/measured';
import { KnobTensors, makePlan, type Plan } from '../step/plan';
import type { Encoded, Kept } from '../step/rows';
import type { Seen } from '../step/seen';
import {
  embed,
  type LaneState,
  mapState,
  rawEmbed,
  type StepResult,
  separated,
  split,
  taughtRows,
  tensorsOf,
  trainStep,
  withMined,
} from '../step/step';
import { overwritten, rewritten, valuesOf } from '../tensors/inPlace';
import { tf } from '../tf';
import { embeddedOf, type InPieces, searched } from './search';

/** A lane's state off the device, for a lost device or a broken step. */
export interface Snapshot {
  readonly step: number;
  /** Every state tensor, in the lane's order. */
  readonly tensors: readonly Float32Array[];
}

/** The parts that a teacher may have something for. */
type Taught = 'source' | 'guard';

/** What a teacher gives to a part, after so many steps of its own. */
export interface Lesson {
  readonly after: number;
  /** Looks at all items in pieces; what it brings is kept and remembered by `keep`. */
  learn(teacher: Lane, sides: Sides): InPieces<readonly Tensor[]>;
  keep(learnt: readonly Tensor[]): Promise<void>;
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
  readonly knobs = new KnobTensors();
  step = 0;
  recipe: Recipe;
  /** The batch of the last step; of no meaning at step 0. */
  seen: Seen | null = null;
  /** Time the last step spent choosing, in milliseconds. */
  choosingMs = 0;
  private state: LaneState;
  /** What a teacher gave the lane's parts; missing: nothing yet, or there is no teacher. */
  private taught: { readonly [part in Taught]?: readonly Float32Array[] } = {};
  private unread: { step: number; measured: Tensor1D }[] = [];
  private search: InPieces<Tensor[]> | null = null;
  /** The step before which the source last looked at all items; -1: at none. */
  private searchedAt = -1;

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
    for (const [part, values] of Object.entries(this.taught)) {
      const place = this.stateTensors.indexOf(this.kept[part as Taught]?.[0] as Tensor);
      tensors.splice(place, values.length, ...values);
    }
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

  /** Whether the source has to look at all items before the next step. */
  get isSearchDue(): boolean {
    const { plan, recipe, step } = this;
    const { refresh } = plan.source;
    if (!refresh || refresh.taughtFor || this.searchedAt === step) return false;
    return step % Math.max(1, refresh.every(recipe.knobs as never)) === 0;
  }

  /** One piece more of the search that is due. Returns how much of it is done, 0..1. */
  searchOn(sides: Sides): number {
    this.search ??= searched(this, this, sides);
    const piece = this.search.next();
    if (!piece.done) return piece.value;
    this.keepLists(piece.value);
    this.search = null;
    this.searchedAt = this.step;
    return 1;
  }

  /** Lets the source look at all items if that is due before the next step. */
  refresh(sides: Sides) {
    while (this.isSearchDue) this.searchOn(sides);
  }

  private giveUpSearch() {
    this.search?.return([]);
    this.search = null;
    this.searchedAt = -1;
  }

  /** What a teacher has yet to give the lane's parts before it starts, once and for all starts. */
  get lessons(): Lesson[] {
    const { plan, taught } = this;
    const { refresh } = plan.source;
    const knobs = this.recipe.knobs as never;
    const [bySource, byGuard] = [refresh?.taughtFor?.(knobs), plan.guard.taughtFor?.(knobs)];
    const lessons: Lesson[] = [];
    if (refresh && bySource !== undefined && !taught.source)
      lessons.push({
        after: bySource,
        learn: (teacher, sides) => searched(this, teacher, sides),
        keep: (learnt) => {
          this.keepLists(learnt);
          return this.remember('source');
        },
      });
    if (byGuard != null && !taught.guard)
      lessons.push({
        after: byGuard,
        learn: guideOf,
        keep: (learnt) => {
          this.keepGuide(learnt);
          return this.remember('guard');
        },
      });
    return lessons;
  }

  private async remember(part: Taught) {
    const values = await Promise.all((this.kept[part] ?? []).map(valuesOf));
    this.taught = { ...this.taught, [part]: values.map((one) => one.slice()) };
  }

  private keepGuide(fresh: readonly Tensor[]) {
    const { state } = this;
    const guard = state.kept.guard?.map((tensor, i) => overwritten(tensor, fresh[i] as Tensor));
    this.state = { ...state, kept: { ...state.kept, ...(guard && { guard }) } };
  }

  private keepLists(fresh: readonly Tensor[]) {
    const { state } = this;
    const source = state.kept.source.map((tensor, i) => overwritten(tensor, fresh[i] as Tensor));
    this.state = { ...state, kept: { ...state.kept, source } };
  }

  /** A batch as the encoders of the lane see it, with what its source names; call within tidy. */
  encoded(batch: Batch): Encoded {
    const { plan, state, kept, knobs } = this;
    const [follower] = state.follower;
    const keys = follower ? embed(plan, batch.items, separated(plan, follower)) : null;
    const own = separated(plan, state.weights);
    const { items, minedItems } = withMined(plan, own, batch, kept, knobs);
    const raw = rawEmbed(plan, items, own);
    const taught = taughtRows(plan, batch, kept);
    return { ...split(plan, raw, keys, minedItems), ...(taught && { taught }) };
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
    this.giveUpSearch();
    this.step = step;
    const values = [...tensors];
    this.state = mapState(this.state, (tensor) => anew(tensor, values.shift() as Float32Array));
  }

  dispose() {
    this.giveUpSearch();
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

/** What a guard keeps of a teacher: its weights, and how it sees all items of both sides, [T + H, d]. */
function* guideOf(teacher: Lane, sides: Sides): InPieces<readonly Tensor[]> {
  const index = yield* embeddedOf(teacher, sides);
  return [tf.clone(teacher.encoders.weights), index];
}
