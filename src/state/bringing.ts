import { createStore } from 'zustand/vanilla';
import { anotherTask } from '../protocol/anotherTask';
import { askReader } from '../protocol/reader';
import type { HeldFacts, KeptFacts } from '../protocol/reading/facts';
import type { Origin } from '../protocol/reading/given';
import type { Preview } from '../protocol/reading/preview';
import type { Progress } from '../protocol/reading/task';
import { usualWish, type Wish } from '../protocol/reading/wish';
import { exchangePart, experimentStore } from './experiment';
import { heldOutShare } from './heldOutShare';
import { leftOutSince } from './leftOutInWords';
import { closePanel, hold } from './ownData';
import { showNotice } from './run';

/** What has been found, before anything is replaced. */
export interface Found {
  readonly origin: Origin;
  readonly preview: Preview;
}

export interface PanelState {
  /** choose: nothing was given. look: it is being looked at. found: shown, to be used or not. read. */
  readonly stage: 'choose' | 'look' | 'found' | 'read';
  readonly found: Found | null;
  readonly wish: Wish;
  readonly isKept: boolean;
  /** What was last written as the name of a data set of the hub. */
  readonly hubName: string;
  readonly progress: Progress | null;
  /** What went wrong, in a sentence; nothing was replaced. */
  readonly problem: string | null;
  /** What is kept in this browser. */
  readonly kept: readonly KeptFacts[];
}

export const panelStore = createStore<PanelState>(() => ({
  stage: 'choose',
  found: null,
  wish: usualWish,
  isKept: false,
  hubName: '',
  progress: null,
  problem: null,
  kept: [],
}));

const set = (change: Partial<PanelState>) => panelStore.setState(change);

let underWay: AbortController | null = null;

/** Runs one read at a time. Null: it was stopped, or failed and the panel says why. */
async function reading<T>(
  read: (task: { signal: AbortSignal; progress: (progress: Progress) => void }) => Promise<T>,
): Promise<T | null> {
  underWay?.abort();
  const controller = new AbortController();
  underWay = controller;
  const { signal } = controller;
  set({ progress: null, problem: null });
  try {
    const result = await read({
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

/** Stops what is being read; the panel is as it was before. */
export function stop() {
  underWay?.abort();
  underWay = null;
  set({ stage: panelStore.getState().found ? 'found' : 'choose', progress: null });
}

/** Looks at what the visitor gives; what was found before is forgotten. */
export async function lookAt(origin: Origin) {
  set({ stage: 'look', found: null, wish: usualWish });
  await lookAgain(origin, usualWish);
}

async function lookAgain(origin: Origin, wish: Wish) {
  const preview = await reading((task) => askReader({ type: 'look', origin, wish }, task));
  if (preview) set({ stage: 'found', found: { origin, preview } });
  else if (!underWay) set({ stage: panelStore.getState().found ? 'found' : 'choose' });
}

/** Reads the same data another way, and looks what comes of it. */
export async function changeWish(change: Partial<Wish>) {
  const { found, wish } = panelStore.getState();
  if (!found) return;
  const next = { ...wish, ...change };
  set({ wish: next });
  await lookAgain(found.origin, next);
  // What is on show was found by the old wish, which is what will be read.
  const now = panelStore.getState();
  if (now.wish === next && now.found === found) set({ wish });
}

export const chooseOthers = () => set({ stage: 'choose', found: null, problem: null });

/** Keeps what is written as a name, which a failed look must not lose. */
export const setHubName = (hubName: string) => set({ hubName });

/** Says what went wrong before anything was read. */
export const say = (problem: string) => set({ problem });

export const setKept = (isKept: boolean) => set({ isKept });

/** The experiment trains on these data from now on, with parts that fit them. */
async function trainOn(facts: HeldFacts, found: Found | null = null) {
  await hold(facts);
  const [first] = experimentStore.getState().lanes;
  if (first?.recipe.parts.data !== facts.part) exchangePart('data', facts.part, null);
  const notice = [
    facts.notKept && `The data are here, but they could not be kept: ${facts.notKept}`,
    found && leftOutSince(found.preview, facts.leftOut),
  ];
  // To start anew and to close the panel at once would hold the page up for longer than either.
  await anotherTask();
  if (notice.some(Boolean)) showNotice(notice.filter(Boolean).join(' '));
  set({ stage: 'choose', found: null, isKept: false });
  closePanel();
}

/** Reads what was found, and trains on it. Until all is read nothing is replaced. */
export async function use() {
  const { found, wish, isKept } = panelStore.getState();
  if (!found) return;
  set({ stage: 'read' });
  const { origin, preview } = found;
  const measured = { ...wish, heldOutShare: heldOutShare(wish, preview) };
  const facts = await reading((task) =>
    askReader({ type: 'read', origin, wish: measured, isKept }, task),
  );
  if (facts) await trainOn(facts, found);
  else if (!underWay) set({ stage: 'found' });
}

/** Looks what is kept in this browser. */
export async function listKept() {
  set({ kept: await askReader({ type: 'list' }).catch(() => []) });
}

/** Trains on data that are kept. */
export async function openKept(name: string) {
  set({ stage: 'look' });
  const facts = await reading(async (task) => {
    const kept = await askReader({ type: 'open', name }, task);
    if (!kept) throw new Error(`“${name}” is not kept in this browser any more.`);
    return kept;
  });
  if (facts) return trainOn(facts);
  set({ stage: 'choose' });
  await listKept();
}

export async function removeKept(name: string) {
  await reading(() => askReader({ type: 'remove', name }));
  await listKept();
}
