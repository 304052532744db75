import type { DataShown } from '../../protocol/dataShown';
import type { MeasureId } from '../../protocol/measures';
import type { Experiment } from '../../recipe/recipe';
import { chanceLoss } from '../../words/chanceLoss';

/** What an encoder that tells nothing apart would measure; null unless the lanes agree on it. */
export function chanceOf(
  measure: MeasureId,
  lanes: Experiment,
  data: DataShown | null,
): number | null {
  if (measure !== 'loss') return data?.chance[measure] ?? null;
  const [first, ...others] = lanes.map(({ recipe }) => chanceLoss(recipe, data));
  return first !== undefined && Number.isFinite(first) && others.every((one) => one === first)
    ? first
    : null;
}
