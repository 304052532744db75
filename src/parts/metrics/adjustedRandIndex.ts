import { defineMetric } from './metric';
import { adjustedRand, overlapOf } from './shared/agreement';
import { clusterKnobs } from './shared/clusterKnobs';

/**
 * Share of pairs of items that classes and k-means clusters, as many as there are classes, treat
 * alike, adjusted for chance: 0 by chance, 1 for a perfect match, -0.5 at worst. One class alone: 1.
 * All rows equal: 0.
 */
export const adjustedRandIndex = defineMetric({
  label: 'ARI',
  summary: 'How well the clusters that k-means finds keep pairs of a class together, no others.',
  paper: 'Hubert and Arabie 1985, https://doi.org/10.1007/BF01908075, eq. 5',
  better: 'higher',
  range: [-0.5, 1],
  knobs: clusterKnobs,
  measure: (embeddings, { clusterRestarts = 10 } = {}) =>
    adjustedRand(overlapOf(embeddings.labels, embeddings.clusters(clusterRestarts))),
  chance: (labels) => (new Set(labels).size > 1 ? 0 : 1),
});
