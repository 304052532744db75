import type { Tensor } from '@tensorflow/tfjs-core';
import { StepGraph } from '../capture/graph';
import { difference } from '../capture/recording';
import { Submits } from '../capture/submits';
import type { Batch } from '../step/batch';
import type { StepMeasured } from '../step/measured';
import type { Seen } from '../step/seen';
import { tensorsOf } from '../step/step';
import { bufferOf, type WebgpuInternals, webgpuInternals } from '../tensors/webgpuInternals';
import { tf } from '../tf';
import type { Group } from './group';
import type { Lane } from './lane';
import { Measures } from './measures';

type BatchGraph = StepGraph<Batch>;
type LaneGraph = StepGraph<{ measured: Tensor; seen: Seen }>;

/** Something captured of a lane besides its step: it goes when the step goes. */
export interface Companion {
  drop(lane: Lane): void;
  dispose(): void;
}

/** Steps that are run both ways before a captured lane is trusted. */
const PROOF_STEPS = 2;

/**
 * Lanes whose step was captured: a step of them all is one encoder, one pass and one submit, with
 * no buffer and no bind group made. A lane is taken in only once its replay has given the very
 * weights that ordinary steps gave, bit for bit; otherwise it is left to ordinary steps.
 */
export class Captured {
  readonly backend: WebgpuInternals = webgpuInternals();
  private readonly batches = new Map<Group, BatchGraph>();
  private readonly lanes = new Map<Lane, LaneGraph>();
  private readonly measures = new Measures(this.backend);
  private readonly companions: Companion[] = [];
  readonly submits = new Submits(this.backend);

  /** Resolves with true once the GPU has room for another step, or with false after a while without. */
  room(withinMs: number): Promise<boolean> {
    if (this.measures.isFull) this.measures.begin();
    return this.submits.room(withinMs);
  }

  has = (lane: Lane): boolean => this.lanes.has(lane);

  /** Whether another step would overwrite measures that were not read. */
  get mustRead(): boolean {
    return this.measures.isFull;
  }

  /** Dispatches of a step of these lanes, their batches included. */
  dispatchCount(lanes: readonly Lane[], groupOf: (lane: Lane) => Group): number {
    const batches = [...new Set(lanes.map(groupOf))].map((group) => this.batches.get(group));
    const graphs = [...batches, ...lanes.map((lane) => this.lanes.get(lane))];
    return graphs.reduce((sum, graph) => sum + (graph?.dispatches.length ?? 0), 0);
  }

  /**
   * Captures a lane and proves it from its present state, to which it returns. Resolves with null,
   * or with the reason why the lane has to go on by ordinary steps.
   */
  async add(lane: Lane, group: Group): Promise<string | null> {
    const start = await lane.snapshot();
    const each = (run: () => void) => {
      lane.restore(start);
      for (let step = start.step; step < start.step + PROOF_STEPS; step++) {
        group.feed.advance(lane.seed, step);
        run();
      }
      return lane.snapshot();
    };
    const graphs: LaneGraph[] = [];
    try {
      const ordinary = await each(() => {
        const batch = group.makeBatch();
        lane.train(batch);
        tf.dispose([batch.items, batch.sameClass]);
      });
      const recorded = await each(() => void graphs.push(this.captureLane(lane, group)));
      const [spare, graph] = graphs as [LaneGraph, LaneGraph];
      this.lanes.set(lane, graph);
      this.measures.add(lane);
      const replayed = await each(() => this.replay([lane], () => group));
      await this.measures.all(lane);
      const reason =
        difference(spare.recording, graph.recording) ??
        (areEqual(ordinary.tensors, recorded.tensors) ? null : 'recording it changed its result') ??
        (areEqual(ordinary.tensors, replayed.tensors) ? null : 'a replay gave other weights');
      graphs.pop();
      if (reason) this.drop(lane);
      else lane.see(graph.results.seen);
      return reason;
    } catch (error) {
      this.drop(lane);
      return error instanceof Error ? error.message : String(error);
    } finally {
      for (const unused of graphs) this.release(unused);
      lane.restore(start);
    }
  }

