import { type LiveMetricId, liveMetricIds } from '../parts/metrics/live';

export type MeasureId = StepMeasure | HeldOutMeasure | 'comparisons' | 'miningMs';

/** Measures of every training step, from the batch. */
export const stepMeasures = ['loss', 'activeShare', 'hardness', 'falseShare'] as const;
export type StepMeasure = (typeof stepMeasures)[number];

/** Measures of the held-out items. */
export type HeldOutMeasure = LiveMetricId;
export const heldOutMeasures: readonly HeldOutMeasure[] = liveMetricIds;
