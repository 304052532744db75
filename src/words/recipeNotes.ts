import { temperatureOf } from '../parts/losses/shared/softmaxRows';
import { negativesPerPair } from '../parts/selections/selection';
import { disguiseOf } from '../recipe/disguises';
import { type Experiment, partOf } from '../recipe/recipe';

/** What to say beside the number of negatives when mining can't show anything; null if it can. */
export function miningNote(lanes: Experiment): string | null {
  // A selection that equals another knob has a note of its own, which says more.
  if (lanes.some(({ recipe }) => disguiseOf(recipe)?.kind === 'selection')) return null;
  const many = lanes.some(({ recipe }) => (negativesPerPair(recipe.knobs) ?? 0) > 8);
  if (many) return 'With many negatives a pair, how they are mined tends to show less.';
  const softmaxOverAll = lanes.some(
    ({ recipe: { knobs } }) =>
      negativesPerPair(knobs) === null && (temperatureOf(knobs) ?? 1) < 0.3,
  );
  return softmaxOverAll
    ? 'Over all candidates at a low temperature the loss itself picks the hard ones: mining shows nothing.'
    : null;
}

/**
 * What to say if near misses are the source but the visitor's pairs came without any; else null.
 */
export function missesNote(lanes: Experiment, hasNearMisses: boolean): string | null {
  if (hasNearMisses || !lanes.some(({ recipe }) => partOf(recipe, 'source').readsNearMisses))
    return null;
  return 'Your pairs came without near misses, so this source adds nothing to the batch.';
}
