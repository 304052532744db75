import { metrics } from '../parts/metrics';
import { heldOutOf } from '../parts/metrics/metric';
import { type HeldOutMeasure, heldOutMeasures, type Picture } from '../protocol/messages';
import { anchorOf } from './anchor';
import { tf } from './backends/tf';
import { agesOf, dialsOf } from './dials';
import type { Lane } from './lane';
import type { Lanes } from './lanes';
import { spectrumOf } from './spectrum';
import { type Axes, mapOf } from './view';

/** What goes on from one picture of a lane to the next. */
export interface Sitting {
  axes: Axes | null;
}

export interface PictureOptions {
  /** The held-out item shown as anchor. */
  readonly anchor: number;
  /** Whether the backend computes at once, so that the time spent choosing can be told. */
  readonly choosingIsTimed: boolean;
}

/** Held-out embeddings off the device, unit rows, [items, d]. */
export async function heldOutEmbeddings(lanes: Lanes, lane: Lane): Promise<Float32Array> {
  const { values, shape, items } = lanes.heldOut;
  const embeddings = tf.tidy(() => lane.embedded(tf.reshape(values, [items.count, ...shape])));
  const read = (await embeddings.data()) as Float32Array;
  embeddings.dispose();
  return read;
}

/** Vectors compared with one another at a step. */
function comparisonsOf({ plan, seen, recipe }: Lane): number {
  const { n, d, source } = plan;
  const sizes = { n, d, items: plan.items };
  const more = source.comparisons?.(sizes, recipe.knobs as never) ?? 0;
  return n * (seen?.candidates.shape[0] ?? n) + more;
}

/** A lane seen from outside: measured on the held-out items and on its last batch. */
export async function pictureOf(
  lanes: Lanes,
  lane: Lane,
  sitting: Sitting,
  options: PictureOptions,
): Promise<Picture> {
  const { step, plan } = lane;
  const seenNow = await spectrumOf(lane);
  const anchor = await anchorOf(lane, lanes.data, lanes.heldOut, options.anchor);
  const values = await heldOutEmbeddings(lanes, lane);
  const heldOut = heldOutOf(values, lanes.heldOut.items.labels, plan.d);
  const { map, axes } = mapOf(values, plan.d, sitting.axes);
  sitting.axes = axes;
  return {
    step,
    measures: Object.fromEntries(
      heldOutMeasures.map((name) => [name, metrics[name].measure(heldOut)]),
    ) as Record<HeldOutMeasure, number>,
    comparisons: comparisonsOf(lane),
    miningMs: options.choosingIsTimed && step > 0 ? lane.choosingMs : null,
    batch: plan.layout.description,
    weightCount: plan.weightCount,
    map,
    spectrum: seenNow?.spectrum ?? null,
    push: seenNow?.push ?? null,
    anchor,
    dials: await dialsOf(lane),
    ages: await agesOf(lane),
    removed: seenNow?.removed ?? null,
  };
}
