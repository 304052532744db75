import { alignment } from './alignment';
import { centroidAccuracy } from './centroidAccuracy';
import { mapAtR } from './mapAtR';
import { meanCosine } from './meanCosine';
import type { Metric } from './metric';
import { recallAt1 } from './recallAt1';
import { uniformity } from './uniformity';

/** Every metric offered. Add a file, then one line here. */
export const metrics = {
  recallAt1,
  mapAtR,
  centroidAccuracy,
  alignment,
  uniformity,
  meanCosine,
} satisfies Record<
  string,
  // biome-ignore lint/suspicious/noExplicitAny: each metric has its own knob names
  Metric<any>
>;

export type MetricId = keyof typeof metrics;
