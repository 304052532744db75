import type { Lane } from '../lanes/lane';
import type { Batch } from '../step/batch';
import type { Encoded } from '../step/rows';
import { embed, rawEmbed, separated, split, taughtRows, withMined } from '../step/step';

/**
 * A batch as the encoders of a lane see it now, with the items that its source names, outside any
 * gradient. Call within tidy.
 */
export function encodedBy({ plan, encoders, kept, knobs }: Lane, batch: Batch): Encoded {
  const { weights, follower } = encoders;
  const keys = follower ? embed(plan, batch.items, separated(plan, follower)) : null;
  const own = separated(plan, weights);
  const { items, minedItems } = withMined(plan, own, batch, kept, knobs);
  const raw = rawEmbed(plan, items, own);
  const taught = taughtRows(plan, batch, kept);
  return { ...split(plan, raw, keys, minedItems), ...(taught && { taught }) };
}
