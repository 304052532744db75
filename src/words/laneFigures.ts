import { decimal, percent, thousands } from '../numbers/format';
import { metrics } from '../parts/metrics';
import { partOf, type Recipe } from '../recipe/recipe';
import type { LaneRun } from '../state/run';
import type { DataSize } from './batchLayout';
import { keptLines } from './keptLines';
import { measureGroups } from './measureGroups';
import { growthOf, timesText } from './stepCost';

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

/** Every measure of a lane as it stands, in the order of the page. */
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
    { name: 'Loss', text: last('loss', 4) },
    { name: 'Still teach', text: percent(series.activeShare.values.at(-1)) },
    { name: 'Hardness of the chosen', text: last('hardness', 2) },
    { name: 'False among the chosen', text: percent(series.falseShare.values.at(-1)) },
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
    { title: 'Last batch', figures: batch },
    { title: 'Cost', figures: cost },
  ].filter(({ figures }) => figures.length > 0);
}
