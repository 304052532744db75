import { createStore } from 'zustand/vanilla';
import { runStore } from './run';

/** How the visitor looks at the run: nothing here changes what is trained. */
export interface ViewState {
  /** Held-out item under the pointer, in whichever plot. */
  readonly hovered: number | null;
  /** Held-out item chosen as anchor; the same in every lane. */
  readonly selected: number | null;
  /** Held-out items lit up, as by brushing a histogram. */
  readonly highlighted: ReadonlySet<number>;
  /** Step under the cross-hair of all curves. */
  readonly cursor: number | null;
  /** Rotation of every sphere, in degrees: around the upright axis, and towards the viewer. */
  readonly rotation: readonly [number, number];
  readonly thumbnails: boolean;
  /**
   * Whether lanes show the lens of their data in place of the map; null for the lens's own default.
   */
  readonly lens: boolean | null;
  /** Most steps a second; null is as fast as possible. */
  readonly speed: number | null;
  /** Whether single letters are shortcuts. */
  readonly letterKeys: boolean;
}

const LETTERS_OFF = 'pushpull-letters-off';

/** Storage may be refused; a choice then lasts as long as the page. */
function areLettersOff(): boolean {
  try {
    return localStorage.getItem(LETTERS_OFF) !== null;
  } catch {
    return false;
  }
}

export const viewStore = createStore<ViewState>(() => ({
  hovered: null,
  selected: null,
  highlighted: new Set<number>(),
  cursor: null,
  rotation: [-25, -20],
  thumbnails: false,
  lens: null,
  speed: null,
  letterKeys: !areLettersOff(),
}));

// Other data have other items: the number of an old item would mean another one, or none.
runStore.subscribe((now, before) => {
  if (now.data !== before.data)
    viewStore.setState({ hovered: null, selected: null, highlighted: new Set() });
});

export const hover = (item: number | null) => {
  if (viewStore.getState().hovered !== item) viewStore.setState({ hovered: item });
};
export const select = (selected: number | null) => viewStore.setState({ selected });
export const highlight = (items: Iterable<number>) =>
  viewStore.setState({ highlighted: new Set(items) });
export const pointAt = (cursor: number | null) => viewStore.setState({ cursor });
export const turnSphere = (rotation: readonly [number, number]) => viewStore.setState({ rotation });
export const showThumbnails = (thumbnails: boolean) => viewStore.setState({ thumbnails });
export const lookThroughLens = (lens: boolean) => viewStore.setState({ lens });
/** Has single letters act or not, now and next time. */
export function setLetterKeys(letterKeys: boolean) {
  viewStore.setState({ letterKeys });
  try {
    if (letterKeys) localStorage.removeItem(LETTERS_OFF);
    else localStorage.setItem(LETTERS_OFF, '');
  } catch {
    // It lasts as long as the page.
  }
}
export const setSpeed = (speed: number | null) => viewStore.setState({ speed });

/** Speeds on offer, slowest first: steps a second, and as fast as possible. */
export const speeds: readonly (number | null)[] = [1, 2, 5, 10, 30, 100, null];
