import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const truthStore = createStore<{ readonly isShown: boolean }>(() => ({ isShown: false }));

export const showTruth = (isShown: boolean) => truthStore.setState({ isShown });

/** Whether the true outlines are drawn in every lane. */
export const useTruth = (): boolean => useStore(truthStore, ({ isShown }) => isShown);
