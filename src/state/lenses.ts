import { createStore } from 'zustand/vanilla';

/** The settings of lenses, shared by all lanes. */
export interface LensState {
  /** Whether the true outlines are drawn over the scenes. */
  readonly isTruthShown: boolean;
  /** The odd-one-out question that captions are asked, counted from 0. */
  readonly oddQuestion: number;
}

export const lensStore = createStore<LensState>(() => ({ isTruthShown: false, oddQuestion: 0 }));

export const showTruth = (isTruthShown: boolean) => lensStore.setState({ isTruthShown });

/** The next odd-one-out question of `count`; after the last the first. */
export const askAnother = (count: number) =>
  lensStore.setState(({ oddQuestion }) => ({
    oddQuestion: (oddQuestion + 1) % Math.max(1, count),
  }));
