import type { Guard } from './guard';
import { none } from './none';
import { oracle } from './oracle';

/** Every guard offered. Add a file, then one line here. */
export const guards = { none, oracle } satisfies Record<
  string,
  // biome-ignore lint/suspicious/noExplicitAny: each guard has its own knob names
  Guard<any>
>;

export type GuardId = keyof typeof guards;
