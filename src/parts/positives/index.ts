import { given } from './given';
import { label } from './label';
import type { Positives } from './positives';
import { views } from './views';

/** Every kind of positives offered. Add a file, then one line here. */
export const positives = { label, views, given } satisfies Record<
  string,
  // biome-ignore lint/suspicious/noExplicitAny: each kind has its own knob names
  Positives<any>
>;

export type PositivesId = keyof typeof positives;
