import type { BackendName } from '../protocol/device';
import { readLink, writeLink } from '../recipe/link';
import { type OwnInLink, ownWritten } from '../recipe/ownInLink';
import { arrival, presetRecipes } from '../recipe/presets';
import type { Experiment } from '../recipe/recipe';
import { experimentStore, openRecipes } from './experiment';
import { ownDataStore, ownInLinkOf } from './ownData';

/**
 * The address bar: it is read when the page opens or the visitor goes back, and follows the
 * experiment.
 */

/** The backend that the address forces; null where it leaves the choice to the machine. */
let forced: BackendName | null = null;

export const forcedBackend = (): BackendName | null => forced;

/** The address of `page` with this experiment in its fragment, replacing any other. */
export function addressWith(
  page: string,
  experiment: Experiment,
  own: OwnInLink | null,
  backend: BackendName | null,
): string {
  const parts = [writeLink(experiment), ownWritten(own), backend ? `backend=${backend}` : ''];
  return `${page.split('#')[0]}#${parts.filter(Boolean).join('&')}`;
}

/** The address that opens this experiment as it stands. */
export function shareLink(): string {
  const { lanes } = experimentStore.getState();
  return addressWith(location.href, lanes, ownInLinkOf(lanes), forced);
}

/** Opens what the address bar says, or the arrival experiment where it says nothing. */
export function openAddress() {
  const fragment = location.hash.replace(/^#/, '');
  if (fragment === '') return openRecipes(presetRecipes(arrival));
  const read = readLink(fragment);
  forced = read.backend as BackendName | null;
  ownDataStore.setState({ named: read.own });
  openRecipes(read.recipes, read.problems);
}

/**
 * Browsers refuse addresses that change too often, so a knob in motion writes one this often at
 * most.
 */
const APART_MS = 400;
let timer: ReturnType<typeof setTimeout> | undefined;

function write(how: 'pushState' | 'replaceState') {
  clearTimeout(timer);
  timer = undefined;
  const address = shareLink();
  if (address !== location.href) history[how](null, '', address);
}

/** Keeps the address bar at the experiment; exchanged parts can be undone by going back. */
export function keepAddress(before: Experiment, now: Experiment) {
  const parts = (lanes: Experiment) => JSON.stringify(lanes.map((lane) => lane.recipe.parts));
  if (parts(before) !== parts(now)) write('pushState');
  else timer ??= setTimeout(write, APART_MS, 'replaceState');
}
