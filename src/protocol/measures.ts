import { type LiveMetricId, liveMetricIds } from '../parts/metrics/live';

export type MeasureId = StepMeasure | HeldOutMeasure | 'comparisons' | 'miningMs';

/**
 * Measures of every training step, from the batch before the weights move; batchCosine is the mean
 * cosine of any two of its embeddings.
 */
export const stepMeasures = [
  'loss',
  'activeShare',
  'hardness',
  'falseShare',
  'batchCosine',
] as const;
export type StepMeasure = (typeof stepMeasures)[number];

/** Measures of the held-out items. */
export type HeldOutMeasure = LiveMetricId;
export const heldOutMeasures: readonly HeldOutMeasure[] = liveMetricIds;
