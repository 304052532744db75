import type { Tensor } from '@tensorflow/tfjs-core';
import { StepGraph } from '../capture/graph';
import { Staging } from '../capture/staging';
import type { Lane } from '../lanes/lane';
import type { Sides } from '../step/batch';
import type { Plan } from '../step/plan';
import { bufferOf, holdsFloats, type WebgpuInternals } from '../tensors/webgpuInternals';
import { tf } from '../tf';
import type { Shot } from './look';
import { pairTableOf } from './pairs';
import { factsOf, listed, mapped, type PictureNumbers, pictureTensors, read } from './picture';
import { Probe } from './probe';

interface CapturedPicture {
  readonly graph: StepGraph<PictureNumbers<Tensor>>;
  readonly probe: Probe;
}

/** How a submit is made: what comes into its pass, and what after. */
type Submit = (
  inPass: (pass: GPUComputePassEncoder) => void,
  after: (encoder: GPUCommandEncoder) => void,
) => void;

/**
 * Pictures of captured lanes as graphs of their own: weights, last batch and what parts keep are
 * read where they lie, and the anchor is an input. Pictures of all lanes are one submit, with no
 * buffer and no bind group made, and their numbers come back while training goes on. A picture is
 * trusted only once a replay has given the numbers of ordinary operations.
 */
export class Pictures {
  private readonly backend: WebgpuInternals;
  private readonly staging: Staging;
  private readonly lanes = new Map<Lane, CapturedPicture>();
  private readonly refused = new WeakMap<Lane, string>();

  constructor(backend: WebgpuInternals) {
    this.backend = backend;
    this.staging = new Staging(backend);
  }

  has = (lane: Lane): boolean => this.lanes.has(lane);

  /** Dispatches of a picture of these lanes. */
  dispatchCount = (lanes: readonly Lane[]): number =>
    lanes.reduce((sum, lane) => sum + (this.lanes.get(lane)?.graph.dispatches.length ?? 0), 0);

  /**
   * Captures the picture of a lane whose step was captured, once. Resolves with null, or with the
   * reason why its pictures have to be taken by ordinary operations.
   */
  async prepare(lane: Lane, sides: Sides, submit: Submit): Promise<string | null> {
    if (this.has(lane)) return null;
    const before = this.refused.get(lane);
    if (before) return before;
    const { device } = this.backend;
    device.pushErrorScope('validation');
    const difference = await this.capture(lane, sides, submit).catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    const invalid = await device.popErrorScope();
    const reason = difference ?? invalid?.message ?? null;
    if (reason) {
      this.drop(lane);
      this.refused.set(lane, reason);
    }
    return reason;
  }

  /** Captures with one anchor and proves with another. */
  private async capture(lane: Lane, sides: Sides, submit: Submit) {
    const { backend } = this;
    const { heldOut } = sides;
    const [first, second] = [0, 1 % heldOut.items.count];
    const probe = new Probe(lane, sides, second);
    try {
      const ordinary = await read(pictureTensors(lane, heldOut, probe, false));
      probe.ask(first);
      const inputs = [...probe.tensors, ...lane.knobs.tensors, ...lane.stateTensors];
      const graph = StepGraph.capture(backend, inputs, [], () => ({
        next: [],
        results: pictureTensors(lane, heldOut, probe, true),
      }));
      this.lanes.set(lane, { graph, probe });
      const [shot] = this.shots([lane], second, submit) as [Shot];
      return differenceOf(lane.plan, ordinary, await shot.numbers);
    } finally {
      if (!this.lanes.has(lane)) probe.dispose();
    }
  }

  /** Pictures of these lanes as they are now: one submit. */
  shots(lanes: readonly Lane[], item: number, submit: Submit): Shot[] {
    const captured = lanes.map((lane) => this.lanes.get(lane) as CapturedPicture);
    for (const { probe } of captured) probe.ask(item);
    const tensors = captured.map(({ graph }) => listed(graph.results));
    const bytes = 4 * tensors.flat().reduce((sum, { size }) => sum + size, 0);
    const buffer = this.staging.take(bytes);
    submit(
      (pass) => {
        for (const { graph } of captured) graph.encode(pass);
      },
      (encoder) => {
        let at = 0;
        for (const tensor of tensors.flat()) {
          const size = 4 * tensor.size;
          if (size === 0) continue;
          encoder.copyBufferToBuffer(bufferOf(this.backend, tensor), 0, buffer, at, size);
          at += size;
        }
      },
    );
    const all = this.staging.read(buffer, bytes);
    let end = 0;
    return captured.map(({ graph: { results }, probe }, i) => {
      const places = mapped(results, (tensor) => {
        end += tensor.size;
        return { from: end - tensor.size, to: end, isFloats: holdsFloats(this.backend, tensor) };
      });
      const numbers = all.then((values) => {
        const whole = new Int32Array(values.buffer);
        return mapped(places, ({ from, to, isFloats }) =>
          isFloats ? values.subarray(from, to) : Float32Array.from(whole.subarray(from, to)),
        );
      });
      const lane = lanes[i] as Lane;
      return { lane, facts: factsOf(lane, probe), numbers };
    });
  }

  /** Lets go of a lane's picture. */
  drop(lane: Lane) {
    const captured = this.lanes.get(lane);
    if (!captured) return;
    this.lanes.delete(lane);
    const { graph, probe } = captured;
    tf.dispose(listed(graph.results));
    graph.dispose(this.backend);
    probe.dispose();
  }

  dispose() {
    for (const lane of [...this.lanes.keys()]) this.drop(lane);
    this.staging.dispose();
  }
}

/** Sums may be rounded otherwise by this share. */
const ROUNDING = 1e-5;

/** Where two readings of one picture differ; null if they do not. */
function differenceOf(
  plan: Plan,
  ordinary: PictureNumbers<Float32Array>,
  replayed: PictureNumbers<Float32Array>,
): string | null {
  const others = new Map<string, Float32Array>();
  mapped(replayed, (values, name) => others.set(name, values));
  const names: string[] = [];
  mapped({ ...ordinary, pairs: null }, (values, name) => {
    if (!values.every((value, i) => Object.is(value, others.get(name)?.[i]))) names.push(name);
  });
  if (ordinary.pairs && replayed.pairs) {
    const [table, other] = [pairTableOf(plan, ordinary.pairs), pairTableOf(plan, replayed.pairs)];
    for (const name of ['candidates', 'chosen', 'chosenFalse', 'positives', 'pushCount'] as const)
      if (table[name].some((count, bin) => count !== other[name][bin])) names.push(name);
    const isFar = (a: number, b: number, size: number) => Math.abs(a - b) > ROUNDING * size;
    // Pushes and pulls may cancel out within a bin: the largest sum is the measure for all.
    const most = Math.max(...table.pushSum.map(Math.abs));
    if (table.pushSum.some((sum, bin) => isFar(sum, other.pushSum[bin] as number, most)))
      names.push('pushSum');
    if (isFar(table.positiveSum, other.positiveSum, table.positiveCount)) names.push('positiveSum');
  }
  return names.length > 0 ? `a replayed picture differs in ${names.join(', ')}` : null;
}
