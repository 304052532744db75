import { datasets } from '../parts/datasets';
import type { Data, Dataset, Items } from '../parts/datasets/dataset';
import { metrics } from '../parts/metrics';
import { type DataShown, heldOutMeasures } from '../protocol/messages';
import type { Recipe } from '../recipe/recipe';
import { thumbnailsOf } from './view';

/** The data set of a recipe. */
export const datasetOf = ({ parts }: Recipe): Dataset =>
  datasets[parts.data as keyof typeof datasets] as unknown as Dataset;

/** What data depend on: the data set, its knobs and the seed. Equal keys mean equal bytes. */
export function dataKeyOf(recipe: Recipe): string {
  const own = Object.keys(datasetOf(recipe).knobs);
  const { parts, knobs } = recipe;
  return JSON.stringify([parts.data, knobs.seed, own.map((name) => knobs[name])]);
}

/** Items as the page shows them: texts as they are, anything else by thumbnails. */
const itemsShown = (items: Items, range: Data['range']) => ({
  labels: items.labels,
  thumbnails: items.texts ? new Uint8Array() : thumbnailsOf(items, range),
  texts: items.texts ?? null,
});

/** What the page is told of the data. */
export const dataShown = (data: Data): DataShown => ({
  shape: data.shape,
  classNames: data.classNames,
  groups: data.groups,
  trainCount: data.train.count,
  ...itemsShown(data.heldOut, data.range),
  train: itemsShown(data.train, data.range),
  range: data.range,
  chance: Object.fromEntries(
    heldOutMeasures.flatMap((name) => {
      const chance = metrics[name].chance?.(data.heldOut.labels);
      return chance === undefined ? [] : [[name, chance]];
    }),
  ),
});
