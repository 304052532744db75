import { useStore } from 'zustand';
import { type LensState, lensStore } from '../../../state/lenses';

/**
 * The settings of lenses. They are not among the page's stores, because the first paint does
 * without lenses.
 */
export const useLensState = <T>(selector: (state: LensState) => T): T =>
  useStore(lensStore, selector);
