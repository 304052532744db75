import { createStore } from 'zustand/vanilla';
import type { Experiment } from '../recipe/recipe';
import { experimentStore, restoreLanes } from './experiment';

/** Changes of the experiment that can be undone, and undone ones that can be made again. */
export interface UndoState {
  /** Experiments as they were, oldest first. */
  readonly past: readonly Experiment[];
  /** Experiments that were undone, the next one last. */
  readonly future: readonly Experiment[];
}

export const undoStore = createStore<UndoState>(() => ({ past: [], future: [] }));

/** As many changes can be undone. */
const MOST = 100;
/** Changes of knobs alone that follow one another sooner are one: a slider in motion. */
const APART_MS = 1000;

let isUndoing = false;
let knobTurned = Number.NEGATIVE_INFINITY;

const partsOf = (experiment: Experiment) =>
  JSON.stringify(experiment.map(({ id, recipe }) => [id, recipe.parts]));

/** Notes that the experiment was changed. */
export function recordChange(before: Experiment, now: Experiment) {
  if (isUndoing) return;
  const isKnob = partsOf(before) === partsOf(now);
  const goesOn = isKnob && performance.now() - knobTurned < APART_MS;
  knobTurned = isKnob ? performance.now() : Number.NEGATIVE_INFINITY;
  undoStore.setState(({ past }) => ({
    past: goesOn && past.length > 0 ? past : [...past, before].slice(-MOST),
    future: [],
  }));
}

function goTo(experiment: Experiment, ...notes: string[]) {
  knobTurned = Number.NEGATIVE_INFINITY;
  isUndoing = true;
  restoreLanes(experiment, notes);
  isUndoing = false;
}

/** Goes back from an experiment that could not be opened, as if it had never been wanted. */
export function takeBack(before: Experiment) {
  goTo(before);
  const { past } = undoStore.getState();
  const isTrace = JSON.stringify(past.at(-1)) === JSON.stringify(before);
  undoStore.setState({ past: isTrace ? past.slice(0, -1) : past, future: [] });
}

/** Takes back the last change; does nothing if there is none. */
export function undo() {
  const { past, future } = undoStore.getState();
  const before = past.at(-1);
  if (!before) return;
  undoStore.setState({
    past: past.slice(0, -1),
    future: [...future, experimentStore.getState().lanes],
  });
  goTo(before, 'The last change is undone.');
}

/** Makes the change again that was undone last; does nothing if there is none. */
export function redo() {
  const { past, future } = undoStore.getState();
  const after = future.at(-1);
  if (!after) return;
  undoStore.setState({
    past: [...past, experimentStore.getState().lanes],
    future: future.slice(0, -1),
  });
  goTo(after, 'The change is made again.');
}
