import type { Data } from '../../parts/data';
import type { Frame } from '../../protocol/frame';
import type { Experiment } from '../../recipe/recipe';
import { type Pool, pools, type Sides } from '../step/batch';
import type { StepMeasured } from '../step/measured';
import { tf } from '../tf';
import { Captured } from './captured';
import { Group, groupKey } from './group';
import { Lane, type Snapshot } from './lane';
import { Backlog, type Between, LONG_MS } from './turns';

/**
 * The lanes of an experiment over one loaded data set. They train in step: the lanes that are
 * behind train first, so a lane that starts anew catches up on the very batches the others had.
 */
export class Lanes implements Sides {
  readonly data: Data;
  readonly train: Pool;
  readonly heldOut: Pool;
  private lanes: Lane[] = [];
  private groups = new Map<string, Group>();
  /** Lanes whose steps are replayed; null: the backend can't, or none was captured yet. */
  captured: Captured | null = null;
  /** Counts the times that lanes were exchanged or went back: what was measured before is stale. */
  era = 0;
  /** The search that is under way, and when it was begun; null: none. */
  private search: { began: number; lane: Lane; share: number } | null = null;
  private readonly backlog = new Backlog();
  private starts: number;
  /** The start that lanes first set here count as: those of lanes whose place they take. */
  private readonly startOf: ReadonlyMap<number, number>;

