import type { Answer as Answered, Embeddings, Evaluation } from '../protocol/answers';
import type { BackendName } from '../protocol/device';
import type { Command, Report } from '../protocol/messages';
import { openTrainer, type Trainer } from '../protocol/trainer';
import { readLink, writeLink } from '../recipe/link';
import { ownWritten } from '../recipe/ownInLink';
import { arrival, presetRecipes } from '../recipe/presets';
import type { Experiment } from '../recipe/recipe';
import { experimentStore, openRecipes } from './experiment';
import { findKept, heldFor, isSought, ownDataStore, ownInLinkOf } from './ownData';
import { beginRun, runStore, showNotice, takeReport } from './run';
import { viewStore } from './view';

/**
 * The one session of a page: keeps the worker, the stores and the address bar in agreement.
 * Stores say what is wanted; this turns their changes into commands, and reports into state.
 */

type Sent = Command extends infer C ? (C extends Command ? Omit<C, 'run'> : never) : never;

/** A report that answers a request. */
type Answer = Exclude<Extract<Report, { request: number }>, { type: 'superseded' }>;

let trainer: Trainer | null = null;
let run = 0;
let backend: BackendName | null = null;
let lastRequest = 0;
const waiting = new Map<number, { done: (answer: Answer) => void; fail: (error: Error) => void }>();

const send = (command: Sent) => trainer?.send({ ...command, run } as Command);

function onReport(report: Report) {
  takeReport(report);
  if ('request' in report) {
    const { done, fail } = waiting.get(report.request) ?? {};
    waiting.delete(report.request);
    if (report.type === 'superseded') fail?.(new Error(report.message));
    else done?.(report);
  }
  if (report.type === 'failed' || report.type === 'stopped')
    giveUp(`${report.message} ${report.hint}`);
}

/** Nothing will answer any more what was asked so far. */
function giveUp(reason: string) {
  for (const { fail } of waiting.values()) fail(new Error(reason));
  waiting.clear();
}

/** What the visitor brought and this worker was given. */
let given = new Set<string>();

/** Gives the worker what the visitor brought, where the experiment trains on it. */
function giveOwn(experiment: Experiment) {
  const held = heldFor(experiment);
  if (!held || given.has(held.key)) return;
  given.add(held.key);
  const { part, key } = held;
  send({ type: 'bring', part, key, port: held.port() });
}

/** Has the worker train this experiment; of own data that are kept here only once they are found. */
function follow(experiment: Experiment) {
  if (isSought(experiment)) {
    void findKept(experiment).then(() => {
      const { lanes } = experimentStore.getState();
      // Data that were found are followed because they are at hand now.
      if (!heldFor(lanes)) follow(lanes);
    });
    return;
  }
  // A run that failed is over; what was chosen since deserves a new one.
  if (!trainer || runStore.getState().status === 'failed') return openRun();
  giveOwn(experiment);
  send({ type: 'change', experiment });
}

/** Starts the worker on the experiment as it stands; also after it has failed. */
export function openRun() {
  trainer?.close();
  giveUp('Training was started anew meanwhile.');
  run++;
  beginRun();
  trainer = openTrainer(onReport);
  const { lanes: experiment } = experimentStore.getState();
  given = new Set();
  giveOwn(experiment);
  send({ type: 'open', experiment, backend });
  send({ type: 'speed', stepsPerSecond: viewStore.getState().speed });
}

export const startTraining = () => send({ type: 'run' });
export const pauseTraining = () => send({ type: 'pause' });
export const resetTraining = () => {
  runStore.setState({ trouble: null, status: 'idle', notice: null });
  send({ type: 'reset' });
};

/** Trains `count` steps of every lane; resolves when they are done and measured. */
export const trainSteps = (count: number): Promise<void> =>
  ask((request) => ({ type: 'step', count, request })).then(() => undefined);

/** Resolves when everything asked for so far is done. */
export const settled = (): Promise<void> => trainSteps(0);

/** Held-out embeddings of a lane, by its place. @throws Error if there is no such lane */
export function heldOutEmbeddings(place: number): Promise<Embeddings> {
  const lane = experimentStore.getState().lanes[place];
  if (!lane) return Promise.reject(new Error(`There is no lane ${place}; lanes count from 0.`));
  return ask((request) => ({ type: 'embeddings', lane: lane.id, request })).then(
    (answer) => (answer as Extract<Answer, { type: 'embeddings' }>).embeddings,
  );
}

