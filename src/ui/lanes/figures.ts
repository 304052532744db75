import type { Recipe } from '../../recipe/recipe';
import type { LaneRun } from '../../state/run';
import { decimal, percent, thousands } from '../common/format';
import { keptLines } from './kept';

export interface Figure {
  readonly name: string;
  readonly text: string;
}

const shareText = (share: number | undefined) =>
  share === undefined || Number.isNaN(share) ? '–' : percent(share);

/** Every measure of a lane as it stands, in the order in which one asks for them. */
export function figuresOf({ step, series, picture }: LaneRun, recipe: Recipe): Figure[] {
  const last = (name: keyof typeof series, digits = 3) =>
    decimal(series[name].values.at(-1), digits);
  const held: Figure[] = [
    { name: 'MAP@R', text: last('mapAtR') },
    { name: 'Recall@1', text: last('recallAt1') },
    { name: 'Nearest centroid right', text: last('centroidAccuracy') },
    { name: 'Mean cosine', text: last('meanCosine') },
    { name: 'Alignment', text: last('alignment') },
    { name: 'Uniformity', text: last('uniformity', 2) },
  ];
  const batch: Figure[] = [
    { name: 'Loss', text: last('loss', 4) },
    { name: 'Still teach', text: shareText(series.activeShare.values.at(-1)) },
    { name: 'Hardness of the chosen', text: last('hardness', 2) },
    { name: 'False among the chosen', text: shareText(series.falseShare.values.at(-1)) },
  ];
  const cost: Figure[] = picture
    ? [
        { name: 'Batch', text: picture.batch },
        { name: 'Comparisons a step', text: thousands(picture.comparisons) },
        {
          name: 'Time choosing, a step',
          text: picture.miningMs === null ? 'not told' : `${decimal(picture.miningMs)} ms`,
        },
        { name: 'Weights', text: thousands(picture.weightCount) },
      ]
    : [];
  const kept: Figure[] = picture ? keptLines(picture, recipe) : [];
  return [{ name: 'After step', text: String(step) }, ...held, ...batch, ...kept, ...cost];
}
