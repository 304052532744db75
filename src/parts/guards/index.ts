import { cancellation } from './cancellation';
import { debiased } from './debiased';
import type { Guard } from './guard';
import { none } from './none';
import { oracle } from './oracle';
import { threshold } from './threshold';

/** Every guard offered. Add a file, then one line here. */
export const guards = { none, oracle, debiased, threshold, cancellation } satisfies Record<
  string,
  Guard
>;

export type GuardId = keyof typeof guards;
