import type { Tensor } from '@tensorflow/tfjs-core';
import type { Data } from '../../parts/data';
import type { Encoder, Weight } from '../../parts/encoders/encoder';
import type { Guard } from '../../parts/guards/guard';
import type { Loss } from '../../parts/losses/loss';
import type { Optimizer } from '../../parts/optimizers/optimizer';
import { type KnobValue, restarts } from '../../parts/part';
import type { Layout, Positives } from '../../parts/positives/positives';
import type { Schedule } from '../../parts/schedules/schedule';
import type { Selection } from '../../parts/selections/selection';
import { sizeOf } from '../../parts/sizeOf';
import type { KeptArray, Source } from '../../parts/sources/source';
import { knobsOf, partOf, type Recipe } from '../../recipe/recipe';
import { tf } from '../tf';
import {
  type BatchConstants,
  batchConstants,
  type ItemConstants,
  itemConstants,
  leadingPictures,
} from './constants';

/**
 * Everything about a lane that its recipe fixes: its parts, the shape of its batch, and the
 * constants that follow from them, on the device. Made anew when the lane starts anew.
 */
export interface Plan extends BatchConstants, ItemConstants {
  readonly encoder: Encoder;
  readonly positives: Positives;
  readonly source: Source;
  readonly selection: Selection;
  readonly guard: Guard;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly schedule: Schedule;
  readonly layout: Layout;
  /** Rows of a batch, N, and dimensions of an embedding, d. */
  readonly n: number;
  readonly d: number;
  /** Smallest and largest value an item is meant to hold. */
  readonly range: readonly [number, number];
  /** Training items, T; held-out items go by the numbers from T. */
  readonly items: number;
  readonly weights: readonly Weight[];
  readonly weightCount: number;
  /**
   * How many rows of a training batch, the first ones, are pictures, where all others and all that a
   * source names are texts; null: the rows themselves tell.
   */
  readonly pictures: number | null;
  /** Arrays the source keeps from step to step. */
  readonly kept: readonly KeptArray[];
  /** First values of the first of them, where they are read off the data; null: they are not. */
  readonly lists: Float32Array | null;
  /** How many of the candidates, the last ones, are vectors that no item gave, and of what kind. */
  readonly synthetic: { readonly name: string; readonly count: number };
  /** Names of the numbers the selection keeps from step to step. */
  readonly counted: readonly string[];
  /** Shapes of what a teacher leaves to the guard: its weights and how it sees every item. */
  readonly guiding: readonly (readonly number[])[];
  /** Whether a second encoder follows the first. */
  readonly hasMomentumEncoder: boolean;
  /** Whether only the hardest positive of each anchor is used. */
  readonly hardestPositive: boolean;
  /** Plain knob values that never change in the life of the plan. */
  readonly fixed: Readonly<Record<string, KnobValue>>;
  dispose(): void;
}

/** The items of each class, and the size of the smallest that has any. */
export function itemsByClass(labels: Int32Array, classes: number): number[][] {
  const items: number[][] = Array.from({ length: classes }, () => []);
  labels.forEach((label, item) => void items[label]?.push(item));
  return items.filter((one) => one.length > 0);
}

export function makePlan(recipe: Recipe, data: Data): Plan {
  const { parts, knobs } = recipe;
  const encoder = partOf(recipe, 'encoder');
  const kind = partOf(recipe, 'positives');
  const loss = partOf(recipe, 'loss');
  const byClass = itemsByClass(data.train.labels, data.classNames.length);
  const smallest = Math.min(...byClass.map((items) => items.length));
  const layout = kind.layout(knobs, {
    classes: byClass.length,
    smallestClass: smallest,
    pairs: (data.train.pairs?.length ?? 0) / 2,
  });
  const n = layout.items.length;
  const d = Number(knobs.embedding);
  const weights = encoder.weights(data.shape, d, knobs, data.vocabulary?.length ?? 0);
  const source = partOf(recipe, 'source');
  const selection = partOf(recipe, 'selection');
  const guard = partOf(recipe, 'guard');
  const constants = {
    ...batchConstants(layout, loss.anchors),
    ...itemConstants(kind, data),
  };
  const own = knobsOf(parts);
  const weightCount = weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0);
  const isGuided = guard.taughtFor && guard.taughtFor(knobs) !== null;
  const { count, nearMisses } = data.train;
  const sizes = {
    n,
    d,
    items: count,
    heldOut: data.heldOut.count,
    nearMisses: nearMisses?.perItem ?? 0,
  };
  return {
    encoder,
    positives: kind,
    source,
    selection,
    guard,
    loss,
    optimizer: partOf(recipe, 'optimizer'),
    schedule: partOf(recipe, 'schedule'),
    layout,
    n,
    d,
    range: data.range,
    items: count,
    weights,
    weightCount,
    guiding: isGuided ? [[weightCount], [count + data.heldOut.count, d]] : [],
    pictures: kind.inPairs ? leadingPictures(layout, data) : null,
    kept: source.state?.(sizes, knobs) ?? [],
    lists: source.lists?.(data.train, knobs, data.heldOut) ?? null,
    synthetic: {
      name: source.synthetic?.name ?? '',
      count: source.synthetic?.count(sizes, knobs) ?? 0,
    },
    counted: Object.keys(selection.state ?? {}),
    hasMomentumEncoder: Boolean(source.keys || guard.asksMomentumEncoder?.(knobs)),
    ...constants,
    hardestPositive: kind.hardestOnly?.(knobs) ?? false,
    fixed: Object.fromEntries(
      Object.entries(knobs).filter(([name]) => own[name] && restarts(own[name])),
    ),
    dispose: () => tf.dispose(Object.values(constants).flat() as Tensor[]),
  };
}
