import { defineMetric } from './metric';
import { entropy, expectedInformation, normalisedInformation, overlapOf } from './shared/agreement';
import { clusterKnobs } from './shared/clusterKnobs';

/**
 * Mutual information of classes and of k-means clusters, as many as there are classes, over the
 * mean of their entropies, 0..1. One class alone: 1. All rows equal: 0. It lies above 0 by chance,
 * the more so the smaller classes are: the chance given is for clusters of the classes' sizes.
 */
export const normalisedMutualInformation = defineMetric({
  label: 'NMI',
  summary: 'How much the clusters that k-means finds tell of the classes.',
  paper: 'Vinh et al. 2010, https://jmlr.org/papers/v11/vinh10a.html, table 2',
  better: 'higher',
  range: [0, 1],
  knobs: clusterKnobs,
  measure: (embeddings, { clusterRestarts = 10 } = {}) =>
    normalisedInformation(overlapOf(embeddings.labels, embeddings.clusters(clusterRestarts))),
  chance(labels) {
    const { first } = overlapOf(labels, labels);
    return first.length > 1 ? expectedInformation(first, first) / entropy(first) : 1;
  },
});