/** Every lane as it stands, measured at leisure; training waits for the few seconds it takes. */
export const evaluateLanes = (): Promise<readonly Evaluation[]> =>
  ask((request) => ({ type: 'evaluate', request })).then(
    (answer) => (answer as Extract<Answer, { type: 'evaluation' }>).lanes,
  );

/** How the encoder of every lane sees these texts, and the `count` items nearest to each. */
export const askLanes = (texts: readonly string[], count: number): Promise<readonly Answered[]> =>
  ask((request) => ({ type: 'ask', texts, count, request })).then(
    (answer) => (answer as Extract<Answer, { type: 'answer' }>).lanes,
  );

function ask(command: (request: number) => Sent): Promise<Answer> {
  const { status, trouble } = runStore.getState();
  if (status === 'failed') return Promise.reject(new Error(trouble?.message ?? 'There is no run.'));
  const request = ++lastRequest;
  return new Promise((done, fail) => {
    waiting.set(request, { done, fail });
    send(command(request));
  });
}

/** The address that opens this experiment as it stands. */
export function shareLink(): string {
  const fragment = writeLink(experimentStore.getState().lanes);
  const forced = backend ? `backend=${backend}` : '';
  const own = ownWritten(ownInLinkOf(experimentStore.getState().lanes));
  return `${location.href.split('#')[0]}#${[fragment, own, forced].filter(Boolean).join('&')}`;
}

/** Opens what the address bar says, or the arrival experiment where it says nothing. */
function openAddress() {
  const fragment = location.hash.replace(/^#/, '');
  if (fragment === '') return openRecipes(presetRecipes(arrival));
  const read = readLink(fragment);
  backend = read.backend as BackendName | null;
  ownDataStore.setState({ named: read.own });
  openRecipes(read.recipes, read.problems);
}

/** Browsers refuse an address that changes too often: a knob in motion changes it this often. */
const ADDRESS_APART_MS = 400;
let addressTimer: ReturnType<typeof setTimeout> | undefined;

/** Keeps the address bar at the experiment; exchanged parts can be undone by going back. */
function keepAddress(before: Experiment, now: Experiment) {
  const parts = (lanes: Experiment) => JSON.stringify(lanes.map((lane) => lane.recipe.parts));
  const write = (how: 'pushState' | 'replaceState') => {
    clearTimeout(addressTimer);
    addressTimer = undefined;
    const address = shareLink();
    if (address !== location.href) history[how](null, '', address);
  };
  if (parts(before) !== parts(now)) write('pushState');
  else addressTimer ??= setTimeout(write, ADDRESS_APART_MS, 'replaceState');
}

/** Opens the experiment of the address and keeps to the address from then on: back undoes. */
export function openSession() {
  openAddress();
  let isFollowing = false;
  experimentStore.subscribe((now, before) => {
    if (now.lanes === before.lanes) return;
    if (trainer) follow(now.lanes);
    if (!isFollowing) keepAddress(before.lanes, now.lanes);
  });
  addEventListener('popstate', () => {
    const forced = backend;
    isFollowing = true;
    openAddress();
    isFollowing = false;
    if (trainer && backend !== forced) openRun();
  });
}

/** Starts training's side of the session, when the page has been drawn. */
export function startSession() {
  viewStore.subscribe((now, before) => {
    if (now.speed !== before.speed) send({ type: 'speed', stepsPerSecond: now.speed });
    if (now.selected !== before.selected && now.selected !== null)
      send({ type: 'anchor', item: now.selected });
  });
  let hiddenAt = 0;
  document.addEventListener('visibilitychange', () => {
    const { step, status } = runStore.getState();
    if (document.hidden) hiddenAt = step;
    else if (status === 'training' && step > hiddenAt)
      showNotice(`Training went on while the tab was hidden: from step ${hiddenAt} to ${step}.`);
  });
  ownDataStore.subscribe((now, before) => {
    const { lanes } = experimentStore.getState();
    const held = heldFor(lanes);
    if (now.held === before.held || !held || given.has(held.key)) return;
    follow(lanes);
    keepAddress(lanes, lanes);
  });
  follow(experimentStore.getState().lanes);
}
