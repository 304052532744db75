import type { Tensor } from '@tensorflow/tfjs-core';
import { StepGraph } from '../capture/graph';
import { Staging } from '../capture/staging';
import type { Captured, Companion } from '../lanes/captured';
import type { Lane } from '../lanes/lane';
import type { Sides } from '../step/batch';
import type { Plan } from '../step/plan';
import { bufferOf, holdsFloats, type WebgpuInternals } from '../tensors/webgpuInternals';
import { tf } from '../tf';
import { AnchorBatch } from './anchorBatch';
import { factsOf } from './facts';
import { type PictureNumbers, pictureTensors } from './groups';
import { listed, mapped, read } from './numbers';
import { pairTableOf } from './pairs';
import type { PendingPicture } from './pending';

interface CapturedPicture {
  readonly graph: StepGraph<PictureNumbers<Tensor>>;
  readonly anchorBatch: AnchorBatch;
}

const known = new WeakMap<Captured, CapturedPictures>();

/** The pictures that belong to captured lanes; made at the first call. */
export function capturedPicturesOf(captured: Captured): CapturedPictures {
  const pictures = known.get(captured) ?? new CapturedPictures(captured);
  if (!known.has(captured)) captured.accompany(pictures);
  known.set(captured, pictures);
  return pictures;
}

/**
 * Pictures of captured lanes as graphs of their own: weights, last batch and what parts keep are
 * read where they lie, and the anchor is an input. Pictures of all lanes are one submit, with no
 * buffer and no bind group made, and their numbers come back while training goes on. A picture is
 * trusted only once a replay has given the numbers of ordinary operations.
 */
export class CapturedPictures implements Companion {
  private readonly captured: Captured;
  private readonly backend: WebgpuInternals;
  private readonly staging: Staging;
  private readonly lanes = new Map<Lane, CapturedPicture>();
  private readonly refused = new WeakMap<Lane, string>();

  constructor(captured: Captured) {
    this.captured = captured;
    this.backend = captured.backend;
    this.staging = new Staging(this.backend);
  }

  /** Whether the picture of a lane was captured. */
  has = (lane: Lane): boolean => this.lanes.has(lane);

  /** Dispatches of a picture of these lanes. */
  dispatchCount = (lanes: readonly Lane[]): number =>
    lanes.reduce((sum, lane) => sum + (this.lanes.get(lane)?.graph.dispatches.length ?? 0), 0);

  /**
   * Captures the picture of a lane, once. Resolves with null, or with the
   * reason why its pictures have to be taken by ordinary operations.
   */
  async prepare(lane: Lane, sides: Sides): Promise<string | null> {
    if (!this.captured.has(lane)) return 'its step was not captured';
    if (this.has(lane)) return null;
    const before = this.refused.get(lane);
    if (before) return before;
    const { device } = this.backend;
    device.pushErrorScope('validation');
    const difference = await this.capture(lane, sides).catch((error: unknown) =>
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
  private async capture(lane: Lane, sides: Sides) {
    const { backend } = this;
    const { heldOut } = sides;
    const [first, second] = [0, 1 % heldOut.items.count];
    const anchorBatch = new AnchorBatch(lane, sides, second);
    try {
      const ordinary = await read(pictureTensors(lane, heldOut, anchorBatch, false));
      anchorBatch.ask(first);
      const inputs = [...anchorBatch.tensors, ...lane.knobs.tensors, ...lane.stateTensors];
      const graph = StepGraph.capture(backend, inputs, [], () => ({
        next: [],
        results: pictureTensors(lane, heldOut, anchorBatch, true),
      }));
      this.lanes.set(lane, { graph, anchorBatch });
      const [picture] = this.replay([lane], second) as [PendingPicture];
      return differenceOf(lane.plan, ordinary, await picture.numbers);
    } finally {
      if (!this.lanes.has(lane)) anchorBatch.dispose();
    }
  }

  /** Pictures of lanes that were prepared, and the GPU's time for them in milliseconds. */
  take(lanes: readonly Lane[], item: number) {
    // Measures that arrive before these pictures tell whether what they show is sound.
    this.captured.beginReading();
    let pictures: PendingPicture[] = [];
    const gpuMs = this.captured.submits.timed(() => {
      pictures = this.replay(lanes, item);
    });
    return { pictures, gpuMs };
  }

  /** Pictures of these lanes as they are now: one submit. */
  private replay(lanes: readonly Lane[], item: number): PendingPicture[] {
    const captured = lanes.map((lane) => this.lanes.get(lane) as CapturedPicture);
    for (const { anchorBatch } of captured) anchorBatch.ask(item);
    const tensors = captured.map(({ graph }) => listed(graph.results));
    const bytes = 4 * tensors.flat().reduce((sum, { size }) => sum + size, 0);
    const buffer = this.staging.take(bytes);
    this.captured.submits.submit(
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
    return captured.map(({ graph: { results }, anchorBatch }, i) => {
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
      return { lane, facts: factsOf(lane, anchorBatch), numbers };
    });
  }

  /** Lets go of a lane's picture. */
  drop(lane: Lane) {
    const captured = this.lanes.get(lane);
    if (!captured) return;
    this.lanes.delete(lane);
    const { graph, anchorBatch } = captured;
    tf.dispose(listed(graph.results));
    graph.dispose(this.backend);
    anchorBatch.dispose();
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
