import { contrastive } from './contrastive';
import { infoNce } from './infoNce';
import type { Loss } from './loss';
import { ntXent } from './ntXent';
import { triplet } from './triplet';

/** Every loss offered. Add a file, then one line here. */
export const losses = { triplet, ntXent, infoNce, contrastive } satisfies Record<
  string,
  // biome-ignore lint/suspicious/noExplicitAny: each loss has its own knob names
  Loss<any>
>;

export type LossId = keyof typeof losses;
