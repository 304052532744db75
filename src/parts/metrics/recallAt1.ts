import { liveMetrics } from './live';
import { defineMetric, meanOverAsked } from './metric';
import { recallAtK } from './shared/retrieval';

/**
 * Share of items whose nearest other item is of their class; items without class mates are not
 * asked. Undefined if none has any. By chance: the share of class mates among the others.
 */
export const recallAt1 = defineMetric({
  ...liveMetrics.recallAt1,
  summary: 'How often the nearest other held-out item is of the same class.',
  paper: 'Jegou et al. 2011, https://doi.org/10.1109/TPAMI.2010.57, section V',
  better: 'higher',
  range: [0, 1],
  knobs: {},
  measure: (embeddings) => recallAtK(embeddings.nearest(), 1),
  chance: (labels) => meanOverAsked(labels, (mates, others) => mates / others),
});
