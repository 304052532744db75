import { type KindId, kinds } from '../recipe/kinds';
import { differences, flat, type Lane } from '../recipe/recipe';
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
import { changeAsked, inPlace, listOfTexts, wholeNumber, withFlat } from './asked';
import type { FlatRecipe, Pushpull } from './pushpull';
import { historyOf, reportOf } from './report';

/** Texts that can be asked about at once. */
const MOST_TEXTS = 32;

const lanesWanted = () => experimentStore.getState().lanes;

const setAll = (change: FlatRecipe) => {
  // The whole change is checked first, so that a wrong name changes nothing.
  for (const { recipe } of lanesWanted()) withFlat(recipe, change);
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
  const lanes = lanesWanted();
  openRecipes(
    changes.map((change, place) =>
      withFlat((lanes[place] ?? (lanes[0] as Lane)).recipe, { ...everywhere, ...change }),
    ),
  );
}

/** What is known of the lane in this place. @throws RangeError if there is none */
const laneIn = (place: unknown) => runStore.getState().lanes.get(inPlace(lanesWanted(), place).id);

const offered: Pushpull = {
  version: import.meta.env.PUSHPULL_VERSION,
  get recipe() {
    const recipes = lanesWanted().map((lane) => lane.recipe);
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
    const { everywhere, lanes } = changeAsked(change);
    if (lanes) setLanes(everywhere, lanes);
    else setAll(everywhere);
  },
  run: startTraining,
  pause: pauseTraining,
  step: async (count = 1) => trainSteps(wholeNumber(count, 'The number of steps')),
  reset() {
    resetTraining();
    return settled();
  },
  report: (place = 0) => reportOf(laneIn(place), runStore.getState()),
  history: (place = 0) => historyOf(laneIn(place)),
  evaluate: async () => (await evaluateLanes()).map(({ id: _, ...evaluation }) => evaluation),
  async ask(texts, count = 5) {
    const asked = listOfTexts(texts, MOST_TEXTS);
    const nearest = wholeNumber(count, 'The number of nearest items');
    // Before the data are there, nobody knows whether they are texts.
    if (!runStore.getState().data) await settled();
    if (!runStore.getState().data?.vocabulary)
      throw new RangeError('The items of these data are no texts; their encoders read none.');
    return (await askLanes(asked, nearest)).map(({ step, texts: answered, cosines }) => ({
      step,
      texts: answered,
      cosines: asked.map((_, row) => [
        ...cosines.subarray(row * asked.length, (row + 1) * asked.length),
      ]),
    }));
  },
  async embeddings(place = 0) {
    const { id } = inPlace(lanesWanted(), place);
    const { step, dimensions, values, labels } = await heldOutEmbeddings(id);
    return {
      step,
      embeddings: Array.from({ length: labels.length }, (_, item) => [
        ...values.subarray(item * dimensions, (item + 1) * dimensions),
      ]),
      items: Array.from(labels, (_, item) => item),
      labels: [...labels],
      classNames: [...(runStore.getState().data?.classNames ?? [])],
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