  /** The group's batch of the step its feed holds, captured on the way if it was not yet. */
  private batchOf(group: Group): Batch {
    const known = this.batches.get(group);
    if (known) {
      this.submits.submit((pass) => known.encode(pass));
      return known.results;
    }
    const made = StepGraph.capture(this.backend, group.feed.tensors, [], () => ({
      next: [],
      results: group.makeBatch(),
    }));
    this.batches.set(group, made);
    return made.results;
  }

  private captureLane(lane: Lane, group: Group): LaneGraph {
    const batch = this.batchOf(group);
    const inputs = [...group.feed.tensors, ...lane.knobs.tensors, batch.items, batch.sameClass];
    return StepGraph.capture(this.backend, inputs, lane.stateTensors, () => {
      const { state, measured, seen } = lane.stepped(batch);
      return {
        next: tensorsOf(state),
        results: { measured, seen },
      };
    });
  }

  /** One step of these lanes on the batches their feeds hold: one encoder, one pass, one submit. */
  replay(lanes: readonly Lane[], groupOf: (lane: Lane) => Group) {
    const graphs = lanes.map((lane) => this.lanes.get(lane) as LaneGraph);
    this.submits.submit(
      (pass) => {
        for (const group of new Set(lanes.map(groupOf))) this.batches.get(group)?.encode(pass);
        for (const graph of graphs) graph.encode(pass);
      },
      (encoder) =>
        graphs.forEach((graph, i) => {
          graph.copyBack(encoder);
          const measured = bufferOf(this.backend, graph.results.measured);
          const lane = lanes[i] as Lane;
          this.measures.push(encoder, lane, ++lane.step, measured);
        }),
    );
    this.submits.follow();
  }

  /** What the replayed steps of a lane measured since the last reading, oldest first. */
  readMeasured = (lane: Lane): Promise<StepMeasured[]> => this.measures.all(lane);

  /** The same as far as it has arrived; begins to read the rest. */
  measuredSoFar(lane: Lane): StepMeasured[] {
    this.measures.begin();
    return this.measures.taken(lane);
  }

  /** Whether measures are on their way. */
  get isReading(): boolean {
    return this.measures.isReading;
  }

  /** What was measured and not read is of no use any more. */
  forgetMeasures() {
    this.measures.forget();
  }

  /** Begins to read what was measured so far. */
  beginReading() {
    this.measures.begin();
  }

  /** From now on tells `companion` when a lane is let go of, and when all are. */
  accompany(companion: Companion) {
    this.companions.push(companion);
  }

  private release(graph: LaneGraph) {
    const { measured, seen } = graph.results;
    tf.dispose([measured, ...(Object.values(seen) as Tensor[])]);
    graph.dispose(this.backend);
  }

  /** Lets go of a lane; it may train on by ordinary steps. */
  drop(lane: Lane) {
    const graph = this.lanes.get(lane);
    if (!graph) return;
    for (const companion of this.companions) companion.drop(lane);
    this.measures.drop(lane);
    this.lanes.delete(lane);
    if (lane.seen === graph.results.seen) lane.see(null);
    this.release(graph);
  }

  dropGroup(group: Group) {
    const graph = this.batches.get(group);
    if (!graph) return;
    this.batches.delete(group);
    tf.dispose([graph.results.items, graph.results.sameClass]);
    graph.dispose(this.backend);
  }

  dispose() {
    for (const lane of [...this.lanes.keys()]) this.drop(lane);
    for (const group of [...this.batches.keys()]) this.dropGroup(group);
    this.measures.dispose();
    for (const companion of this.companions) companion.dispose();
  }
}

/** Whether all numbers are the same, bit for bit. */
const areEqual = (a: readonly Float32Array[], b: readonly Float32Array[]): boolean =>
  a.every((one, i) => one.every((value, j) => Object.is(value, b[i]?.[j])));
