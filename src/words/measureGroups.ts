import type { HeldOutMeasure } from '../protocol/measures';

/** The measures of the held-out items by what they ask, in the order in which one asks for them. */
export const measureGroups: readonly {
  readonly title: string;
  readonly measures: readonly HeldOutMeasure[];
}[] = [
  {
    title: 'Retrieval',
    measures: ['mapAtR', 'recallAt1', 'recallAt5', 'rPrecision', 'meanReciprocalRank', 'ndcgAt10'],
  },
  {
    title: 'Neighbours and classes',
    measures: ['knnAccuracy', 'centroidAccuracy', 'similarityAuc', 'hubness'],
  },
  { title: 'Spread', measures: ['meanCosine', 'alignment', 'uniformity', 'effectiveRank'] },
];
