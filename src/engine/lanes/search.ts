import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Recipe } from '../../recipe/recipe';
import type { Pool, Sides } from '../step/batch';
import type { LiveKnobs } from '../step/liveKnobs';
import type { Plan } from '../step/plan';
import { tidied } from '../tensors/tidied';
import { tf } from '../tf';
import type { InPieces } from './turns';

/** Anything that embeds items on the device: a lane, or a lane that teaches. */
export interface Embedder {
  /** Unit rows, [items, d]. */
  embedded(items: Tensor): Tensor2D;
}

/** What a search needs of the lane whose lists it renews. */
export interface Searcher extends Embedder {
  readonly plan: Plan;
  readonly knobs: LiveKnobs;
  readonly recipe: Recipe;
  readonly step: number;
  /** Takes over the source's arrays, in the order of the plan. */
  keep(part: 'source', arrays: readonly Tensor[]): void;
}

/**
 * The renewal of the lists that a lane's source keeps, from all items as the lane sees them: due
 * every so many steps, done in pieces before the next step.
 */
export class Search {
  private readonly lane: Searcher;
  private work: InPieces<Tensor[]> | null = null;
  /** The step before which the lists were last renewed; -1: never. */
  private doneAt = -1;

  constructor(lane: Searcher) {
    this.lane = lane;
  }

  /** Whether the lists have to be renewed before the next step. */
  get isDue(): boolean {
    const { plan, recipe, step } = this.lane;
    const { refresh } = plan.source;
    if (!refresh || refresh.taughtFor || this.doneAt === step) return false;
    return step % Math.max(1, refresh.every(recipe.knobs)) === 0;
  }

  /** Does one more piece. Returns how much is done, 0..1. */
  goOn(sides: Sides): number {
    const { lane } = this;
    this.work ??= searched(lane, lane, sides);
    const piece = this.work.next();
    if (!piece.done) return piece.value;
    lane.keep('source', piece.value);
    this.work = null;
    this.doneAt = lane.step;
    return 1;
  }

  /** Does all that is due at once. */
  finish(sides: Sides) {
    while (this.isDue) this.goOn(sides);
  }

  /** Frees what was made so far; the lists count as never renewed. */
  giveUp() {
    this.work?.return([]);
    this.work = null;
    this.doneAt = -1;
  }
}

/** Sizes of a piece: items embedded at once, rows compared with the whole set, and cosines of those. */
interface PieceSizes {
  readonly embedded: number;
  readonly compared: number;
  readonly cosines: number;
}

/** A GPU is asked for much at once; while it computes, others have their turn. */
const ON_GPU: PieceSizes = { embedded: 1024, compared: 512, cosines: Number.POSITIVE_INFINITY };
const ON_PROCESSOR: PieceSizes = { embedded: 128, compared: 512, cosines: 2 ** 19 };

const pieceSizes = (): PieceSizes =>
  ['wasm', 'cpu'].includes(tf.getBackend()) ? ON_PROCESSOR : ON_GPU;

/** About how much of a search's time the embedding takes. */
const EMBEDDING = 0.2;

/** Cuts `count` things into pieces of at most `size`. */
const cut = (count: number, size: number) =>
  Array.from({ length: Math.ceil(count / size) }, (_, piece) => ({
    start: piece * size,
    count: Math.min(size, count - piece * size),
  }));

/** How many rows are compared at once with that many others. */
function comparedAtOnce(others: number): number {
  const { compared, cosines } = pieceSizes();
  return Math.max(1, Math.min(compared, Math.floor(cosines / Math.max(1, others))));
}

/**
 * Unit rows of all items as a lane sees them, training items first, [T + H, d]. `share` says how much
 * of the whole work this is.
 */
export function* embeddedOf(
  lane: Embedder,
  { train, heldOut }: Sides,
  share = 1,
): InPieces<Tensor2D> {
  const of = train.items.count + heldOut.items.count;
  const made: Tensor2D[] = [];
  let done = 0;
  try {
    for (const pool of [train, heldOut])
      for (const { start, count } of cut(pool.items.count, pieceSizes().embedded)) {
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

/** The arrays of the source, renewed, in the order of the plan, from all items as `seenBy` sees them. */
export function* searched(
  { plan, knobs }: Pick<Searcher, 'plan' | 'knobs'>,
  seenBy: Embedder,
  sides: Sides,
): InPieces<Tensor[]> {
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
 * 1 where a training item can be no negative of the asked item, [M, T]: it belongs to it as far as the
 * positives know, or it only asks itself.
 */
function takenBy({ groupOfItem, asksOnly, items }: Plan, asked: Tensor1D): Tensor2D {
  const own = tf.reshape(tf.gather(groupOfItem, asked), [asked.size, 1]);
  const training = tf.reshape(tf.slice(groupOfItem, [0], [items]), [1, items]);
  // On wasm, broadcasting is fifty times slower in a comparison than in a subtraction.
  const isOther = tf.step(tf.squaredDifference(own, training));
  return tf.step(tf.sub(tf.reshape(tf.add(asksOnly, 1), [1, items]), isOther)) as Tensor2D;
}
