import { all } from './all';
import { easiest } from './easiest';
import { hardest } from './hardest';
import { random } from './random';
import type { Selection } from './selection';
import { semiHard } from './semiHard';

/** Every selection offered. Add a file, then one line here. */
export const selections = { hardest, semiHard, random, easiest, all } satisfies Record<
  string,
  // biome-ignore lint/suspicious/noExplicitAny: each selection has its own knob names
  Selection<any>
>;

export type SelectionId = keyof typeof selections;
