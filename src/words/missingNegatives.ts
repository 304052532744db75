import { decimal, thousands } from '../numbers/format';
import { negativesPerPair } from '../parts/selections/selection';
import type { AnchorView, Picture } from '../protocol/picture';
import { partOf, type Recipe } from '../recipe/recipe';
import type { LaneRun } from '../state/run';
import { batchLayout, type DataSize } from './batchLayout';
import { sizesOf } from './stepCost';

/** Recipes in which no negative pushes, or fewer than asked for; told from measurements alone. */

/** A loss below this counts as 0. */
const NOTHING = 1e-7;
/** After this many steps a loss of 0 is no accident of the first batch. */
const SOME_STEPS = 3;
/**
 * Share from which a memory counts as full: candidates of the anchor's class are left out of the
 * count.
 */
const NEARLY_FULL = 0.9;

const sumOf = (counts: ArrayLike<number>): number =>
  Array.from(counts).reduce((sum, one) => sum + one, 0);

/**
 * A sentence if every candidate was removed, or if none could be chosen since the start; else null.
 */
export function nothingPushes({ series, picture, step }: LaneRun): string | null {
  const { loss, activeShare } = series;
  const now = loss.values.at(-1) ?? Number.NaN;
  if (picture?.removed === 1) {
    const left = Math.abs(now) < NOTHING ? 'the loss is 0' : `what is left costs ${decimal(now)}`;
    return `The guard removed every candidate: no negative acts, and ${left}.`;
  }
  const isIdle =
    step >= SOME_STEPS &&
    loss.values.every((value) => Math.abs(value) < NOTHING) &&
    !activeShare.values.some((share) => share > 0);
  if (!isIdle) return null;
  const spectrum = picture?.spectrum;
  if (!spectrum || sumOf(spectrum.chosen) > 0)
    return 'Nothing teaches from the first step on: the loss has always been 0.';
  return sumOf(spectrum.candidates) > 0
    ? 'None of the candidates could be chosen: the loss has been 0 from the first step on.'
    : 'There is no candidate to choose from: the loss has been 0 from the first step on.';
}

/** How many candidates are training items, that is, come from the source. */
const brought = ({ candidates }: AnchorView): number =>
  candidates.filter((candidate) => candidate < -1).length;

/** Slots of the source's queue; null if it keeps none. */
function slotsOf(recipe: Recipe, data: DataSize): number | null {
  const arrays = partOf(recipe, 'source').state?.(sizesOf(recipe, data), recipe.knobs) ?? [];
  return arrays.find(({ name }) => name === 'entered')?.shape[0] ?? null;
}

/** A sentence if a memory gives no candidates yet, or not all it will. */
function filling({ step, ages, anchor, removed }: Picture, recipe: Recipe, data: DataSize) {
  const source = partOf(recipe, 'source');
  if (!source.remembers || (removed ?? 0) > 0) return null;
  const there = brought(anchor);
  if (there === 0) return 'No candidate from its memory yet.';
  if (!ages) return null;
  const all =
    slotsOf(recipe, data) ?? source.candidates?.(sizesOf(recipe, data), recipe.knobs) ?? 0;
  // While the first step is remembered, nothing has been dropped.
  const isWhole = ages.oldest >= step - 1 && there < NEARLY_FULL * all;
  return isWhole ? `Memory still filling: ${thousands(there)} of ${thousands(all)} there.` : null;
}

/** A sentence if more negatives are asked for than the anchor has candidates. */
function tooFew({ anchor }: Picture, recipe: Recipe): string | null {
  const wanted = negativesPerPair(recipe.knobs) ?? 0;
  const there = anchor.candidates.length;
  if (there === 0 || wanted <= there) return null;
  return `${thousands(wanted)} negatives wanted, ${thousands(there)} there: ${thousands(sumOf(anchor.chosen))} act.`;
}

/** A sentence if a single batch is larger than the queue. */
function tooSmall(recipe: Recipe, data: DataSize): string | null {
  const slots = slotsOf(recipe, data);
  if (slots === null) return null;
  const { isQuery } = batchLayout(recipe, data);
  const entering = partOf(recipe, 'source').keys ? isQuery.length - sumOf(isQuery) : isQuery.length;
  return slots < entering
    ? `Memory of ${thousands(slots)}, but ${thousands(entering)} enter a step: some never do.`
    : null;
}

/** Where the recipe falls short of what it asks for, in a short sentence; null if it does not. */
export function shortfall(
  { picture }: LaneRun,
  recipe: Recipe,
  data: DataSize | null,
): string | null {
  if (!picture?.anchor || !data) return null;
  return filling(picture, recipe, data) ?? tooFew(picture, recipe) ?? tooSmall(recipe, data);
}
