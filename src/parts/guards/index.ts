import { cancellation } from './cancellation';
import { debiased } from './debiased';
import type { Guard } from './guard';
import { none } from './none';
import { oracle } from './oracle';
import { threshold } from './threshold';

/** Every guard offered. Add a file, then one line here. */
export const guards = { none, oracle, debiased, threshold, cancellation } satisfies Record<
  string,
  // biome-ignore lint/suspicious/noExplicitAny: each guard has its own knob names
  Guard<any>
>;

export type GuardId = keyof typeof guards;
