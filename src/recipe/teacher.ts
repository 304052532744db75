import { type Recipe, seedOf, withKnob, withPart } from './recipe';
import { repaired } from './rules';

const SEEDS = 10000;

/**
 * The recipe by which a lane's teacher is trained: the same data, positives, encoder, loss and
 * optimizer, but random negatives of the batch, no guard, and other first weights and batches.
 */
export function teacherOf(recipe: Recipe): Recipe {
  const plain = withPart(withPart(recipe, 'source', 'inBatch'), 'guard', 'none');
  const fitting = repaired(withPart(plain, 'selection', 'random')).recipe;
  return withKnob(fitting, 'seed', (seedOf(recipe) + 1) % SEEDS);
}
