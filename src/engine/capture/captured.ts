import type { Tensor } from '@tensorflow/tfjs-core';
import { tf } from '../backends/tf';
import type { Batch } from '../batch';
import type { Group } from '../group';
import type { Seen } from '../head';
import { type Lane, MEASURED, measuredOf, type StepMeasured } from '../lane';
import { tensorsOf } from '../step';
import { StepGraph } from './graph';
import { History } from './history';
import { bufferOf, flush, type WebgpuInternals, webgpuInternals } from './internals';
import { difference } from './recording';

type BatchGraph = StepGraph<Batch>;
type LaneGraph = StepGraph<{ measured: Tensor; seen: Seen }>;

interface CapturedLane {
  readonly graph: LaneGraph;
  readonly history: History;
  /** Steps in the history that were not read. */
  steps: number[];
}

/** Submits under way at the most: enough that the GPU never waits, few enough to be stopped soon. */
const IN_FLIGHT = 3;

/** Steps that are run both ways before a captured lane is trusted. */
const PROOF_STEPS = 2;

/**
 * Lanes whose step was captured: a step of them all is one encoder, one pass and one submit, with
 * no buffer and no bind group made. A lane is taken in only once its replay has given the very
 * weights that ordinary steps gave, bit for bit; otherwise it is left to ordinary steps.
 */
export class Captured {
  private readonly backend: WebgpuInternals = webgpuInternals();
  private readonly batches = new Map<Group, BatchGraph>();
  private readonly lanes = new Map<Lane, CapturedLane>();
  private readonly underWay: Promise<undefined>[] = [];

  /** Resolves when the GPU has room for another step. */
  async room(): Promise<void> {
    while (this.underWay.length >= IN_FLIGHT) await this.underWay.shift();
  }

  has = (lane: Lane): boolean => this.lanes.has(lane);

  /** Whether another step would overwrite measures that were not read. */
  get mustRead(): boolean {
    return [...this.lanes.values()].some(({ history }) => history.isFull);
  }

  /** Dispatches of a step of these lanes, their batches included. */
  dispatchCount(lanes: readonly Lane[], groupOf: (lane: Lane) => Group): number {
    const batches = [...new Set(lanes.map(groupOf))].map((group) => this.batches.get(group));
    const graphs = [...batches, ...lanes.map((lane) => this.lanes.get(lane)?.graph)];
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
        group.feed.advance(Number(lane.recipe.knobs.seed), step);
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
      this.lanes.set(lane, { graph, history: new History(this.backend, MEASURED), steps: [] });
      const replayed = await each(() => this.replay([lane], () => group));
      await this.readMeasured(lane);
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
      this.submit((pass) => known.encode(pass));
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
    const captured = lanes.map((lane) => this.lanes.get(lane) as CapturedLane);
    this.submit(
      (pass) => {
        for (const group of new Set(lanes.map(groupOf))) this.batches.get(group)?.encode(pass);
        for (const { graph } of captured) graph.encode(pass);
      },
      (encoder) => {
        for (const { graph, history } of captured) {
          graph.copyBack(encoder);
          history.push(encoder, bufferOf(this.backend, graph.results.measured));
        }
      },
    );
    this.underWay.push(this.backend.device.queue.onSubmittedWorkDone());
    captured.forEach(({ steps }, i) => void steps.push(++(lanes[i] as Lane).step));
  }

  private submit(
    inPass: (pass: GPUComputePassEncoder) => void,
    after: (encoder: GPUCommandEncoder) => void = () => {},
  ) {
    flush(this.backend);
    const encoder = this.backend.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    inPass(pass);
    pass.end();
    after(encoder);
    this.backend.device.queue.submit([encoder.finish()]);
  }

  /** What the replayed steps of a lane measured since the last reading, oldest first. */
  async readMeasured(lane: Lane): Promise<StepMeasured[]> {
    const captured = this.lanes.get(lane);
    if (!captured) return [];
    const { steps } = captured;
    captured.steps = [];
    const table = await captured.history.read();
    return steps.map((step, row) => measuredOf(step, table, row));
  }

  private release(graph: LaneGraph) {
    const { measured, seen } = graph.results;
    tf.dispose([measured, ...(Object.values(seen) as Tensor[])]);
    graph.dispose(this.backend);
  }

  /** Lets go of a lane; it may train on by ordinary steps. */
  drop(lane: Lane) {
    const captured = this.lanes.get(lane);
    if (!captured) return;
    this.lanes.delete(lane);
    if (lane.seen === captured.graph.results.seen) lane.see(null);
    this.release(captured.graph);
    captured.history.dispose();
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
  }
}

/** Whether all numbers are the same, bit for bit. */
const areEqual = (a: readonly Float32Array[], b: readonly Float32Array[]): boolean =>
  a.every((one, i) => one.every((value, j) => Object.is(value, b[i]?.[j])));
