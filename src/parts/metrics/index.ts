import { adjustedMutualInformation } from './adjustedMutualInformation';
import { adjustedRandIndex } from './adjustedRandIndex';
import { alignment } from './alignment';
import { centroidAccuracy } from './centroidAccuracy';
import { effectiveRank } from './effectiveRank';
import { hubness } from './hubness';
import { knnAccuracy } from './knnAccuracy';
import { linearProbe } from './linearProbe';
import type { LiveMetricId } from './live';
import { mapAtR } from './mapAtR';
import { meanCosine } from './meanCosine';
import { meanReciprocalRank } from './meanReciprocalRank';
import type { Metric } from './metric';
import { ndcgAt10 } from './ndcgAt10';
import { normalisedMutualInformation } from './normalisedMutualInformation';
import { recallAt1 } from './recallAt1';
import { recallAt5 } from './recallAt5';
import { rPrecision } from './rPrecision';
import { similarityAuc } from './similarityAuc';
import { uniformity } from './uniformity';

/** Every metric offered. Add a file, then one line here; one more in `live.ts` to follow it. */
export const metrics = {
  recallAt1,
  recallAt5,
  mapAtR,
  rPrecision,
  meanReciprocalRank,
  ndcgAt10,
  knnAccuracy,
  centroidAccuracy,
  linearProbe,
  similarityAuc,
  normalisedMutualInformation,
  adjustedMutualInformation,
  adjustedRandIndex,
  alignment,
  uniformity,
  meanCosine,
  effectiveRank,
  hubness,
} satisfies Record<string, Metric> & Record<LiveMetricId, unknown>;

export type MetricId = keyof typeof metrics;
