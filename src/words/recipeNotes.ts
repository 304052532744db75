import { temperatureOf } from '../parts/losses/shared/softmaxRows';
import { negativesPerPair } from '../parts/selections/selection';
import { disguiseOf } from '../recipe/disguises';
import { type Experiment, partOf } from '../recipe/recipe';

/** What to say beside the number of negatives when mining can't show anything; null if it can. */
export function miningNote(lanes: Experiment): string | null {
  // A selection that equals another knob has a note of its own, which says more.
  if (lanes.some(({ recipe }) => disguiseOf(recipe)?.kind === 'selection')) return null;
  const many = lanes.some(({ recipe }) => (negativesPerPair(recipe.knobs) ?? 0) > 8);
  if (many) return 'With many negatives per pair, the choice of mining matters less.';
  const softmaxOverAll = lanes.some(
    ({ recipe: { knobs } }) =>
      negativesPerPair(knobs) === null && (temperatureOf(knobs) ?? 1) < 0.3,
  );
  return softmaxOverAll
    ? 'With all candidates and a low temperature, the loss itself concentrates on the hard ones, so mining makes no difference.'
    : null;
}

/** Lanes whose loss is a softmax over a single negative, and what to say of them. */
export interface SingleNegative {
  readonly lanes: readonly number[];
  readonly sentence: string;
}

/** Whether a softmax loss meets one negative per pair, where its paper takes all; null if none does. */
export function singleNegative(lanes: Experiment): SingleNegative | null {
  const found = lanes.filter(
    ({ recipe }) => partOf(recipe, 'loss').softmax && negativesPerPair(recipe.knobs) === 1,
  );
  const [first] = found;
  if (!first) return null;
  const { label } = partOf(first.recipe, 'loss');
  return {
    lanes: found.map(({ id }) => id),
    sentence: `${label} with 1 negative per pair is a softmax over two. In its paper, every negative of the batch is in the sum.`,
  };
}

/**
 * What to say if near misses are the source but the visitor's pairs came without any; else null.
 */
export function missesNote(lanes: Experiment, hasNearMisses: boolean): string | null {
  if (hasNearMisses || !lanes.some(({ recipe }) => partOf(recipe, 'source').readsNearMisses))
    return null;
  return 'Your pairs came without near misses, so this source adds nothing to the batch.';
}
