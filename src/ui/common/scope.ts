import type { Knob, KnobValue } from '../../parts/part';
import { disguiseOf } from '../../recipe/disguises';
import { type KindId, kinds } from '../../recipe/kinds';
import { type Experiment, isInUse, type Recipe } from '../../recipe/recipe';
import { unfit } from '../../recipe/rules';

/** What a control shows of the lanes it edits. */
export interface Shown<T> {
  /** The value they share; null where they differ. */
  readonly value: T | null;
  /** The first lane's value: where a slider starts from while lanes differ. */
  readonly first: T;
}

/** The lanes that the recipe column edits: all, or the one in `scope`. Never none. */
export function lanesInScope(lanes: Experiment, scope: number | null): Experiment {
  const own = lanes.filter((lane) => lane.id === scope);
  return own.length > 0 ? own : lanes;
}

function shown<T>(values: readonly T[]): Shown<T> {
  const [first] = values as readonly [T];
  return { value: values.every((value) => value === first) ? first : null, first };
}

/** The part of a kind that the lanes have. */
export const partShown = (lanes: Experiment, kind: KindId): Shown<string> =>
  shown(lanes.map(({ recipe }) => recipe.parts[kind]));

/** The value of a knob in those lanes that use it; in all that have it if none does. */
export const knobShown = (lanes: Experiment, name: string): Shown<KnobValue> =>
  shown(usersOf(lanes, name).map(({ recipe }) => recipe.knobs[name] as KnobValue));

function usersOf(lanes: Experiment, name: string): Experiment {
  const users = lanes.filter(({ recipe }) => isInUse(recipe, name));
  return users.length > 0 ? users : lanes.filter(({ recipe }) => name in recipe.knobs);
}

/** Every knob of a kind's parts that is in use in one of these lanes, by name, in the order of their parts. */
export function knobsShown(
  lanes: Experiment,
  knobsOfRecipe: (recipe: Recipe) => Readonly<Record<string, Knob>>,
): Readonly<Record<string, Knob>> {
  const used = lanes.flatMap(({ recipe }) =>
    Object.entries(knobsOfRecipe(recipe)).filter(([name]) => isInUse(recipe, name)),
  );
  return Object.fromEntries(used);
}

/** Why none of these lanes can have the part; null if at least one can. */
export function refusal(lanes: Experiment, kind: KindId, id: string): string | null {
  const reasons = lanes.map(({ recipe }) => unfit(recipe, kind, id));
  return reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null;
}

/** What to say beside the number of negatives when mining can't show anything; null if it can. */
export function miningNote(lanes: Experiment): string | null {
  // A part in disguise has a note that says more.
  if (lanes.some(({ recipe }) => disguiseOf(recipe)?.kind === 'selection')) return null;
  const many = lanes.some(({ recipe }) => Number(recipe.knobs.k ?? 0) > 8);
  if (many) return 'With many negatives a pair, how they are mined tends to show less.';
  const softmaxOverAll = lanes.some(
    ({ recipe: { knobs } }) => !('k' in knobs) && Number(knobs.temperature ?? 1) < 0.3,
  );
  return softmaxOverAll
    ? 'Over all candidates at a low temperature the loss itself picks the hard ones: mining shows nothing.'
    : null;
}

/** What to say where near misses are the source and a visitor's own pairs came without any. */
export function missesNote(lanes: Experiment, hasNearMisses: boolean): string | null {
  if (hasNearMisses || !lanes.some(({ recipe }) => recipe.parts.source === 'nearMisses'))
    return null;
  return 'Your pairs came without near misses, so this source adds nothing to the batch.';
}

/** Whether candidates can be false negatives: then there is a guard to choose. */
export const hasFalse = (lanes: Experiment): boolean =>
  lanes.some(
    ({ recipe }) =>
      Object.keys(kinds.guard.parts).filter((id) => unfit(recipe, 'guard', id) === null).length > 1,
  );
