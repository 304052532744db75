import type { Tensor } from '@tensorflow/tfjs-core';
import type { Data } from '../../parts/datasets/dataset';
import { metrics } from '../../parts/metrics';
import { heldOutOf } from '../../parts/metrics/metric';
import { type HeldOutMeasure, heldOutMeasures } from '../../protocol/measures';
import type { Picture } from '../../protocol/picture';
import type { Recipe } from '../../recipe/recipe';
import { datasetOf } from '../data/dataShown';
import type { Lane } from '../lanes/lane';
import type { Pool } from '../step/batch';
import type { Plan } from '../step/plan';
import { valuesOf } from '../tensors/inPlace';
import { tidied } from '../tensors/tidied';
import { tf } from '../tf';
import { type AnchorNumbers, anchorOf, anchorTensors } from './anchor';
import { agesOf, dialsOf, type KeptNumbers, keptTensors } from './dials';
import { type Pairs, pairTensors } from './pairs';
import type { Probe } from './probe';
import { spectrumOf } from './spectrum';
import { type Axes, mapOf } from './view';

/** Everything of a picture that is computed on the device, in groups. */
export type PictureNumbers<T> = {
  /** Held-out items, unit rows, [items, d]. */
  readonly heldOut: { readonly embeddings: T };
  /** The last batch; null before the first. */
  readonly pairs: Pairs<T> | null;
  readonly anchor: AnchorNumbers<T>;
  readonly kept: KeptNumbers<T>;
};

/** What is known of a lane at the moment its picture is taken, besides numbers on the device. */
export interface PictureFacts {
  readonly plan: Plan;
  readonly data: Data;
  readonly recipe: Recipe;
  readonly step: number;
  /** The held-out item shown as anchor, and the one each row of its probe shows, [N]. */
  readonly item: number;
  readonly probed: Int32Array;
  readonly comparisons: number;
  /** Milliseconds the last step spent choosing; null where that can't be told. */
  readonly choosingMs: number | null;
}

/** What goes on from one picture of a lane to the next. */
export interface Sitting {
  axes: Axes | null;
}

/** A lane seen from outside, measured on the held-out items and on its last batch: on the device. */
export const pictureTensors = (
  lane: Lane,
  heldOut: Pool,
  probe: Probe,
  isCounted: boolean,
): PictureNumbers<Tensor> =>
  tidied(() => ({
    pairs: pairTensors(lane, isCounted),
    anchor: anchorTensors(lane, probe.batch()),
    heldOut: { embeddings: lane.embedded(heldOut.all) },
    kept: keptTensors(lane),
  }));

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

/** What is known of a lane now, and of the probe that its picture shows. */
export function factsOf(lane: Lane, probe: Probe): PictureFacts {
  const { plan, data, recipe, step } = lane;
  return {
    plan,
    data,
    recipe,
    step,
    item: probe.item,
    probed: probe.items,
    comparisons: comparisonsOf(lane),
    // Only where the backend computes at once does the clock tell.
    choosingMs: ['wasm', 'cpu'].includes(tf.getBackend()) ? lane.choosingMs : null,
  };
}

/** Vectors compared with one another at a step. */
function comparisonsOf({ plan, seen, recipe }: Lane): number {
  const { n, d, source } = plan;
  const sizes = { n, d, items: plan.items };
  const more = source.comparisons?.(sizes, recipe.knobs as never) ?? 0;
  return n * (seen?.candidates.shape[0] ?? n) + more;
}

/** The same numbers under the same names, each made into something else. */
export function mapped<A, B>(
  numbers: PictureNumbers<A>,
  other: (one: A, name: string) => B,
): PictureNumbers<B> {
  const group = (name: string, one: Readonly<Record<string, A>>) =>
    Object.fromEntries(
      Object.entries(one).map(([key, value]) => [key, other(value, `${name} ${key}`)]),
    );
  return Object.fromEntries(
    Object.entries(numbers).map(([name, one]) => [name, one && group(name, one)]),
  ) as PictureNumbers<B>;
}

/** All of them in one row. */
export function listed<T>(numbers: PictureNumbers<T>): T[] {
  const all: T[] = [];
  mapped(numbers, (one) => all.push(one));
  return all;
}

/** Reads back what is on the device, and disposes it. */
export async function read(tensors: PictureNumbers<Tensor>): Promise<PictureNumbers<Float32Array>> {
  const under = new Map<string, Float32Array>();
  const reading: Promise<void>[] = [];
  mapped(tensors, (tensor, name) => {
    if (tensor.size > 0)
      reading.push(valuesOf(tensor).then((values) => void under.set(name, values)));
  });
  await Promise.all(reading);
  tf.dispose(listed(tensors));
  return mapped(tensors, (_, name) => under.get(name) ?? new Float32Array());
}

/** A lane as the page sees it, from the numbers of its picture. */
export function pictureOf(
  { plan, data, recipe, step, item, probed, comparisons, choosingMs }: PictureFacts,
  { heldOut: { embeddings }, pairs, anchor, kept }: PictureNumbers<Float32Array>,
  sitting: Sitting,
): Picture {
  const seen = pairs && step > 0 ? spectrumOf(plan, recipe, pairs) : null;
  const heldOut = heldOutOf(embeddings, data.heldOut.labels, plan.d);
  const made = plan.synthetic.count > 0 && {
    name: plan.synthetic.name,
    rows: anchor.made,
    state: anchor.madeState,
    count: Math.round(anchor.madeCount[0] as number),
  };
  const { map, axes } = mapOf(embeddings, plan.d, sitting.axes, made || null);
  sitting.axes = axes;
  return {
    step,
    measures: Object.fromEntries(
      heldOutMeasures.map((name) => [name, metrics[name].measure(heldOut)]),
    ) as Record<HeldOutMeasure, number>,
    comparisons,
    miningMs: step > 0 ? choosingMs : null,
    batch: plan.layout.description,
    weightCount: plan.weightCount,
    map,
    spectrum: seen?.spectrum ?? null,
    push: seen?.push ?? null,
    anchor: anchorOf(plan, item, probed, anchor),
    dials: dialsOf(plan, kept),
    ages: agesOf(step, kept),
    removed: seen?.removed ?? null,
    learned: datasetOf(recipe).learned?.(data, { embeddings, d: plan.d }) ?? null,
  };
}
