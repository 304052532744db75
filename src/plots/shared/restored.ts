import { useSyncExternalStore } from 'react';

/** How often canvases lost what was on them and can be drawn again: a driver reset, a machine slept. */
let count = 0;
const listeners = new Set<() => void>();

function restored() {
  count++;
  for (const listener of listeners) listener();
}

// The event does not bubble, but it can be caught on its way down to any canvas of the page.
globalThis.addEventListener?.('contextrestored', restored, true);

/** Redraws a canvas that is not in the page once it can be drawn again, before those that are. */
export function keepDrawn(canvas: HTMLCanvasElement, draw: () => void) {
  draw();
  canvas.addEventListener('contextrestored', () => {
    draw();
    restored();
  });
}

const countOf = () => count;

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** A number that changes whenever canvases have to be drawn again. */
export const useRestored = (): number => useSyncExternalStore(subscribe, countOf, countOf);
