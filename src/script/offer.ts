import { type HeldOutMeasure, heldOutMeasures } from '../protocol/measures';
import { type KindId, kinds } from '../recipe/kinds';
import { differences, flat, type Lane, type Recipe, withKnob, withPart } from '../recipe/recipe';
import { repaired } from '../recipe/rules';
import { exchangePart, experimentStore, openRecipes, turnKnob } from '../state/experiment';
import { runStore } from '../state/run';
import {
  askLanes,
  evaluateLanes,
  heldOutEmbeddings,
  pauseTraining,
  resetTraining,
  settled,
  startTraining,
  trainSteps,
} from '../state/training';
import type { FlatRecipe, Pushpull, RecipeChange } from './pushpull';

/** Texts that can be asked about at once. */
const MOST_TEXTS = 32;

const plain = (value: number | null | undefined): number | null =>
  value === undefined || value === null || !Number.isFinite(value) ? null : value;

/**
 * The recipe with these names set.
 * @throws RangeError in words for a name or value that it can't take
 */
function withFlat(recipe: Recipe, change: FlatRecipe): Recipe {
  let result = recipe;
  for (const [name, value] of Object.entries(change))
    if (Object.hasOwn(kinds, name)) {
      if (!Object.hasOwn(kinds[name as KindId].parts, String(value)))
        throw new RangeError(`There is no ${name} “${value}”.`);
      result = withPart(result, name as KindId, String(value));
    }
  result = repaired(result).recipe;
  for (const [name, value] of Object.entries(change)) {
    if (Object.hasOwn(kinds, name)) continue;
    if (!Object.hasOwn(result.knobs, name))
      throw new RangeError(`“${name}” is no part or knob of this recipe.`);
    result = withKnob(result, name, value);
  }
  return result;
}

const setAll = (change: FlatRecipe) => {
  // The whole change is checked first, so that a wrong name changes nothing.
  for (const { recipe } of experimentStore.getState().lanes) withFlat(recipe, change);
  for (const [name, value] of Object.entries(change))
    if (Object.hasOwn(kinds, name)) exchangePart(name as KindId, String(value), null);
  for (const [name, value] of Object.entries(change))
    if (!Object.hasOwn(kinds, name)) turnKnob(name, value, null);
};

/**
 * Opens as many lanes as are named: each is the lane in its place (or else the first) with its
 * changes.
 */
function setLanes(everywhere: FlatRecipe, changes: readonly FlatRecipe[]) {
  const { lanes } = experimentStore.getState();
  openRecipes(
    changes.map((change, place) =>
      withFlat((lanes[place] ?? (lanes[0] as Lane)).recipe, { ...everywhere, ...change }),
    ),
  );
}

const offered: Pushpull = {
  get recipe() {
    const recipes = experimentStore.getState().lanes.map((lane) => lane.recipe);
    const differing = new Set(differences(recipes));
    const lanes = recipes.map(flat);
    return {
      shared: Object.fromEntries(
        Object.entries(lanes[0] ?? {}).filter(([name]) => !differing.has(name)),
      ),
      lanes,
    };
  },
  set recipe(change) {
    const { shared, lanes, ...own } = change as RecipeChange;
    const everywhere = { ...shared, ...(own as FlatRecipe) };
    if (lanes) setLanes(everywhere, lanes);
    else setAll(everywhere);
  },
  run: startTraining,
  pause: pauseTraining,
  step: (count = 1) => trainSteps(count),
  reset() {
    resetTraining();
    return settled();
  },
  report(place = 0) {
    const { lanes, device, stepsPerSecond, steps } = runStore.getState();
    const wanted = experimentStore.getState().lanes[place];
    if (!wanted) throw new RangeError(`There is no lane ${place}; lanes count from 0.`);
    const lane = lanes.get(wanted.id);
    const picture = lane?.picture ?? null;
    const last = (name: 'loss' | 'activeShare' | 'hardness' | 'falseShare') =>
      plain(lane?.series[name].values.at(-1));
    const seen = picture?.spectrum ?? null;
    const heldOut = heldOutMeasures.map((name) => [name, plain(picture?.measures[name])]);
    return {
      ...(Object.fromEntries(heldOut) as Record<HeldOutMeasure, number | null>),
      step: lane?.step ?? 0,
      loss: last('loss'),
      activeShare: last('activeShare'),
      hardness: last('hardness'),
      falseShare: last('falseShare'),
      comparisons: plain(picture?.comparisons),
      miningMs: plain(picture?.miningMs),
      histogram: seen && {
        axis: seen.axis,
        low: seen.low,
        high: seen.high,
        positives: [...seen.positives],
        candidates: [...seen.candidates],
        chosen: [...seen.chosen],
        chosenFalse: [...seen.chosenFalse],
      },
      backend: device?.backend ?? null,
      adapter: device?.adapter ?? null,
      stepsPerSecond,
      replay: steps,
    };
  },
  evaluate: async () => (await evaluateLanes()).map(({ id: _, ...evaluation }) => evaluation),
  async ask(texts, count = 5) {
    if (!runStore.getState().data?.vocabulary)
      throw new RangeError('The items of these data are no texts; their encoders read none.');
    if (texts.length > MOST_TEXTS)
      throw new RangeError(`At most ${MOST_TEXTS} texts can be asked about at once.`);
    const asked = texts.map(String);
    return (await askLanes(asked, Math.max(0, Math.floor(count)))).map(
      ({ step, texts: answered, cosines }) => ({
        step,
        texts: answered,
        cosines: asked.map((_, row) => [
          ...cosines.subarray(row * asked.length, (row + 1) * asked.length),
        ]),
      }),
    );
  },
  async embeddings(place = 0) {
    const { step, dimensions, values, labels } = await heldOutEmbeddings(place);
    return {
      step,
      embeddings: Array.from({ length: labels.length }, (_, item) => [
        ...values.subarray(item * dimensions, (item + 1) * dimensions),
      ]),
      labels: [...labels],
      classNames: runStore.getState().data?.classNames ?? [],
      ids: Array.from(labels, (_, item) => runStore.getState().data?.ids?.[item] ?? null),
    };
  },
  // The code that speaks to the reading worker is loaded when it is first needed.
  look: async (files, choices) => (await import('./bring')).look(files, choices),
  bring: async (files, choices) => (await import('./bring')).bring(files, choices),
};

/** Puts `pushpull` where scripts find it. */
export function offerScript() {
  globalThis.pushpull = offered;
}
