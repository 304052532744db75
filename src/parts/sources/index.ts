import { inBatch } from './inBatch';
import type { Source } from './source';

/** Every source offered. Add a file, then one line here. */
export const sources = { inBatch } satisfies Record<
  string,
  // biome-ignore lint/suspicious/noExplicitAny: each source has its own knob names
  Source<any>
>;

export type SourceId = keyof typeof sources;
