import { defaultsOf, type Knob, type Knobs, type KnobValue, restarts } from '../parts/part';
import { isShared, type KindId, kindIds, kinds, type PartOfKind, settings } from './kinds';

/**
 * One lane's experiment as plain data: the chosen part of each kind, and the value of every knob
 * that those parts and the experiment have, under its name. Knob names are unique over all kinds.
 */
export interface Recipe {
  readonly parts: Readonly<Record<KindId, string>>;
  readonly knobs: Readonly<Record<string, KnobValue>>;
}

/** A lane keeps its id while its recipe changes. */
export interface Lane {
  readonly id: number;
  readonly recipe: Recipe;
}

/** One to four lanes that share data and seed. */
export type Experiment = readonly Lane[];

export const MOST_LANES = 4;

/** Lanes of these recipes, numbered from 0. */
export const numbered = (recipes: readonly Recipe[]): Experiment =>
  recipes.map((recipe, id) => ({ id, recipe }));

/** The chosen part of a kind. Its functions take the knobs of the recipe as they are. */
export const partOf = <K extends KindId>(
  { parts }: Pick<Recipe, 'parts'>,
  kind: K,
): PartOfKind[K] => kinds[kind].parts[parts[kind]] as PartOfKind[K];

/** What data, batches, first weights and random numbers are functions of. */
export const seedOf = ({ knobs }: Recipe): number => Number(knobs.seed);

/** Every knob the recipe has, by name: the settings and those of its parts. */
export function knobsOf(parts: Recipe['parts']): Knobs {
  const own = kindIds.map((kind) => kinds[kind].parts[parts[kind]]?.knobs ?? {});
  return Object.assign({}, settings, ...own) as Knobs;
}

/**
 * Whether the recipe has the knob and it has an effect: no choice and no other part makes it idle.
 */
export function isInUse({ parts, knobs }: Recipe, name: string): boolean {
  const own = knobsOf(parts);
  const knob = own[name];
  if (!knob?.when) return knob !== undefined;
  const { knob: choice, is, unless } = knob.when;
  return is.includes(String(knobs[choice])) && !(unless !== undefined && unless in own);
}

/** The nearest value the knob can take, or null if the value is of no use at all. */
export function fitted(knob: Knob, value: unknown): KnobValue | null {
  if (knob.kind === 'choice')
    return Object.hasOwn(knob.options, String(value)) ? String(value) : null;
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) return null;
  const within = Math.min(knob.max, Math.max(knob.min, number));
  const steps = Math.round((within - knob.min) / knob.step);
  return Math.min(knob.max, Number((knob.min + steps * knob.step).toPrecision(9)));
}

/** The recipe every link is read against. */
export const defaultRecipe: Recipe = recipeOf(
  Object.fromEntries(kindIds.map((kind) => [kind, kinds[kind].default])) as Recipe['parts'],
);

/** A recipe of these parts: knobs keep their value from `knobs` where they fit, else the default. */
export function recipeOf(parts: Recipe['parts'], knobs: Recipe['knobs'] = {}): Recipe {
  const own = knobsOf(parts);
  return {
    parts,
    knobs: Object.fromEntries(
      Object.entries(defaultsOf(own)).map(([name, value]) => [
        name,
        name in knobs ? (fitted(own[name] as Knob, knobs[name]) ?? value) : value,
      ]),
    ),
  };
}

/**
 * The recipe with another part. A knob that both parts have keeps its value where both mean the
 * same by it: label, range and default alike. Otherwise, as for a learning rate, it takes the new
 * part's default.
 */
export function withPart(recipe: Recipe, kind: KindId, id: string): Recipe {
  if (recipe.parts[kind] === id) return recipe;
  const parts = { ...recipe.parts, [kind]: id };
  const next = knobsOf(parts);
  const dropped = Object.entries(partOf(recipe, kind).knobs)
    .filter(([name, knob]) => JSON.stringify(next[name]) !== JSON.stringify(knob))
    .map(([name]) => name);
  const kept = Object.entries(recipe.knobs).filter(([name]) => !dropped.includes(name));
  return recipeOf(parts, Object.fromEntries(kept));
}

/** The recipe with another knob value, fitted; unchanged if the recipe has no such knob. */
export function withKnob(recipe: Recipe, name: string, value: unknown): Recipe {
  const knob = knobsOf(recipe.parts)[name];
  const fit = knob && fitted(knob, value);
  return fit == null || fit === recipe.knobs[name]
    ? recipe
    : { ...recipe, knobs: { ...recipe.knobs, [name]: fit } };
}

/** Everything that counts in a recipe under one name each: parts by kind, knobs in use by name. */
export const flat = (recipe: Recipe): Readonly<Record<string, KnobValue>> => ({
  ...recipe.parts,
  ...Object.fromEntries(Object.entries(recipe.knobs).filter(([name]) => isInUse(recipe, name))),
});

/** What can't change without starting anew; equal strings mean that a lane can go on. */
export function restartKey(recipe: Recipe): string {
  const own = knobsOf(recipe.parts);
  const fixed = Object.entries(recipe.knobs).filter(([name]) => restarts(own[name] as Knob));
  return JSON.stringify([recipe.parts, fixed]);
}

/** Names (kinds and knobs) in which the lanes are not all alike, in link order. */
export function differences(recipes: readonly Recipe[]): string[] {
  const all = recipes.map(flat);
  const names = [...kindIds, ...Object.keys(settings), ...all.flatMap((one) => Object.keys(one))];
  return [...new Set(names)].filter((name) => new Set(all.map((one) => one[name])).size > 1);
}

/**
 * Recipes that can train side by side, as they came.
 * @throws RangeError in words unless they are one to four that share the seed and all of the data
 */
export function checkedTogether(recipes: readonly Recipe[]): readonly Recipe[] {
  if (recipes.length === 0 || recipes.length > MOST_LANES)
    throw new RangeError('Name one to four lanes.');
  const shared = differences(recipes).find(isShared);
  if (shared) throw new RangeError(`All lanes share “${shared}”. Set it once, for all lanes.`);
  return recipes;
}
