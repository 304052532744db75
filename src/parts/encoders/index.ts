import type { Encoder } from './encoder';
import { mlp } from './mlp';
import { smallCnn } from './smallCnn';

/** Every encoder offered. Add a file, then one line here. */
export const encoders = { smallCnn, mlp } satisfies Record<
  string,
  // biome-ignore lint/suspicious/noExplicitAny: each encoder has its own knob names
  Encoder<any>
>;

export type EncoderId = keyof typeof encoders;
