import type { Knob, KnobValue } from '../../parts/part';
import { type KindId, kinds } from '../../recipe/kinds';
import { type Experiment, isInUse, type Recipe } from '../../recipe/recipe';
import { unfit } from '../../recipe/rules';

/** What a control shows of the lanes that it edits. */
export interface SharedValue<T> {
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

function shown<T>(values: readonly T[]): SharedValue<T> {
  const [first] = values as readonly [T];
  return { value: values.every((value) => value === first) ? first : null, first };
}

/** The part of a kind that the lanes have. */
export const partShown = (lanes: Experiment, kind: KindId): SharedValue<string> =>
  shown(lanes.map(({ recipe }) => recipe.parts[kind]));

/** The value of a knob in those lanes that use it; in all that have it if none does. */
export const knobShown = (lanes: Experiment, name: string): SharedValue<KnobValue> =>
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

/** Why none of these lanes can have the part; null if any of them can. */
export function refusal(lanes: Experiment, kind: KindId, id: string): string | null {
  const reasons = lanes.map(({ recipe }) => unfit(recipe, kind, id));
  return reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null;
}

/** Whether candidates can be false negatives, that is, whether there is a guard to choose. */
export const hasFalse = (lanes: Experiment): boolean =>
  lanes.some(
    ({ recipe }) =>
      Object.keys(kinds.guard.parts).filter((id) => unfit(recipe, 'guard', id) === null).length > 1,
  );
