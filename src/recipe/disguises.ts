import { temperatureOf } from '../parts/losses/shared/softmaxRows';
import type { KindId } from './kinds';
import { partOf, type Recipe, withKnob, withPart } from './recipe';
import { repaired } from './rules';

/** A part that partly does, under another name, what a plain knob does. */
export interface Disguise {
  /** The kind whose part it is. */
  readonly kind: KindId;
  /** What it is in truth, in one sentence. */
  readonly sentence: string;
  /** What to compare it with, in a few words: "NT-Xent at temperature 0.1". */
  readonly plainly: string;
  /** The same experiment with the plain knob turned instead. */
  readonly matched: Recipe;
}

/** A temperature with two digits, as one reads it. */
const written = (temperature: number): string => String(Number(temperature.toPrecision(2)));

/**
 * The part of this kind as a lower temperature; null: it isn't one, or the loss is not a softmax.
 */
function asTemperature(recipe: Recipe, kind: KindId): Disguise | null {
  const { lowersTemperature } = partOf(recipe, kind);
  if (!lowersTemperature) return null;
  const { instead, plainly, sentence } = lowersTemperature;
  const plain = withPart(recipe, kind, instead);
  const own = temperatureOf(recipe.knobs);
  if (!partOf(plain, 'loss').softmax || own === null) return null;
  const lowered = lowersTemperature.lowered(recipe.knobs, own);
  if (lowered === null) return null;
  const matched = withKnob(plain, 'temperature', lowered);
  const reached = temperatureOf(matched.knobs) ?? lowered;
  return {
    kind,
    sentence: sentence(written(lowered)),
    plainly: `${plainly} at temperature ${written(reached)}`,
    matched: repaired(matched).recipe,
  };
}

/** Which part of the recipe is another knob in disguise, and what to compare it with; null: none. */
export const disguiseOf = (recipe: Recipe): Disguise | null =>
  asTemperature(recipe, 'loss') ?? asTemperature(recipe, 'selection');
