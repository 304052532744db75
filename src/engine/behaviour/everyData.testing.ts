import type { Data } from '../../parts/data';
import { type DatasetId, datasets } from '../../parts/datasets';
import { broughtFor } from '../../parts/datasets/own/own.testing';
import {
  defaultRecipe,
  numbered,
  partOf,
  type Recipe,
  seedOf,
  withKnob,
} from '../../recipe/recipe';
import { exchanged, isOwn } from '../../recipe/rules';
import { compileAhead } from '../device/compile';
import type { Lane } from '../lanes/lane';
import { Lanes } from '../lanes/lanes';

/** Every data set there is, in menu order. */
export const everyData = Object.keys(datasets) as DatasetId[];

/** Knobs that say how much a step computes. */
const TINY = {
  classes: 4,
  samples: 2,
  givenPairs: 8,
  filters: 4,
  width: 8,
  layers: 1,
  units: 8,
  embedding: 8,
} as const;

/** What the page trains after these data were chosen on the first screen, but small. */
export const chosenData = (id: DatasetId): Recipe =>
  Object.entries(TINY).reduce(
    (recipe, [name, value]) => withKnob(recipe, name, value),
    exchanged(defaultRecipe, 'data', id).recipe,
  );

/** What a visitor could have brought for these data, where they are the visitor's own. */
export const broughtTo = async (id: DatasetId): Promise<Data | null> =>
  isOwn(id) ? broughtFor(id as Parameters<typeof broughtFor>[0], 7) : null;

/** The data of a recipe; own data are those of `broughtTo`. */
export const dataOf = async (
  recipe: Recipe,
  readFile: (path: string) => Promise<ArrayBuffer>,
): Promise<Data> =>
  partOf(recipe, 'data').load({
    seed: seedOf(recipe),
    knobs: recipe.knobs,
    readFile,
    own: await broughtTo(recipe.parts.data as DatasetId),
  });

/** Trains two steps of one lane on the backend in use; the lanes go on, and the caller disposes them. */
export async function trainedTwice(recipe: Recipe, data: Data) {
  const lanes = new Lanes(data);
  lanes.set(numbered([recipe]));
  await compileAhead(lanes, () => {});
  const steps = await lanes.capture();
  for (let step = 0; step < 2; step++) lanes.trainStep();
  const measured = await lanes.readMeasured(lanes.all[0] as Lane);
  return { lanes, steps, losses: measured.map(({ values }) => values.loss) };
}
