import { partOf, type Recipe } from '../../recipe/recipe';
import type { Batch, Pool } from '../step/batch';
import { Feed } from '../tensors/feed';
import type { Lane } from './lane';

/**
 * Lanes that read the very same batches: their positives are laid out, drawn and augmented alike.
 * The group owns the feed that says what the batch of a step is.
 */
export class Group {
  readonly feed = new Feed();
  readonly lanes = new Set<Lane>();
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** The batch the feed says, on the device; the caller disposes it. */
  makeBatch(): Batch {
    const [lane] = this.lanes as Set<Lane>;
    if (!lane) throw new Error('A group without lanes has no batch.');
    return this.pool.batch(lane.plan, this.pool.sampler(lane.plan), this.feed, lane.knobs);
  }
}

/** What batches depend on, besides seed and step: lanes with equal keys belong to one group. */
export function groupKey({ parts, knobs }: Recipe): string {
  const own = Object.keys(partOf({ parts }, 'positives').knobs);
  return JSON.stringify([parts.positives, own.map((name) => knobs[name])]);
}
