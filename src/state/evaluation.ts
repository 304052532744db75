import { createStore } from 'zustand/vanilla';
import type { Evaluation } from '../protocol/answers';
import type { Experiment } from '../recipe/recipe';
import { experimentStore } from './experiment';
import { runStore } from './run';
import { evaluateLanes } from './training';

/** The last evaluation, until it is closed. */
export interface EvaluationState {
  readonly isRunning: boolean;
  /** The lanes as they were when they were measured; null before the first evaluation. */
  readonly of: Experiment | null;
  readonly lanes: readonly Evaluation[];
  /** Why the last evaluation failed, in words; null if it did not. */
  readonly trouble: string | null;
}

const nothing: EvaluationState = { isRunning: false, of: null, lanes: [], trouble: null };

export const evaluationStore = createStore<EvaluationState>(() => nothing);

/**
 * Evaluates every lane. Does nothing while an evaluation is running or if nothing can be trained.
 */
export async function evaluate() {
  const { status } = runStore.getState();
  if (evaluationStore.getState().isRunning || status === 'starting' || status === 'failed') return;
  const { lanes: of } = experimentStore.getState();
  evaluationStore.setState({ isRunning: true, trouble: null });
  try {
    const lanes = await evaluateLanes();
    evaluationStore.setState({ isRunning: false, of, lanes });
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    evaluationStore.setState({ isRunning: false, trouble });
  }
}

export const closeEvaluation = () =>
  evaluationStore.setState({ of: null, lanes: [], trouble: null });
