import { createStore } from 'zustand/vanilla';
import { isShared, type KindId } from '../recipe/kinds';
import {
  checkedTogether,
  defaultRecipe,
  type Experiment,
  type Lane,
  MOST_LANES,
  type Recipe,
  restartKey,
  withKnob,
} from '../recipe/recipe';
import { exchanged, repaired } from '../recipe/rules';

/** What is to be trained: the lanes, and which of them the recipe column edits. */
export interface ExperimentState {
  readonly lanes: Experiment;
  /** Id of the lane being edited; null edits all of them. */
  readonly scope: number | null;
  /** What the last change brought with it: parts exchanged to fit, lanes that start anew. */
  readonly notes: readonly string[];
}

const store = createStore<ExperimentState>(() => ({
  lanes: [{ id: 1, recipe: defaultRecipe }],
  scope: null,
  notes: [],
}));

/** Read-only: the functions of this file change it, and each keeps to what lanes must share. */
export const experimentStore: Pick<typeof store, 'getState' | 'getInitialState' | 'subscribe'> =
  store;

/** The only way to change the store. @throws RangeError if the lanes can't train side by side */
function set(change: Partial<ExperimentState>) {
  if (change.lanes) checkedTogether(change.lanes.map(({ recipe }) => recipe));
  store.setState(change);
}

/** Changes the recipes of the lanes in `scope` (all if null, or if lanes must share the name). */
function changeLanes(
  name: string,
  scope: number | null,
  change: (recipe: Recipe) => ReturnType<typeof repaired>,
) {
  const { lanes } = experimentStore.getState();
  const notes = new Set<string>();
  const next = lanes.map((lane): Lane => {
    if (scope !== null && lane.id !== scope && !isShared(name)) return lane;
    const { recipe, changes } = change(lane.recipe);
    for (const note of changes) notes.add(note);
    return recipe === lane.recipe ? lane : { ...lane, recipe };
  });
  if (next.every((lane, i) => lane === lanes[i])) return;
  const places = next.flatMap((lane, i) =>
    restartKey(lane.recipe) === restartKey((lanes[i] as Lane).recipe) ? [] : [i + 1],
  );
  if (places.length === next.length) notes.add('Training restarts.');
  else if (places.length === 1) notes.add(`Lane ${places[0]} restarts; the others go on.`);
  else if (places.length > 1) notes.add(`Lanes ${places.join(' and ')} restart; the others go on.`);
  set({ lanes: next, notes: [...notes] });
}

/** Chooses a part, in the lane being edited or in all. */
export function exchangePart(kind: KindId, id: string, scope = experimentStore.getState().scope) {
  changeLanes(kind, scope, (recipe) => exchanged(recipe, kind, id));
}

/** Turns a knob, in the lane being edited or in all that have it. Values are fitted to its range. */
export function turnKnob(
  name: string,
  value: number | string,
  scope = experimentStore.getState().scope,
) {
  changeLanes(name, scope, (recipe) => repaired(withKnob(recipe, name, value)));
}

/** Adds a lane; `words` say in a note what it is. Null: not added, because there are four. */
function appended(recipe: Recipe, words: string): number | null {
  const { lanes } = experimentStore.getState();
  if (lanes.length >= MOST_LANES) return null;
  const id = Math.max(0, ...lanes.map((lane) => lane.id)) + 1;
  set({
    lanes: [...lanes, { id, recipe }],
    notes: [`Lane ${lanes.length + 1} ${words}`],
  });
  return id;
}

/** Adds a copy of a lane (the last one by default) and edits it; does nothing at four lanes. */
export function addLane(from?: number) {
  const { lanes } = experimentStore.getState();
  const source = lanes.find((lane) => lane.id === from) ?? lanes.at(-1);
  const id = appended(
    source?.recipe ?? defaultRecipe,
    'is a copy. Change one thing in it and compare.',
  );
  if (id !== null) editLane(id);
}

/** Adds a lane of this recipe to compare with, edited or not as before; not at four lanes. */
export const addRecipe = (recipe: Recipe, words: string) => {
  appended(recipe, words);
};

/** Removes a lane; the last one stays. */
export function removeLane(id: number) {
  const { lanes, scope } = experimentStore.getState();
  if (lanes.length < 2) return;
  set({
    lanes: lanes.filter((lane) => lane.id !== id),
    scope: scope === id ? null : scope,
    notes: [],
  });
}

/** Which lane the recipe column edits; null for all. */
export const editLane = (scope: number | null) => set({ scope });

/**
 * Opens other recipes. Lanes whose recipe can go on keep their id, so they need not restart.
 * @throws RangeError if these recipes can't train side by side
 */
export function openRecipes(recipes: readonly Recipe[], notes: readonly string[] = []) {
  const left = [...experimentStore.getState().lanes];
  let last = Math.max(0, ...left.map((lane) => lane.id));
  const lanes = recipes.map((recipe): Lane => {
    const at = left.findIndex((lane) => restartKey(lane.recipe) === restartKey(recipe));
    const [kept] = at < 0 ? [] : left.splice(at, 1);
    return { id: kept?.id ?? ++last, recipe };
  });
  set({ lanes, scope: null, notes });
}

/** Goes back to lanes that there were before. */
export const restoreLanes = (lanes: Experiment, notes: readonly string[] = []) =>
  set({ lanes, scope: null, notes });

export const dismissNotes = () => set({ notes: [] });
