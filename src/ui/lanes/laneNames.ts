import type { Knob } from '../../parts/part';
import { type KindId, kinds } from '../../recipe/kinds';
import { differences, flat, knobsOf, partOf, type Recipe } from '../../recipe/recipe';
import { knobWords } from '../common/format';

const isKind = (name: string): name is KindId => Object.hasOwn(kinds, name);

/** Names in which lanes truly differ: a knob that only some of them have follows from its part. */
export const comparable = (recipes: readonly Recipe[]): string[] =>
  differences(recipes).filter((name) => recipes.every((recipe) => name in flat(recipe)));

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** "Hardest" or "Margin 0.1": one thing about a recipe, as a heading says it. */
function trait(recipe: Recipe, name: string): string {
  if (isKind(name)) {
    const { label, phrase } = partOf(recipe, name);
    return label === 'None' ? capitalised(phrase) : label;
  }
  const knob = knobsOf(recipe.parts)[name] as Knob;
  return capitalised(knobWords(knob, recipe.knobs[name] ?? ''));
}

/**
 * What to call each lane: what sets it apart, at most two things. A single lane goes by its
 * selection; lanes alike go by their place; names that still coincide are numbered.
 */
export function laneNames(recipes: readonly Recipe[]): string[] {
  if (recipes.length === 1) return recipes.map((recipe) => partOf(recipe, 'selection').label);
  const names = comparable(recipes).slice(0, 2);
  const plain = recipes.map((recipe, place) =>
    names.length === 0 ? `Lane ${place + 1}` : names.map((name) => trait(recipe, name)).join(' · '),
  );
  return plain.map((name, place) => {
    const before = plain.slice(0, place).filter((other) => other === name).length;
    return before > 0 ? `${name} (${before + 1})` : name;
  });
}
