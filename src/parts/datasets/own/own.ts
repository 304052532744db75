import type { Data } from '../../data';

/** Said of every part whose data the visitor brings. */
export const OWN_SOURCE =
  'Brought by you. They are read in this browser and sent nowhere; who made them and what you may do with them, you know best.';

/**
 * What the visitor brought, as it is: which items are held out was decided when it was read.
 * @throws Error in words for the visitor, where nothing was brought
 */
export function brought(own: Data | null | undefined, what: string): Data {
  if (own) return own;
  throw new Error(`This experiment trains on ${what} of a visitor's own, and they are not here.`);
}
