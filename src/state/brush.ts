import { createStore } from 'zustand/vanilla';
import { highlight } from './view';

/**
 * The range brushed in one lane's spectrum. It lights up items in all lanes but is drawn in that
 * one alone.
 */
export interface BrushState {
  /** Id of the lane; null where nothing is brushed. */
  readonly lane: number | null;
  /** From and to, in units of the spectrum's axis. */
  readonly range: readonly [number, number] | null;
}

export const brushStore = createStore<BrushState>(() => ({ lane: null, range: null }));

/** Brushes a range in a lane and lights up the items in it; no range clears. */
export function brush(lane: number, range: BrushState['range'], items: Iterable<number> = []) {
  brushStore.setState({ lane, range });
  highlight(range ? items : []);
}

export function clearBrush() {
  brushStore.setState({ lane: null, range: null });
  highlight([]);
}
