import { useCallback, useRef, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { type BrushState, brushStore } from '../../state/brush';
import { type EvaluationState, evaluationStore } from '../../state/evaluation';
import { type ExperimentState, experimentStore } from '../../state/experiment';
import { type OwnDataState, ownDataStore } from '../../state/ownData';
import { type RunState, runStore } from '../../state/run';
import { type ViewState, viewStore } from '../../state/view';

/** The stores as hooks. Select as little as a component draws: frames arrive up to 60 a second. */
export const useExperiment = <T>(selector: (state: ExperimentState) => T): T =>
  useStore(experimentStore, selector);
export const useRun = <T>(selector: (state: RunState) => T): T => useStore(runStore, selector);
export const useEvaluation = <T>(selector: (state: EvaluationState) => T): T =>
  useStore(evaluationStore, selector);
export const useOwnData = <T>(selector: (state: OwnDataState) => T): T =>
  useStore(ownDataStore, selector);
export const useBrush = <T>(selector: (state: BrushState) => T): T =>
  useStore(brushStore, selector);
export const useView = <T>(selector: (state: ViewState) => T): T => useStore(viewStore, selector);

/**
 * Like `useRun`, but looks at most once in that many milliseconds: nobody reads words and charts at
 * 60 frames a second. The last state always arrives.
 */
export function useRunEvery<T>(milliseconds: number, selector: (state: RunState) => T): T {
  const seen = useRef<RunState | null>(null);
  const subscribe = useCallback(
    (changed: () => void) => {
      seen.current = runStore.getState();
      let timer: ReturnType<typeof setTimeout> | null = null;
      const look = () => {
        timer = null;
        seen.current = runStore.getState();
        changed();
      };
      const unsubscribe = runStore.subscribe((now, before) => {
        if (now.status !== before.status) {
          if (timer) clearTimeout(timer);
          look();
        } else timer ??= setTimeout(look, milliseconds);
      });
      return () => {
        unsubscribe();
        if (timer) clearTimeout(timer);
      };
    },
    [milliseconds],
  );
  return useSyncExternalStore(subscribe, () => {
    seen.current ??= runStore.getState();
    return selector(seen.current);
  });
}
