import type { Knobs, KnobValues, Part } from '../part';
import { nearestOf } from './nearest';
import type { Ranked } from './retrieval';
import { similarities } from './similarities';

/** Held-out items as the encoder sees them, with what several metrics of one evaluation share. */
export interface HeldOut {
  /** Rows of unit length, [n, d]; a zero row stands for an encoder that is dead there. */
  readonly values: Float32Array | Float64Array;
  /** Class of each item, whole numbers from 0, [n]. */
  readonly labels: Int32Array;
  readonly n: number;
  readonly d: number;
  /** Whether every value is finite. */
  readonly finite: boolean;
  /** Cosine of every pair, [n, n]; squared length of each row on the diagonal. Made once. */
  similarity(): Float64Array;
  /** As many nearest others of each item as it has class mates, at least one. Made once. */
  nearest(): Ranked;
}

/**
 * A number that tells how good embeddings of held-out items are. Plain JavaScript in float64.
 * NaN means undefined: no items, none that can be asked, or values that are not finite.
 */
export interface Metric<K extends Knobs = Knobs> extends Omit<Part<K>, 'phrase'> {
  readonly better: 'higher' | 'lower';
  /** What it counts in, as written behind the number. */
  readonly unit?: string;
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

/** Held-out items from unit rows, [n, d], and the class of each, [n]. */
export function heldOutOf(
  values: Float32Array | Float64Array,
  labels: Int32Array,
  d: number,
): HeldOut {
  let similarity: Float64Array | undefined;
  let nearest: Ranked | undefined;
  const items: HeldOut = {
    values,
    labels,
    n: labels.length,
    d,
    finite: values.every(Number.isFinite),
    similarity() {
      similarity ??= similarities(values, values, d);
      return similarity;
    },
    nearest() {
      nearest ??= nearestOf(items.similarity(), labels, classMates(labels));
      return nearest;
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

/** Mean of `value` over the items that have class mates; NaN if none has. */
export function meanOverAsked(
  labels: Int32Array,
  value: (mates: number, others: number) => number,
): number {
  let sum = 0;
  let asked = 0;
  for (const mates of classMates(labels)) {
    if (mates === 0) continue;
    sum += value(mates, labels.length - 1);
    asked++;
  }
  return sum / asked;
}
