import type { Layout } from '../parts/positives/positives';
import type { DataShown } from '../protocol/dataShown';
import { partOf, type Recipe } from '../recipe/recipe';
import { classCountsOf } from './classCounts';

/**
 * What is known of the data's size. Without labels, classes are assumed to be of one size and all
 * trained on; without a number of pairs, every item is assumed to be in one.
 */
export interface DataSize
  extends Pick<DataShown, 'classNames' | 'trainCount'>,
    Partial<Pick<DataShown, 'labels' | 'texts' | 'train' | 'pairs' | 'trainPairs'>> {}

/** Number of classes to train on, and of items in the smallest. */
function sizesOf({ classNames, trainCount, labels, texts, train, pairs = null }: DataSize) {
  if (labels && train && texts !== undefined) {
    const { trained, smallest } = classCountsOf({ labels, texts, train, pairs });
    return { classes: trained, smallestClass: smallest };
  }
  const classes = classNames.length;
  return { classes, smallestClass: Math.floor(trainCount / classes) };
}

/** How a batch of this recipe is laid out. */
export function batchLayout(recipe: Recipe, data: DataSize): Layout {
  return partOf(recipe, 'positives').layout(recipe.knobs, {
    ...sizesOf(data),
    pairs: data.trainPairs ?? Math.floor(data.trainCount / 2),
  });
}
