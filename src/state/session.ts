import { forcedBackend, keepAddress, openAddress } from './address';
import { experimentStore } from './experiment';
import { heldFor, ownDataStore } from './ownData';
import { runStore, showNotice } from './run';
import { follow, hasRun, isBrought, limitSpeed, lookAt, openRun } from './training';
import { recordChange } from './undo';
import { viewStore } from './view';

/**
 * The one session of a page: keeps the worker, the stores and the address bar in agreement. Stores
 * hold what is wanted; all that follows from a change in them is decided here.
 */

/** Opens the experiment of the address and follows the address from then on: going back undoes. */
export function openSession() {
  openAddress();
  let isGoingBack = false;
  experimentStore.subscribe((now, before) => {
    if (now.lanes === before.lanes) return;
    if (hasRun()) follow(now.lanes);
    recordChange(before.lanes, now.lanes);
    if (!isGoingBack) keepAddress(before.lanes, now.lanes);
  });
  addEventListener('popstate', () => {
    const before = forcedBackend();
    isGoingBack = true;
    openAddress();
    isGoingBack = false;
    if (hasRun() && forcedBackend() !== before) openRun();
  });
}

/** Starts the training side of the session, once the page has been drawn. */
export function startSession() {
  viewStore.subscribe((now, before) => {
    if (now.speed !== before.speed) limitSpeed(now.speed);
    if (now.selected !== before.selected && now.selected !== null) lookAt(now.selected);
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
    if (now.held === before.held || !held || isBrought(held.key)) return;
    follow(lanes);
    keepAddress(lanes, lanes);
  });
  follow(experimentStore.getState().lanes);
}
