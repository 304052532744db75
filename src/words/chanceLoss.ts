import { negativesPerPair } from '../parts/selections/selection';
import { kinds } from '../recipe/kinds';
import { partOf, type Recipe } from '../recipe/recipe';
import { batchLayout, type DataSize } from './batchLayout';

/** Candidates and positives of the first anchor in a batch of this recipe. */
function countsOf(recipe: Recipe, data: DataSize) {
  const { group, isQuery, q } = batchLayout(recipe, data);
  const { anchors } = partOf(recipe, 'loss');
  const negatives = group.filter(
    (one, row) => one !== group[0] && (anchors === 'all' || !isQuery[row]),
  );
  const used = partOf(recipe, 'positives').hardestOnly?.(recipe.knobs) ? 1 : q;
  return { candidates: negatives.length, positives: used };
}

/**
 * The loss of an encoder that tells nothing apart, under the recipe's knobs. NaN if that depends on
 * how many candidates a guard lets through, or on chance.
 */
export function chanceLoss(recipe: Recipe, data: DataSize | null): number {
  if (!data) return Number.NaN;
  const { candidates, positives: own } = countsOf(recipe, data);
  const selection = partOf(recipe, 'selection');
  const wanted = selection.acting
    ? selection.acting(candidates, recipe.knobs)
    : (negativesPerPair(recipe.knobs) ?? Number.POSITIVE_INFINITY);
  if (wanted === null) return Number.NaN;
  const isGuarded = recipe.parts.guard !== kinds.guard.neutral;
  if (recipe.parts.source !== kinds.source.neutral) return Number.NaN;
  if (isGuarded && wanted >= candidates) return Number.NaN;
  const { chance, together } = partOf(recipe, 'loss');
  // How many different negatives the positives of an anchor come with depends on the draw.
  if (together && selection.perPositive && own > 1 && wanted < candidates) return Number.NaN;
  return chance(recipe.knobs, Math.min(wanted, candidates), own) ?? Number.NaN;
}
