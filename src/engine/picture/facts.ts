import type { Data } from '../../parts/data';
import type { Recipe } from '../../recipe/recipe';
import type { Lane } from '../lanes/lane';
import type { Plan } from '../step/plan';
import { tf } from '../tf';
import type { AnchorBatch } from './anchorBatch';

/** What is known of a lane at the moment its picture is taken, besides numbers on the device. */
export interface PictureFacts {
  readonly plan: Plan;
  readonly data: Data;
  readonly recipe: Recipe;
  readonly step: number;
  /** The held-out item shown as anchor, and the one that each row of its batch shows, [N]. */
  readonly item: number;
  readonly itemsOfBatch: Int32Array;
  readonly comparisons: number;
  /** Milliseconds the last step spent choosing; null where that can't be measured. */
  readonly choosingMs: number | null;
}

/** What is known of a lane now, and of the batch around the anchor that its picture shows. */
export function factsOf(lane: Lane, anchorBatch: AnchorBatch): PictureFacts {
  const { plan, data, recipe, step } = lane;
  return {
    plan,
    data,
    recipe,
    step,
    item: anchorBatch.item,
    itemsOfBatch: anchorBatch.items,
    comparisons: comparisonsOf(lane),
    // Only where the backend computes at once does the clock tell.
    choosingMs: ['wasm', 'cpu'].includes(tf.getBackend()) ? lane.choosingMs : null,
  };
}

/** Vectors compared with one another at a step. */
function comparisonsOf({ plan, seen, recipe }: Lane): number {
  const { n, d, source } = plan;
  const sizes = { n, d, items: plan.items };
  const more = source.comparisons?.(sizes, recipe.knobs) ?? 0;
  return n * (seen?.candidates.shape[0] ?? n) + more;
}
