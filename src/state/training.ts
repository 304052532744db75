import type { Answer, Embeddings, Evaluation } from '../protocol/answers';
import type { Command, Reply, ReplyTypes, Report } from '../protocol/messages';
import { openTrainer, type Trainer } from '../protocol/trainer';
import type { Experiment } from '../recipe/recipe';
import { forcedBackend, withoutTrace } from './address';
import { experimentStore, openRecipes } from './experiment';
import { findSaved, heldFor, isSought } from './ownData';
import { Requests } from './requests';
import { beginRun, runStore, showRefused, takeReport } from './run';
import { takeBack } from './undo';
import { viewStore } from './view';

/** The run in the training worker: turns what is wanted into commands, and reports into state. */

/** A worker with the run it is on. */
interface WorkerRun {
  readonly trainer: Trainer;
  readonly run: number;
  /** Keys of the visitor's data that this worker was brought. */
  readonly brought: Set<string>;
  /** Whether the worker still takes changes although its run failed: only data were missing. */
  livesOn: boolean;
}

let open: WorkerRun | null = null;
const requests = new Requests();

/** A command (of this type, or of any) before its run is added. */
type Wanted<T extends Command['type'] = Command['type']> = T extends Command['type']
  ? Omit<Extract<Command, { type: T }>, 'run'>
  : never;

/** What was asked before the worker was started, oldest first. */
const early: Wanted[] = [];

/** Sends a command; before the worker is started it waits. */
function send(command: Wanted) {
  if (open) open.trainer.send({ ...command, run: open.run } as Command);
  else early.push(command);
}

function onReport(report: Report) {
  takeReport(report);
  requests.settle(report);
  if (report.type === 'withoutData') goOnWithout(report);
  if (report.type === 'failed' || report.type === 'stopped')
    requests.giveUp(`${report.message} ${report.hint}`.trim());
}

/**
 * The data of an experiment could not be had: the lanes that are in training go on, and are what is
 * wanted again. If there are none, the run has failed until something else is wanted.
 */
function goOnWithout({ run, experiment, kept, message }: Extract<Report, { type: 'withoutData' }>) {
  const { lanes } = experimentStore.getState();
  // What is wanted by now is told by itself whether its data can be had.
  if (!open || JSON.stringify(lanes) !== JSON.stringify(experiment)) return;
  if (kept.length === 0) {
    open.livesOn = true;
    return onReport({ type: 'failed', run, message, hint: '' });
  }
  withoutTrace(() => takeBack(kept));
  showRefused({ experiment, message });
}

/** Opens what could not be opened once more. */
export function tryAgain() {
  const { refused } = runStore.getState();
  if (refused) openRecipes(refused.experiment.map(({ recipe }) => recipe));
  else if (open?.livesOn) follow(experimentStore.getState().lanes);
  else openRun();
}

/** Whether a run was ever opened, even if it has failed since. */
export const hasRun = (): boolean => open !== null;

/** Whether the worker was brought these data of the visitor's. */
export const isBrought = (key: string): boolean => open?.brought.has(key) ?? false;

/** Gives the worker the visitor's data, if the experiment trains on them. */
function giveOwn(experiment: Experiment) {
  const held = heldFor(experiment);
  if (!held || isBrought(held.key)) return;
  open?.brought.add(held.key);
  const { part, key } = held;
  send({ type: 'bring', part, key, port: held.port() });
}

/**
 * Has the worker train this experiment. If its data may be kept in this browser, they are sought
 * first.
 */
export function follow(experiment: Experiment) {
  if (isSought(experiment)) {
    void findSaved(experiment).then(() => {
      const { lanes } = experimentStore.getState();
      // If the data were found, the change of the store of own data has been followed already.
      if (!heldFor(lanes)) follow(lanes);
    });
    return;
  }
  // A failed run is over; a change since then starts a new one.
  const hasFailed = runStore.getState().status === 'failed';
  if (!open || (hasFailed && !open.livesOn)) return openRun();
  if (hasFailed) runStore.setState({ status: 'starting', trouble: null });
  showRefused(null);
  open.livesOn = false;
  giveOwn(experiment);
  send({ type: 'change', experiment });
}

/** Starts the worker on the experiment as it stands; also after it has failed. */
export function openRun() {
  if (open) {
    open.trainer.close();
    requests.giveUp('Training restarted in the meantime.');
  }
  beginRun();
  open = {
    trainer: openTrainer(onReport),
    run: (open?.run ?? 0) + 1,
    brought: new Set(),
    livesOn: false,
  };
  const { lanes: experiment } = experimentStore.getState();
  giveOwn(experiment);
  send({ type: 'open', experiment, backend: forcedBackend() });
  send({ type: 'speed', stepsPerSecond: viewStore.getState().speed });
  for (const command of early.splice(0)) send(command);
}

export const startTraining = () => send({ type: 'run' });
export const pauseTraining = () => send({ type: 'pause' });
export const resetTraining = () => {
  runStore.setState({ trouble: null, status: 'idle', notice: null });
  send({ type: 'reset' });
};

/** Trains no faster than this many steps a second; null: as fast as possible. */
export const limitSpeed = (stepsPerSecond: number | null) =>
  send({ type: 'speed', stepsPerSecond });

/** Has every lane show the negatives of this held-out item. */
export const lookAt = (item: number) => send({ type: 'anchor', item });

/** Sends a request; rejects at once where there is no run that could answer. */
function ask<T extends keyof ReplyTypes>(
  command: Omit<Extract<Command, { type: T }>, 'run' | 'request'>,
): Promise<Reply<T>> {
  const { status, trouble } = runStore.getState();
  if (status === 'failed') return Promise.reject(new Error(trouble?.message ?? 'There is no run.'));
  return requests.ask((request) => send({ ...command, request } as unknown as Wanted));
}

/** Trains `count` steps of every lane; resolves when they are done and measured. */
export const trainSteps = (count: number): Promise<void> =>
  ask<'step'>({ type: 'step', count }).then(() => undefined);

/** One step of every lane; a run that ends meanwhile says so itself. */
export const stepOnce = () => void trainSteps(1).catch(() => undefined);

/** Resolves when everything asked for so far is done. */
export const settled = (): Promise<void> => trainSteps(0);

/** Held-out embeddings of a lane, by its id. */
export const heldOutEmbeddings = (lane: number): Promise<Embeddings> =>
  ask<'embeddings'>({ type: 'embeddings', lane }).then(({ embeddings }) => embeddings);

/** Evaluates every lane as it stands; training waits for the few seconds it takes. */
export const evaluateLanes = (): Promise<readonly Evaluation[]> =>
  ask<'evaluate'>({ type: 'evaluate' }).then(({ lanes }) => lanes);

/** How the encoder of every lane sees these texts, and the `count` items nearest to each. */
export const askLanes = (texts: readonly string[], count: number): Promise<readonly Answer[]> =>
  ask<'ask'>({ type: 'ask', texts, count }).then(({ lanes }) => lanes);
