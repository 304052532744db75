import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { highlight } from './view';

/** The range brushed in one lane's spectrum: it lights up items everywhere, but is drawn there. */
interface Brush {
  readonly lane: number | null;
  readonly range: readonly [number, number] | null;
}

const brushStore = createStore<Brush>(() => ({ lane: null, range: null }));

/** The range brushed in this lane, if it is this one. */
export const useBrushed = (lane: number): Brush['range'] =>
  useStore(brushStore, (brush) => (brush.lane === lane ? brush.range : null));

/** Brushes a range in a lane and lights up the items in it; no range clears. */
export function brush(lane: number, range: Brush['range'], items: Iterable<number> = []) {
  brushStore.setState({ lane, range });
  highlight(range ? items : []);
}

export function clearBrush() {
  brushStore.setState({ lane: null, range: null });
  highlight([]);
}
