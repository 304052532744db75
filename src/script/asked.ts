import { type KindId, kinds } from '../recipe/kinds';
import { misfit } from '../recipe/misfit';
import { quoted } from '../recipe/quoted';
import { knobsOf, type Recipe, withKnob, withPart } from '../recipe/recipe';
import { repaired, unfit } from '../recipe/rules';
import type { FlatRecipe } from './pushpull';

/** What scripts ask, looked at before anything is done. Each refuses with a sentence. */

const shown = (value: unknown): string =>
  typeof value === 'string' ? quoted(value) : String(value);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws RangeError unless it is a whole number from 0 up */
export function wholeNumber(value: unknown, what: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    throw new RangeError(`${what} can't be ${shown(value)}; it is a whole number, 0 or more.`);
  return value as number;
}

/** The entry of a list in this place. @throws RangeError if there is none */
export function inPlace<T>(lanes: readonly T[], place: unknown): T {
  const lane = Number.isSafeInteger(place) ? lanes[place as number] : undefined;
  if (lane === undefined)
    throw new RangeError(`There is no lane ${shown(place)}; lanes count from 0.`);
  return lane;
}

/** @throws RangeError unless it is a list of texts, no longer than `most` */
export function listOfTexts(texts: unknown, most: number): readonly string[] {
  if (!Array.isArray(texts) || !texts.every((text) => typeof text === 'string'))
    throw new RangeError("Texts are asked about as a list, as in ask(['a red ring']).");
  if (texts.length > most)
    throw new RangeError(`At most ${most} texts can be asked about at once.`);
  return texts;
}

/**
 * A change of the recipe: what it sets in all lanes, and in each, if it names lanes.
 * @throws RangeError unless it is written as one
 */
export function changeAsked(change: unknown) {
  if (!isObject(change))
    throw new RangeError("Set the recipe as an object, as in { loss: 'ntXent' }.");
  const { shared, lanes, ...own } = change;
  if (shared !== undefined && !isObject(shared))
    throw new RangeError('“shared” is an object of parts and knobs.');
  if (lanes !== undefined && !(Array.isArray(lanes) && lanes.every(isObject)))
    throw new RangeError('“lanes” is a list of objects, one for each lane.');
  return {
    everywhere: { ...shared, ...own } as FlatRecipe,
    lanes: lanes as readonly FlatRecipe[] | undefined,
  };
}

/**
 * The recipe with these names set.
 * @throws RangeError in words for a name or value that it can't take
 */
export function withFlat(recipe: Recipe, change: FlatRecipe): Recipe {
  const isKind = (name: string): name is KindId => Object.hasOwn(kinds, name);
  let chosen = recipe;
  for (const [name, value] of Object.entries(change))
    if (isKind(name)) {
      if (!Object.hasOwn(kinds[name].parts, String(value)))
        throw new RangeError(`There is no ${name} ${shown(value)}.`);
      chosen = withPart(chosen, name, String(value));
    }
  let result = repaired(chosen).recipe;
  for (const [name, value] of Object.entries(change)) {
    if (isKind(name)) {
      const reason = result.parts[name] !== value && unfit(chosen, name, String(value));
      if (reason) throw new RangeError(reason);
      continue;
    }
    const own = knobsOf(result.parts);
    const knob = Object.hasOwn(own, name) ? own[name] : undefined;
    if (!knob) throw new RangeError(`${quoted(name)} is no part or knob of this recipe.`);
    const reason = misfit(knob, value);
    if (reason) throw new RangeError(reason);
    result = withKnob(result, name, value);
  }
  return result;
}
