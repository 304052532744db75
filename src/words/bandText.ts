import type { Knob } from '../parts/part';
import { partOf, type Recipe } from '../recipe/recipe';
import { knobText } from './knobs';
import { lowered } from './phrases';

/**
 * What the band of a loss stands for, with the value of its knob in the knob's own units: "margin
 * 0.2 (squared)" on an axis of plain distance. `edge`: where the band's edge would be, for positives
 * at that mean cosine; missing: the value as it is. A band that is not named after its knob has its
 * name alone, until its edge is moved. Empty if the loss has no band.
 */
export function bandText(recipe: Recipe, positive = Number.NaN, edge = Number.NaN): string {
  const { band, knobs } = partOf(recipe, 'loss');
  const knob = band && knobs[band.knob];
  if (!knob) return '';
  const asked = band.value(recipe.knobs, positive, edge);
  const isMoved = Number.isFinite(asked);
  const knobName = lowered(knob.label);
  const isNamedAlike = knobName.includes(band.label);
  if (!isNamedAlike && !isMoved) return band.label;
  const value = isMoved ? within(knob, asked) : (recipe.knobs[band.knob] ?? '');
  const unit = band.unit?.(recipe.knobs);
  const name = isNamedAlike ? band.label : knobName;
  return `${name} ${knobText(knob, value)}${unit ? ` (${unit})` : ''}`;
}

/** A value that the knob can have. */
const within = (knob: Knob, value: number): number =>
  knob.kind === 'number' ? Math.min(knob.max, Math.max(knob.min, value)) : value;