  constructor(data: Data, startOf: ReadonlyMap<number, number> = new Map()) {
    this.starts = Math.max(0, ...startOf.values());
    this.startOf = startOf;
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

  /**
   * Lanes as the experiment wants them: those that can go on do, the others start anew. A lane goes on
   * only if it could have under all that was wanted in between.
   */
  set(experiment: Experiment, between: readonly Experiment[] = []) {
    this.era++;
    this.search = null;
    const before = this.lanes;
    const goesOn = (lane: Lane, lanes: Experiment) =>
      lanes.some(({ id, recipe }) => id === lane.id && lane.canTake(recipe));
    const able = before.filter((lane) => between.every((lanes) => goesOn(lane, lanes)));
    this.lanes = experiment.map((wanted) => {
      const kept = able.find((lane) => lane.id === wanted.id && lane.canTake(wanted.recipe));
      if (!kept) {
        const start = before.length === 0 ? this.startOf.get(wanted.id) : undefined;
        return new Lane(wanted, this.data, start ?? ++this.starts);
      }
      kept.take(wanted.recipe);
      return kept;
    });
    this.regroup();
    for (const lane of before) if (!this.lanes.includes(lane)) this.drop(lane);
  }

  /** Every lane in the group of its batches. A group whose batches changed is made anew. */
  private regroup() {
    const before = this.groups;
    this.groups = new Map();
    for (const lane of this.lanes) {
      const key = groupKey(lane.recipe);
      const group = this.groups.get(key) ?? before.get(key) ?? new Group(this.train);
      this.groups.set(key, group);
    }
    for (const group of this.groups.values()) group.lanes.clear();
    for (const lane of this.lanes) this.groupOf(lane).lanes.add(lane);
    for (const [key, group] of before)
      if (!this.groups.has(key)) {
        this.captured?.dropGroup(group);
        group.feed.dispose();
      }
  }

  private groupOf = (lane: Lane): Group => this.groups.get(groupKey(lane.recipe)) as Group;

  private drop(lane: Lane) {
    this.captured?.drop(lane);
    lane.dispose();
  }

  /** What was measured so far and not read is of no use any more. */
  private forget() {
    this.era++;
    this.search = null;
    this.captured?.forgetMeasures();
  }

  /** Every lane back to its first weights. */
  reset() {
    this.forget();
    for (const lane of this.lanes) lane.reset(++this.starts);
  }

  /** The lanes that are furthest behind: those that train at the next step. */
  private get behind(): Lane[] {
    const { step } = this;
    return this.lanes.filter((lane) => lane.step === step);
  }

  /**
   * Goes on for about that long, and by one piece at least, with the searches through all items that
   * are due before the next step. Resolves with whether none is left.
   */
  async searchFor(withinMs: number): Promise<boolean> {
    const started = performance.now();
    for (const lane of this.behind)
      while (lane.search.isDue) {
        const began = this.search?.lane === lane ? this.search.began : performance.now();
        this.search = { began, lane, share: lane.search.goOn(this) };
        await this.backlog.shortened();
        if (lane.search.isDue && performance.now() - started > withinMs) return false;
      }
    this.search = null;
    return true;
  }

  /** The lane whose search keeps all from training for long, and how much of it is done, 0..1. */
  get longSearch(): Frame['searching'] {
    if (!this.search) return null;
    const { began, lane, share } = this.search;
    const isLong = lane.search.isDue && performance.now() - began > LONG_MS;
    return isLong ? { lane: lane.id, share } : null;
  }

  /**
   * One step of every lane that is furthest behind: by replay where it was captured, else by
   * ordinary operations. Lanes of a group share the batch; all share the random numbers. What is due
   * before the step is done at once, but for a rehearsal, which makes do with what is there.
   */
  trainStep(isRehearsal = false) {
    const { step, behind } = this;
    const groups = new Set(behind.map(this.groupOf));
    for (const group of groups) group.feed.advance((behind[0] as Lane).seed, step);
    if (!isRehearsal) for (const lane of behind) lane.search.finish(this);
    const replayed = behind.filter((lane) => this.captured?.has(lane));
    if (replayed.length > 0) this.captured?.replay(replayed, this.groupOf);
    for (const group of groups) {
      const ordinary = behind.filter((lane) => group.lanes.has(lane) && !replayed.includes(lane));
      if (ordinary.length === 0) continue;
      const batch = group.makeBatch();
      for (const lane of ordinary) lane.train(batch);
      tf.dispose([batch.items, batch.sameClass]);
    }
  }

  /** Resolves with whether the device has room for another step, after that while at the latest. */
  room = async (withinMs: number): Promise<boolean> =>
    (await this.captured?.room(withinMs)) ?? true;

  /** Whether measures have to be read before another step. */
  get mustRead(): boolean {
    return this.captured?.mustRead ?? false;
  }

  /** Reads back what the steps of a lane since the last reading measured, oldest first. */
  async readMeasured(lane: Lane): Promise<StepMeasured[]> {
    const [ordinary, replayed] = [
      await lane.readMeasured(),
      (await this.captured?.readMeasured(lane)) ?? [],
    ];
    return [...ordinary, ...replayed];
  }

  /** The same without waiting for what a captured lane measured: what has arrived of it. */
  async measuredSoFar(lane: Lane): Promise<StepMeasured[]> {
    const ordinary = await lane.readMeasured();
    return [...ordinary, ...(this.captured?.measuredSoFar(lane) ?? [])];
  }

  /** Whether measures are on their way. */
  get isReading(): boolean {
    return this.captured?.isReading ?? false;
  }

  /**
   * Captures the steps of all lanes that are not captured yet, where the backend can. Resolves with
   * how steps now run, and why some can't be replayed.
   */
  async capture(
    between: Between = async () => {},
  ): Promise<{ isReplayed: boolean; dispatches: number; reason: string | null }> {
    const ordinary = { isReplayed: false, dispatches: 0, reason: null };
    if (tf.getBackend() !== 'webgpu') return ordinary;
    this.captured ??= new Captured();
    let reason: string | null = null;
    for (const lane of this.lanes)
      if (!this.captured.has(lane)) {
        reason = (await this.captured.add(lane, this.groupOf(lane))) ?? reason;
        await between();
      }
    if (reason) return { ...ordinary, reason };
    const dispatches = this.captured.dispatchCount(this.lanes, this.groupOf);
    return { isReplayed: true, dispatches, reason };
  }

  snapshot = (): Promise<Snapshot[]> => Promise.all(this.lanes.map((lane) => lane.snapshot()));

  /** Every lane goes on from its snapshot, in the order of lanes; without one it goes back to its start. */
  restore(snapshots: readonly (Snapshot | null)[]) {
    this.forget();
    this.lanes.forEach((lane, place) => {
      const snapshot = snapshots[place];
      if (snapshot) lane.restore(snapshot);
      else if (lane.step > 0) lane.reset(++this.starts);
    });
  }

  dispose() {
    this.captured?.dispose();
    for (const lane of this.lanes) lane.dispose();
    for (const { feed } of this.groups.values()) feed.dispose();
    this.lanes = [];
    this.groups.clear();
    this.train.dispose();
    this.heldOut.dispose();
  }
}
