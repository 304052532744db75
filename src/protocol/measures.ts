export type MeasureId = StepMeasure | HeldOutMeasure | 'comparisons' | 'miningMs';

/** Measures of every training step, from the batch. */
export const stepMeasures = ['loss', 'activeShare', 'hardness', 'falseShare'] as const;
export type StepMeasure = (typeof stepMeasures)[number];

/** Measures of the held-out items. */
export const heldOutMeasures = [
  'recallAt1',
  'recallAt5',
  'mapAtR',
  'rPrecision',
  'meanReciprocalRank',
  'ndcgAt10',
  'knnAccuracy',
  'centroidAccuracy',
  'similarityAuc',
  'alignment',
  'uniformity',
  'meanCosine',
  'effectiveRank',
  'hubness',
] as const;
export type HeldOutMeasure = (typeof heldOutMeasures)[number];
