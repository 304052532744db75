import type { Tensor } from '@tensorflow/tfjs-core';
import { metrics } from '../../parts/metrics';
import { heldOutOf } from '../../parts/metrics/metric';
import { type HeldOutMeasure, heldOutMeasures } from '../../protocol/measures';
import type { Picture } from '../../protocol/picture';
import { partOf } from '../../recipe/recipe';
import type { Lane } from '../lanes/lane';
import type { Pool } from '../step/batch';
import { tf } from '../tf';
import type { PictureFacts } from './facts';
import { type Axes, type Made, mapOf } from './view';

/** What goes on from one picture of a lane to the next. */
export interface PictureMemory {
  axes: Axes | null;
}

/** Held-out items, unit rows, [items, d]. */
export type HeldOutNumbers<T> = { readonly embeddings: T };

/** The same, still on the device. */
export const heldOutTensors = (lane: Lane, heldOut: Pool): HeldOutNumbers<Tensor> => ({
  embeddings: lane.embedded(heldOut.all),
});

/** Held-out embeddings off the device, unit rows, [items, d]. */
export async function heldOutEmbeddings(
  { heldOut }: { readonly heldOut: Pool },
  lane: Lane,
): Promise<Float32Array> {
  const embeddings = tf.tidy(() => lane.embedded(heldOut.all));
  const values = (await embeddings.data()) as Float32Array;
  embeddings.dispose();
  return values;
}

/** Measures, map and lens of the held-out items. `made`: negatives that no item gave; null: none. */
export function heldOutView(
  { plan, data, recipe }: PictureFacts,
  { embeddings }: HeldOutNumbers<Float32Array>,
  made: Made | null,
  memory: PictureMemory,
): Pick<Picture, 'measures' | 'map' | 'learned'> {
  const heldOut = heldOutOf(embeddings, data.heldOut.labels, plan.d);
  const { map, axes } = mapOf(embeddings, plan.d, memory.axes, made);
  memory.axes = axes;
  return {
    measures: Object.fromEntries(
      heldOutMeasures.map((name) => [name, metrics[name].measure(heldOut)]),
    ) as Record<HeldOutMeasure, number>,
    map,
    learned: partOf(recipe, 'data').learned?.(data, { embeddings, d: plan.d }) ?? null,
  };
}
