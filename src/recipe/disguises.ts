import type { KindId } from './kinds';
import { type Recipe, withKnob, withPart } from './recipe';
import { repaired } from './rules';

/** A part that does in part, under another name, what a plain knob does. */
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

/** Losses that take the softmax of cosines over the temperature, and multiply the weights in. */
const SOFTMAX: Readonly<Record<string, string>> = {
  ntXent: 'NT-Xent',
  infoNce: 'InfoNCE',
  symmetricInfoNce: 'symmetric InfoNCE',
};

const number = (recipe: Recipe, name: string): number => Number(recipe.knobs[name]);

/** A temperature with two digits, as one reads it. */
const written = (temperature: number): string => String(Number(temperature.toPrecision(2)));

/** "NT-Xent at temperature 0.1" for a recipe that has a temperature. */
const atTemperature = (loss: string, recipe: Recipe): string =>
  `${loss} at temperature ${written(number(recipe, 'temperature'))}`;

/**
 * HCL weighs each negative by exp(beta s / T) on top of the softmax's own exp(s / T), together
 * exp((1 + beta) s / T) (Robinson et al. 2021, section 3): as a softmax at T / (1 + beta) would.
 */
function reweightedLoss(recipe: Recipe): Disguise | null {
  const [beta, temperature] = [number(recipe, 'beta'), number(recipe, 'temperature')];
  if (recipe.parts.loss !== 'hcl' || !(beta > 0)) return null;
  const lower = temperature / (1 + beta);
  const matched = withKnob(withPart(recipe, 'loss', 'ntXent'), 'temperature', lower);
  return {
    kind: 'loss',
    sentence: `Concentration is partly a lower temperature: its negatives weigh exp((1+β)s/τ), as at temperature ${written(lower)}.`,
    plainly: atTemperature('NT-Xent', matched),
    matched,
  };
}

/**
 * Weights exp(beta s) in front of a softmax's exp(s / T) make exp((beta + 1 / T) s): as a softmax
 * at T / (1 + beta T) over all negatives would.
 */
function weightedSelection(recipe: Recipe): Disguise | null {
  const [beta, temperature] = [number(recipe, 'concentration'), number(recipe, 'temperature')];
  const loss = SOFTMAX[recipe.parts.loss];
  if (recipe.parts.selection !== 'hardnessWeighted' || !loss || !(beta > 0)) return null;
  const lower = temperature / (1 + beta * temperature);
  const matched = withKnob(withPart(recipe, 'selection', 'all'), 'temperature', lower);
  return {
    kind: 'selection',
    sentence: `With a softmax these weights are partly a lower temperature: together exp((β+τ⁻¹)s), as at temperature ${written(lower)}.`,
    plainly: `all negatives at temperature ${written(number(matched, 'temperature'))}`,
    matched,
  };
}

/** Which part of the recipe is another knob in disguise, and what to compare it with; null: none. */
export function disguiseOf(recipe: Recipe): Disguise | null {
  const found = reweightedLoss(recipe) ?? weightedSelection(recipe);
  return found && { ...found, matched: repaired(found.matched).recipe };
}
