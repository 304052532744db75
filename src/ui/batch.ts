import type { KnobValues } from '../parts/part';
import { positives } from '../parts/positives';
import type { Layout, Positives } from '../parts/positives/positives';
import type { Recipe } from '../recipe/recipe';

/** What is known of the data's size. */
export interface Counts {
  readonly classNames: readonly string[];
  readonly trainCount: number;
}

/** How a batch of this recipe is laid out. */
export function batchLayout(recipe: Recipe, { classNames, trainCount }: Counts): Layout {
  const part = positives[recipe.parts.positives as keyof typeof positives] as Positives;
  const classes = classNames.length;
  return part.layout(recipe.knobs as KnobValues<never>, {
    classes,
    smallestClass: Math.floor(trainCount / classes),
    pairs: Math.floor(trainCount / 2),
  });
}
