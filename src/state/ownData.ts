import { createStore } from 'zustand/vanilla';
import type { HeldFacts } from '../protocol/reading/facts';
import type { GivenFile } from '../protocol/reading/given';
import type { KindId } from '../recipe/kinds';
import type { OwnInLink } from '../recipe/ownInLink';
import type { Experiment } from '../recipe/recipe';
import { isOwn } from '../recipe/rules';
import { exchangePart } from './experiment';

/**
 * The visitor's data that the reading worker holds. The page knows facts about them, never the
 * data. The code that speaks to the reading worker is loaded only when it is needed.
 */

/** Facts about data that are held, and a port through which they will come. */
export type Held = HeldFacts & { readonly port: () => MessagePort };

export interface OwnDataState {
  /** By the data set they are for. */
  readonly held: Readonly<Partial<Record<string, Held>>>;
  /** What the link says about its sender's own data. */
  readonly named: OwnInLink | null;
  /** Whether the panel to bring data is open. */
  readonly isOpen: boolean;
  /** Files dropped on the page that the panel has not taken yet. */
  readonly dropped: readonly GivenFile[] | null;
}

export const ownDataStore = createStore<OwnDataState>(() => ({
  held: {},
  named: null,
  isOpen: false,
  dropped: null,
}));

/** The data set of an experiment if it takes the visitor's own data; else null. */
const ownPartIn = ([first]: Experiment): string | null =>
  first && isOwn(first.recipe.parts.data) ? first.recipe.parts.data : null;

/** The visitor's data that an experiment trains on, if they are held. */
export const heldFor = (experiment: Experiment): Held | null =>
  ownDataStore.getState().held[ownPartIn(experiment) ?? ''] ?? null;

/** Whether an experiment can't start before the visitor brings data. */
export const isMissing = (
  experiment: Experiment,
  { held }: Pick<OwnDataState, 'held'>,
): boolean => {
  const part = ownPartIn(experiment);
  return part !== null && !held[part];
};

/** What a link says about the own data of an experiment. */
export function ownInLinkOf(experiment: Experiment): OwnInLink | null {
  const held = heldFor(experiment);
  if (held) return { name: held.name, classes: held.part === 'ownPairs' ? 0 : held.classes };
  return isMissing(experiment, ownDataStore.getState()) ? ownDataStore.getState().named : null;
}

export const openPanel = (dropped: readonly GivenFile[] | null = null) =>
  ownDataStore.setState({ isOpen: true, dropped });
export const closePanel = () => ownDataStore.setState({ isOpen: false, dropped: null });

/** Chooses a part. A data set that has to be brought first opens the panel. */
export function choosePart(kind: KindId, id: string, scope: number | null) {
  if (kind === 'data' && isOwn(id) && !ownDataStore.getState().held[id]) openPanel();
  else exchangePart(kind, id, scope);
}

/** Data are held now. What was held for the same data set is replaced. */
export async function hold(facts: HeldFacts) {
  const { portOf } = await import('../protocol/reader');
  const held: Held = { ...facts, port: () => portOf(facts) };
  ownDataStore.setState((state) => ({ held: { ...state.held, [facts.part]: held } }));
}

/** Names that were looked for in this browser; each is looked for once. */
const sought = new Set<string>();

/**
 * Looks for the data that the link names among those saved in this browser. True: they are held
 * now.
 */
export async function findSaved(experiment: Experiment): Promise<boolean> {
  const { named } = ownDataStore.getState();
  const part = ownPartIn(experiment);
  if (!named || !part || sought.has(named.name)) return false;
  sought.add(named.name);
  try {
    const { askReader } = await import('../protocol/reader');
    const all = await askReader({ type: 'listSaved' });
    const isSaved = all.some((one) => one.name === named.name && one.part === part);
    const facts = isSaved ? await askReader({ type: 'loadSaved', name: named.name }) : null;
    if (facts) await hold(facts);
    return facts !== null;
  } catch {
    return false;
  }
}

/** Whether `findSaved` would still look. */
export const isSought = (experiment: Experiment): boolean => {
  const { named } = ownDataStore.getState();
  return (
    isMissing(experiment, ownDataStore.getState()) && named !== null && !sought.has(named.name)
  );
};
