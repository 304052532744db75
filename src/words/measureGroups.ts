import type { HeldOutMeasure } from '../protocol/measures';

/** The measures of the held-out items, grouped by what they tell, in the order of the page. */
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
