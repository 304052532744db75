import { all } from './all';
import { curriculum } from './curriculum';
import { distanceWeighted } from './distanceWeighted';
import { dynamic } from './dynamic';
import { easiest } from './easiest';
import { hardest } from './hardest';
import { hardnessWeighted } from './hardnessWeighted';
import { multiSimilarityMining } from './multiSimilarityMining';
import { pairMargin } from './pairMargin';
import { percentileWindow } from './percentileWindow';
import { positiveAware } from './positiveAware';
import { random } from './random';
import type { Selection } from './selection';
import { semiHard } from './semiHard';
import { semiHardBand } from './semiHardBand';
import { blend } from './shared/blend';

/** Every selection offered. Add a file, then one line here. */
export const selections = {
  hardest,
  semiHard,
  random,
  easiest,
  all,
  semiHardBand,
  percentileWindow,
  positiveAware,
  pairMargin,
  distanceWeighted,
  multiSimilarityMining,
  hardnessWeighted,
  blend,
  curriculum,
  dynamic,
} satisfies Record<string, Selection>;

export type SelectionId = keyof typeof selections;
