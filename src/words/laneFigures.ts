import { decimal, percent, thousands } from '../numbers/format';
import { metrics } from '../parts/metrics';
import { partOf, type Recipe } from '../recipe/recipe';
import type { LaneRun } from '../state/run';
import type { DataSize } from './batchLayout';
import { keptLines } from './keptLines';
import { measureGroups } from './measureGroups';
import { growthOf, timesText } from './stepCost';
import { lately } from './trends';

export interface Figure {
  readonly name: string;
  readonly text: string;
  /** What it tells. */
  readonly summary?: string | undefined;
}

export interface FigureGroup {
  readonly title: string;
  readonly figures: readonly Figure[];
}

/**
 * Every measure of a lane as it stands, in the order of the page. What is measured of batches is the
 * running mean at which the charts end and of which the lane's sentence speaks.
 */
export function figuresOf(
  { series, picture }: LaneRun,
  recipe: Recipe,
  data: DataSize | null,
): FigureGroup[] {
  const last = (name: keyof typeof series, digits = 3) =>
    decimal(series[name].values.at(-1), digits);
  const held = measureGroups.map(({ title, measures }) => ({
    title,
    figures: measures.map((id) => ({
      name: metrics[id].label,
      text: last(id),
      summary: metrics[id].summary,
    })),
  }));
  const batch: Figure[] = [
    { name: 'Loss', text: decimal(lately(series.loss), 4) },
    {
      name: 'Active',
      text: percent(lately(series.activeShare)),
      summary: 'The share of chosen negatives that the loss still pushes noticeably.',
    },
    {
      name: 'Hardness',
      text: decimal(lately(series.hardness)),
      summary:
        'The mean rank of the chosen negatives among the candidates: 1 is the most similar, 0 the least.',
    },
    { name: 'False negatives', text: percent(lately(series.falseShare)) },
  ];
  const kept: Figure[] = [
    ...(picture
      ? keptLines(picture, recipe).map(({ name, text, hint }) => ({ name, text, summary: hint }))
      : []),
  ];
  const cost: Figure[] = picture
    ? [
        {
          name: 'Comparisons a step',
          text: thousands(picture.comparisons),
          summary: partOf(recipe, 'source').growth,
        },
        ...(data ? growthOf(recipe, data, picture.comparisons) : []).map(
          ({ of, comparisons, times }): Figure => ({
            name: `… with ten times ${of}`,
            text: thousands(comparisons),
            summary: timesText(times),
          }),
        ),
        {
          name: 'Time choosing, a step',
          text:
            picture.miningMs === null
              ? 'not told by this backend'
              : `${decimal(picture.miningMs)} ms`,
        },
        { name: 'Batch', text: picture.batch },
        { name: 'Weights', text: thousands(picture.weightCount) },
      ]
    : [];
  return [
    ...held,
    { title: 'Training batches, running mean over about ten', figures: batch },
    { title: 'Last batch', figures: kept },
    { title: 'Cost', figures: cost },
  ].filter(({ figures }) => figures.length > 0);
}
