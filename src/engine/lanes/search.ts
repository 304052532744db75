import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Pool, Sides } from '../step/batch';
import type { Plan } from '../step/plan';
import { tidied } from '../tensors/tidied';
import { flush, webgpuInternals } from '../tensors/webgpuInternals';
import { tf } from '../tf';
import type { Lane } from './lane';

/**
 * Work on the device in short pieces, between which others may have their turn; each tells how much
 * is done, 0..1. Who lets it go before the end calls `return`, and all that was made so far is freed.
 */
export type InPieces<T> = Generator<number, T, void>;

/** Sizes of a piece: items embedded at once, rows compared with the whole set, and cosines of those. */
interface Sizes {
  readonly embedded: number;
  readonly compared: number;
  readonly cosines: number;
}

/** A GPU is asked for much at once, and computes it while others have their turn. */
const ON_GPU: Sizes = { embedded: 1024, compared: 512, cosines: Number.POSITIVE_INFINITY };
const ON_PROCESSOR: Sizes = { embedded: 128, compared: 512, cosines: 2 ** 19 };

const sizes = (): Sizes => (['wasm', 'cpu'].includes(tf.getBackend()) ? ON_PROCESSOR : ON_GPU);

/** Who waits for work in pieces is told of it once it has taken this long. */
export const LONG_MS = 500;

/** The share of a search that is about how long the embedding takes. */
const EMBEDDING = 0.2;

/** Bounds of pieces of a row of things. */
const cut = (count: number, size: number) =>
  Array.from({ length: Math.ceil(count / size) }, (_, piece) => ({
    start: piece * size,
    count: Math.min(size, count - piece * size),
  }));

/** Rows that are compared with that many others at once. */
function comparedAtOnce(others: number): number {
  const { compared, cosines } = sizes();
  return Math.max(1, Math.min(compared, Math.floor(cosines / Math.max(1, others))));
}

/**
 * Unit rows of all items as a lane's encoder sees them, those of training first, [T + H, d]: that
 * share of the whole work.
 */
export function* embeddedOf(lane: Lane, { train, heldOut }: Sides, share = 1): InPieces<Tensor2D> {
  const of = train.items.count + heldOut.items.count;
  const made: Tensor2D[] = [];
  let done = 0;
  try {
    for (const pool of [train, heldOut])
      for (const { start, count } of cut(pool.items.count, sizes().embedded)) {
        made.push(tf.tidy(() => lane.embedded(itemsFrom(pool, start, count))));
        done += count;
        yield (share * done) / of;
      }
    return tf.tidy(() => tf.concat(made));
  } finally {
    tf.dispose(made);
  }
}

const itemsFrom = ({ values, shape }: Pool, start: number, count: number): Tensor =>
  tf.reshape(tf.slice(values, [start, 0], [count, -1]), [count, ...shape]);

/** The source's state anew, in its order, from all items as `seenBy` sees them. */
export function* searched(lane: Lane, seenBy: Lane, sides: Sides): InPieces<Tensor[]> {
  const { plan, knobs } = lane;
  const next = plan.source.refresh?.next;
  if (!next) return [];
  const index = yield* embeddedOf(seenBy, sides, EMBEDDING);
  const [of, d] = index.shape;
  const training = tf.slice(index, [0, 0], [plan.items, d]);
  const pieces: (readonly Tensor[])[] = [];
  try {
    for (const { start, count } of cut(of, comparedAtOnce(plan.items))) {
      pieces.push(
        tidied(() => {
          const items = tf.range(start, start + count, 1, 'int32') as Tensor1D;
          const rows = tf.slice(index, [start, 0], [count, d]);
          const isTaken = takenBy(plan, items);
          return [...next(tf, { rows, index: training, isTaken }, knobs.all)];
        }),
      );
      yield EMBEDDING + (1 - EMBEDDING) * ((start + count) / of);
    }
    const arrays = plan.kept.map((_, array) => pieces.map((piece) => piece[array] as Tensor));
    return tidied(() => arrays.map((one) => tf.concat(one)));
  } finally {
    tf.dispose([index, training, ...pieces.flat()]);
  }
}

/**
 * 1 where a training item is no answer to the asked one, [M, T]: it belongs to it as far as the
 * positives know, or it only asks itself.
 */
function takenBy({ groupOfItem, asksOnly, items }: Plan, asked: Tensor1D): Tensor2D {
  const own = tf.reshape(tf.gather(groupOfItem, asked), [asked.size, 1]);
  const training = tf.reshape(tf.slice(groupOfItem, [0], [items]), [1, items]);
  // wasm spreads one row over another fifty times slower where it compares than where it subtracts.
  const isOther = tf.step(tf.squaredDifference(own, training));
  return tf.step(tf.sub(tf.reshape(tf.add(asksOnly, 1), [1, items]), isOther)) as Tensor2D;
}

/**
 * Resolves when the device has done all but what was asked of it since the last call: then it is never
 * idle, and who asks something else of it soon has an answer. Where work is done at once, so does this.
 */
export class Backlog {
  private last: Promise<void> = Promise.resolve();

  async shortened() {
    if (tf.getBackend() !== 'webgpu') return;
    const backend = webgpuInternals();
    flush(backend);
    const before = this.last;
    this.last = backend.device.queue.onSubmittedWorkDone().then(
      () => {},
      () => {},
    );
    await before;
  }
}
