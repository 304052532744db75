import { bm25 } from './bm25';
import { crossBatchMemory } from './crossBatchMemory';
import { inBatch } from './inBatch';
import { learned } from './learned';
import { memoryBank } from './memoryBank';
import { mixed } from './mixed';
import { momentumQueue } from './momentumQueue';
import { nearMisses } from './nearMisses';
import { perturbed } from './perturbed';
import { perturbedInput } from './perturbedInput';
import type { Source } from './source';
import { teacher } from './teacher';
import { wholeSet } from './wholeSet';

/** Every source offered. Add a file, then one line here. */
export const sources = {
  inBatch,
  memoryBank,
  momentumQueue,
  crossBatchMemory,
  wholeSet,
  bm25,
  nearMisses,
  teacher,
  perturbed,
  perturbedInput,
  learned,
  mixed,
} satisfies Record<string, Source>;

export type SourceId = keyof typeof sources;
