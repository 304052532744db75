import { createStore } from 'zustand/vanilla';
import { anotherTask } from '../protocol/anotherTask';
import { askReader } from '../protocol/reader';
import type { HeldFacts, SavedFacts } from '../protocol/reading/facts';
import type { Origin } from '../protocol/reading/given';
import type { Preview } from '../protocol/reading/preview';
import type { Progress, Task } from '../protocol/reading/task';
import { usualWish, type Wish } from '../protocol/reading/wish';
import { exchangePart, experimentStore } from './experiment';
import { heldOutShare } from './heldOutShare';
import { leftOutSince, notesSince } from './leftOutInWords';
import { closePanel, hold } from './ownData';
import { showNotice } from './run';

/**
 * How a visitor brings data: they are given, previewed, read, and trained on. Only the panel
 * imports this, since it loads the code that speaks to the reading worker.
 */

/** What has been previewed; nothing is replaced yet. */
export interface Previewed {
  readonly origin: Origin;
  readonly preview: Preview;
}

export interface BringingState {
  /** 'choosing': nothing is given yet. 'previewed': shown, to be used or not. */
  readonly stage: 'choosing' | 'previewing' | 'previewed' | 'reading';
  readonly previewed: Previewed | null;
  readonly wish: Wish;
  /** Whether the data are to be saved in this browser once they are read. */
  readonly isToBeSaved: boolean;
  /** What was last written as the name of a data set of the hub. */
  readonly hubName: string;
  readonly progress: Progress | null;
  /** What went wrong, in a sentence; nothing was replaced. */
  readonly problem: string | null;
  /** What is saved in this browser. */
  readonly saved: readonly SavedFacts[];
}

export const bringingStore = createStore<BringingState>(() => ({
  stage: 'choosing',
  previewed: null,
  wish: usualWish,
  isToBeSaved: false,
  hubName: '',
  progress: null,
  problem: null,
  saved: [],
}));

const set = (change: Partial<BringingState>) => bringingStore.setState(change);

let underWay: AbortController | null = null;

/**
 * Runs one action at a time, and shows its progress. Null: it was stopped, or `problem` says why it
 * failed.
 */
async function following<T>(action: (task: Task) => Promise<T>): Promise<T | null> {
  underWay?.abort();
  const controller = new AbortController();
  underWay = controller;
  const { signal } = controller;
  set({ progress: null, problem: null });
  try {
    const result = await action({
      signal,
      progress: (progress) => {
        if (!signal.aborted) set({ progress });
      },
    });
    // An answer may have been on its way when the read was stopped.
    return signal.aborted ? null : result;
  } catch (error) {
    if (!signal.aborted) set({ problem: error instanceof Error ? error.message : String(error) });
    return null;
  } finally {
    if (underWay === controller) {
      underWay = null;
      set({ progress: null });
    }
  }
}

/** The stage to go back to when something was stopped or failed. */
const stageBefore = () => (bringingStore.getState().previewed ? 'previewed' : 'choosing');

/** Stops what is under way; the panel is as it was before. */
export function stop() {
  underWay?.abort();
  underWay = null;
  set({ stage: stageBefore(), progress: null });
}

/** Previews what the visitor gives; what was previewed before is forgotten. */
export async function previewData(origin: Origin) {
  set({ stage: 'previewing', previewed: null, wish: usualWish });
  await previewBy(usualWish, origin);
}

async function previewBy(wish: Wish, origin: Origin) {
  const answer = await following((task) => askReader({ type: 'preview', origin, wish }, task));
  if (answer) set({ stage: 'previewed', previewed: { origin, preview: answer } });
  else if (!underWay) set({ stage: stageBefore() });
}

/** Previews the same data read in another way. */
export async function changeWish(change: Partial<Wish>) {
  const { previewed, wish } = bringingStore.getState();
  if (!previewed) return;
  const next = { ...wish, ...change };
  set({ wish: next });
  await previewBy(next, previewed.origin);
  // If that failed, the preview on show is of the old wish, and so that is what will be read.
  const now = bringingStore.getState();
  if (now.wish === next && now.previewed === previewed) set({ wish });
}

export const chooseOthers = () => set({ stage: 'choosing', previewed: null, problem: null });

/** Remembers the name as it is written, so that a failed preview does not lose it. */
export const setHubName = (hubName: string) => set({ hubName });

/** Says what went wrong before anything was given. */
export const setProblem = (problem: string) => set({ problem });

export const setToBeSaved = (isToBeSaved: boolean) => set({ isToBeSaved });

/** The experiment trains on these data from now on, with parts that fit them. */
async function trainOn(facts: HeldFacts, previewed: Previewed | null = null) {
  await hold(facts);
  const [first] = experimentStore.getState().lanes;
  if (first?.recipe.parts.data !== facts.part) exchangePart('data', facts.part, null);
  const notice = [
    facts.notSaved && `The data are here, but they could not be kept: ${facts.notSaved}`,
    previewed && leftOutSince(previewed.preview, facts.leftOut),
    previewed && notesSince(previewed.preview, facts.notes),
  ];
  // To start anew and close the panel in one task would hold up the page for longer than either.
  await anotherTask();
  if (notice.some(Boolean)) showNotice(notice.filter(Boolean).join(' '));
  set({ stage: 'choosing', previewed: null, isToBeSaved: false });
  closePanel();
}

/** Reads what was previewed, and trains on it. Nothing is replaced until all is read. */
export async function trainOnPreviewed() {
  const { previewed, wish, isToBeSaved } = bringingStore.getState();
  if (!previewed) return;
  set({ stage: 'reading' });
  const { origin, preview } = previewed;
  const measurable = { ...wish, heldOutShare: heldOutShare(wish, preview) };
  const facts = await following((task) =>
    askReader({ type: 'read', origin, wish: measurable, isToBeSaved }, task),
  );
  if (facts) await trainOn(facts, previewed);
  else if (!underWay) set({ stage: 'previewed' });
}

/** A preview that the panel does not show, for scripts. Rejects with a sentence. */
export const previewOf = (origin: Origin, wish: Wish): Promise<Preview> =>
  askReader({ type: 'preview', origin, wish });

/** Reads data that were previewed and trains on them, for scripts. Rejects with a sentence. */
export async function bringData(origin: Origin, wish: Wish, preview: Preview): Promise<void> {
  const measurable = { ...wish, heldOutShare: heldOutShare(wish, preview) };
  const facts = await askReader({ type: 'read', origin, wish: measurable, isToBeSaved: false });
  await trainOn(facts, { origin, preview });
}

/** Finds out what is saved in this browser. */
export async function listSaved() {
  set({ saved: await askReader({ type: 'listSaved' }).catch(() => []) });
}

/** Trains on data that are saved. */
export async function trainOnSaved(name: string) {
  set({ stage: 'previewing' });
  const facts = await following(async (task) => {
    const held = await askReader({ type: 'loadSaved', name }, task);
    if (!held) throw new Error(`“${name}” is not kept in this browser any more.`);
    return held;
  });
  if (facts) return trainOn(facts);
  set({ stage: 'choosing' });
  await listSaved();
}

export async function removeSaved(name: string) {
  await following(() => askReader({ type: 'removeSaved', name }));
  await listSaved();
}
