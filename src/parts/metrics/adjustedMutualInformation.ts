import { defineMetric } from './metric';
import { adjustedInformation, overlapOf } from './shared/agreement';
import { clusterKnobs } from './shared/clusterKnobs';

/**
 * Mutual information of classes and of k-means clusters, as many as there are classes, less what
 * chance would give and as a share of the most there could be: 0 by chance, 1 for a perfect match,
 * below 0 for worse than chance. One class alone: 1. All rows equal: 0.
 */
export const adjustedMutualInformation = defineMetric({
  label: 'AMI',
  summary: 'How much more than chance the clusters that k-means finds tell of the classes.',
  paper: 'Vinh et al. 2010, https://jmlr.org/papers/v11/vinh10a.html, table 2',
  better: 'higher',
  range: [-1, 1],
  knobs: clusterKnobs,
  measure: (embeddings, { clusterRestarts = 10 } = {}) =>
    adjustedInformation(overlapOf(embeddings.labels, embeddings.clusters(clusterRestarts))),
  chance: (labels) => (new Set(labels).size > 1 ? 0 : 1),
});
