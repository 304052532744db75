import type { Knobs, KnobValues, Part } from '../part';
import type { LiveMetric } from './live';
import { kMeans } from './shared/kMeans';
import { nearestOf } from './shared/nearest';
import type { Ranked } from './shared/ranking';
import { similarities } from './shared/similarities';

/** Embeddings with their classes. */
export interface Labelled {
  /** Rows of unit length, [n, d]. */
  readonly values: Float32Array | Float64Array;
  /** Class of each item, whole numbers from 0, [n]. */
  readonly labels: Int32Array;
}

/** Held-out items as the encoder sees them, with what several metrics of one evaluation share. */
export interface HeldOut extends Labelled {
  /** Rows of unit length, [n, d]; a zero row stands for an encoder that is dead there. */
  readonly values: Float32Array | Float64Array;
  readonly n: number;
  readonly d: number;
  /** Items that the encoder was trained on, as it sees them, for what learns from labels. */
  readonly train?: Labelled;
  /** Whether every value is finite. */
  readonly finite: boolean;
  /** Cosine of every pair, [n, n]; squared length of each row on the diagonal. Made once. */
  similarity(): Float64Array;
  /**
   * The nearest others of each item: as many as it has class mates, but at least `atLeast` (20) if
   * there are that many. Made once, unless more are asked for.
   */
  nearest(atLeast?: number): Ranked;
  /**
   * Cluster of each item by k-means, as many clusters as classes, [n]. Made once for each number of
   * restarts.
   */
  clusters(restarts: number): Int32Array;
}

/**
 * A number that tells how good embeddings of held-out items are. Plain JavaScript in float64.
 * NaN means undefined: no items, none that can be asked, or values that are not finite. One that
 * spreads its entry of `liveMetrics` is followed during training; others are measured on demand.
 */
export interface Metric<K extends Knobs = Knobs>
  extends Omit<Part<K>, 'phrase'>,
    Partial<LiveMetric> {
  readonly label: string;
  readonly better: 'higher' | 'lower';
  /** What it counts in, as written behind the number. */
  readonly unit?: string;
  /** Least and greatest value, rounding aside, whatever the knobs. */
  readonly range: readonly [number, number];
  /** The value; never throws. Knobs that are not given are at their defaults. */
  measure(embeddings: HeldOut, knobs?: Partial<KnobValues<K>>): number;
  /** The value of an encoder that tells nothing apart, where labels alone decide it. */
  chance?(labels: Int32Array): number;
}

/** Gives a metric its exact knob names, and NaN for nothing and for what is not finite. */
export const defineMetric = <const K extends Knobs>(metric: Metric<K>): Metric<K> => ({
  ...metric,
  measure: (embeddings, knobs) =>
    embeddings.n > 0 && embeddings.finite ? metric.measure(embeddings, knobs) : Number.NaN,
});

/** How many neighbours of each item are found at once: what the measures ask for by default. */
const NEIGHBOURS = 20;

/** Held-out items from unit rows, [n, d], and the class of each, [n]. */
export function heldOutOf(
  values: Float32Array | Float64Array,
  labels: Int32Array,
  d: number,
  train?: Labelled,
): HeldOut {
  let similarity: Float64Array | undefined;
  let nearest: Ranked | undefined;
  let reach = 0;
  const clusters = new Map<number, Int32Array>();
  const items: HeldOut = {
    values,
    labels,
    n: labels.length,
    d,
    ...(train && { train }),
    finite: values.every(Number.isFinite) && (train?.values.every(Number.isFinite) ?? true),
    similarity() {
      similarity ??= similarities(values, values, d);
      return similarity;
    },
    nearest(atLeast = NEIGHBOURS) {
      if (!nearest || atLeast > reach) {
        reach = Math.max(atLeast, NEIGHBOURS);
        nearest = nearestOf(items.similarity(), labels, labels, true, reach);
      }
      return nearest;
    },
    clusters(restarts) {
      const made = clusters.get(restarts) ?? kMeans(items, new Set(labels).size, restarts);
      clusters.set(restarts, made);
      return made;
    },
  };
  return items;
}

/** How many items of its own class each item has besides itself, [n]. */
export function classMates(labels: Int32Array): Int32Array {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return labels.map((label) => (counts.get(label) ?? 0) - 1);
}

/**
 * Mean over the items that have class mates of a value that depends on how many they have, among
 * how many others; NaN if none has any.
 */
export function meanOverAsked(
  labels: Int32Array,
  value: (mates: number, others: number) => number,
): number {
  const known = new Map<number, number>();
  let sum = 0;
  let asked = 0;
  for (const mates of classMates(labels)) {
    if (mates === 0) continue;
    const own = known.get(mates) ?? value(mates, labels.length - 1);
    known.set(mates, own);
    sum += own;
    asked++;
  }
  return sum / asked;
}
