import type { Data } from '../parts/datasets/dataset';
import { type Experiment, partOf, type Recipe } from '../recipe/recipe';
import { tf } from './backends/tf';
import { type Pool, pools } from './batch';
import { Draws } from './draws';
import { registerRowRank } from './kernels/rowRank';
import { Lane, type Snapshot } from './lane';

/**
 * The lanes of an experiment over one loaded data set. They train in step: the lanes that are
 * behind train first, so a lane that starts anew catches up on the very batches the others had.
 */
export class Lanes {
  readonly data: Data;
  readonly train: Pool;
  readonly heldOut: Pool;
  private lanes: Lane[] = [];
  private starts: number;
  /** The start that lanes first set here count as: those of lanes whose place they take. */
  private readonly startOf: ReadonlyMap<number, number>;

  constructor(data: Data, startOf: ReadonlyMap<number, number> = new Map()) {
    this.starts = Math.max(0, ...startOf.values());
    this.startOf = startOf;
    registerRowRank();
    this.data = data;
    const sides = pools(data);
    this.train = sides.train;
    this.heldOut = sides.heldOut;
  }

  get all(): readonly Lane[] {
    return this.lanes;
  }

  /** Steps that every lane has done. */
  get step(): number {
    return Math.min(...this.lanes.map((lane) => lane.step));
  }

  /** Lanes as the experiment wants them: those that can go on do, the others start anew. */
  set(experiment: Experiment) {
    const before = this.lanes;
    this.lanes = experiment.map((wanted) => {
      const kept = before.find((lane) => lane.id === wanted.id && lane.canTake(wanted.recipe));
      if (!kept) {
        const start = before.length === 0 ? this.startOf.get(wanted.id) : undefined;
        return new Lane(wanted, this.data, start ?? ++this.starts);
      }
      kept.take(wanted.recipe);
      return kept;
    });
    for (const lane of before) if (!this.lanes.includes(lane)) lane.dispose();
  }

  /** Every lane back to its first weights. */
  reset() {
    this.lanes = this.lanes.map((lane) => {
      const { id, recipe } = lane;
      lane.dispose();
      return new Lane({ id, recipe }, this.data, ++this.starts);
    });
  }

  /**
   * One step of every lane that is furthest behind. Lanes whose batches are laid out and augmented
   * alike share the batch itself; all share the random numbers.
   */
  trainStep() {
    const { step } = this;
    const behind = this.lanes.filter((lane) => lane.step === step);
    const seed = Number((behind[0] as Lane).recipe.knobs.seed);
    const draws = new Draws(seed, step);
    const batches = new Map<string, ReturnType<Pool['batch']>>();
    for (const lane of behind) {
      const key = batchKey(lane.recipe);
      const batch =
        batches.get(key) ??
        this.train.batch(lane.plan, this.train.sample(lane.plan, seed, step), draws, lane.knobs);
      batches.set(key, batch);
      lane.train(batch);
    }
    for (const batch of batches.values()) {
      batch.items.dispose();
      batch.sameClass.dispose();
    }
    draws.dispose();
  }

  /** Runs a step and a held-out pass of every lane on copies, for their shaders; changes nothing. */
  rehearse() {
    for (const { id, recipe } of this.lanes) {
      const lane = new Lane({ id, recipe }, this.data, 0);
      const draws = new Draws(0, 0);
      const batch = this.train.batch(
        lane.plan,
        this.train.sample(lane.plan, 0, 0),
        draws,
        lane.knobs,
      );
      lane.train(batch);
      const { values, shape, items } = this.heldOut;
      tf.tidy(() => lane.embedded(tf.reshape(values, [items.count, ...shape])));
      tf.dispose([batch.items, batch.sameClass]);
      draws.dispose();
      lane.dispose();
    }
  }

  snapshot = (): Promise<Snapshot[]> => Promise.all(this.lanes.map((lane) => lane.snapshot()));

  /** Goes on from snapshots, lane by lane. */
  restore(snapshots: readonly Snapshot[]) {
    this.lanes.forEach((lane, i) => {
      const snapshot = snapshots[i];
      if (snapshot) lane.restore(snapshot);
    });
  }

  dispose() {
    for (const lane of this.lanes) lane.dispose();
    this.lanes = [];
    this.train.dispose();
    this.heldOut.dispose();
  }
}

/** What a batch depends on, besides the seed and the step: lanes with equal keys share it. */
function batchKey({ parts, knobs }: Recipe): string {
  const own = Object.keys(partOf({ parts, knobs }, 'positives').knobs);
  return JSON.stringify([parts.positives, own.map((name) => knobs[name])]);
}
