import { given } from './given';
import { label } from './label';
import type { Positives } from './positives';
import { views } from './views';

/** Every kind of positives offered. Add a file, then one line here. */
export const positives = { label, views, given } satisfies Record<string, Positives>;
