import { useStore } from 'zustand';
import { type LensState, lensStore } from '../../../state/lenses';

/** How lenses are set. Not among the stores of the page, as the first paint does without lenses. */
export const useLensState = <T>(selector: (state: LensState) => T): T =>
  useStore(lensStore, selector);
