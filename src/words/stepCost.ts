import type { Sizes, Source } from '../parts/sources/source';
import { partOf, type Recipe } from '../recipe/recipe';
import { batchLayout, type DataSize } from './batchLayout';
import { lowered } from './phrases';

/** What a step would cost if one thing were ten times as large. */
export interface Growth {
  /** "the batch", "queue size". */
  readonly of: string;
  /** Comparisons a step then. */
  readonly comparisons: number;
  /** How many times as many as now. */
  readonly times: number;
}

/** The sizes on which the cost of a step depends. */
export const sizesOf = (recipe: Recipe, data: DataSize): Sizes => ({
  n: batchLayout(recipe, data).items.length,
  d: Number(recipe.knobs.embedding),
  items: data.trainCount,
});

/** Comparisons of two vectors per step, by the source's own rule. */
function comparisonsOf(source: Source, sizes: Sizes, knobs: Recipe['knobs']): number {
  const others = source.candidates?.(sizes, knobs) ?? 0;
  return sizes.n * (sizes.n + others) + (source.comparisons?.(sizes, knobs) ?? 0);
}

const TEN = 10;

/**
 * What a step would cost with ten times the batch, the data, or any knob of the source that
 * matters. Empty if the source's own rule does not agree with what was measured.
 */
export function growthOf(recipe: Recipe, data: DataSize, measured: number): Growth[] {
  const source = partOf(recipe, 'source');
  const { knobs } = recipe;
  const sizes = sizesOf(recipe, data);
  if (comparisonsOf(source, sizes, knobs) !== measured) return [];
  const growth = (of: string, larger: Sizes, turned = knobs): Growth => {
    const comparisons = comparisonsOf(source, larger, turned);
    return { of, comparisons, times: comparisons / measured };
  };
  const turned = Object.entries(source.knobs).flatMap(([name, knob]): Growth[] => {
    if (knob.kind !== 'number') return [];
    const more = { ...knobs, [name]: TEN * Number(knobs[name]) };
    const one = growth(`“${lowered(knob.label)}”`, sizes, more);
    return one.comparisons === measured ? [] : [one];
  });
  return [
    growth('the batch', { ...sizes, n: TEN * sizes.n }),
    growth('the data', { ...sizes, items: TEN * sizes.items }),
    ...turned,
  ];
}

/** 100 to "100 times as many", 1 to "no more", 0.25 to "0.25 times as many". */
export function timesText(times: number): string {
  if (Math.abs(times - 1) < 0.005) return 'no more';
  const digits = times >= TEN ? 0 : times >= 1 ? 1 : 2;
  return `${Number(times.toFixed(digits))} times as many`;
}
