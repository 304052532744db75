import type { LensId } from '../../parts/datasets/learned';
import type { DataShown } from '../../protocol/dataShown';
import type { MeasureId } from '../../protocol/measures';
import type { Experiment } from '../../recipe/recipe';
import { chanceLoss } from '../../words/chanceLoss';
import { lensMeasures } from '../../words/lensHeadline';

/** What an encoder that tells nothing apart would measure; null unless the lanes agree on it. */
export function chanceOf(
  measure: MeasureId | 'headline',
  lanes: Experiment,
  data: DataShown | null,
  lens?: LensId,
): number | null {
  if (measure === 'headline') return lens ? lensMeasures[lens].chance : null;
  if (measure !== 'loss') return data?.chance[measure] ?? null;
  const [first, ...others] = lanes.map(({ recipe }) => chanceLoss(recipe, data));
  return first !== undefined && Number.isFinite(first) && others.every((one) => one === first)
    ? first
    : null;
}
