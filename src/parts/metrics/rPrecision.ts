import { liveMetrics } from './live';
import { defineMetric, meanOverAsked } from './metric';
import { meanRPrecision } from './shared/retrieval';

/**
 * For an item with R class mates, the share of them among its R nearest others, 0..1; mean over
 * items that have any, undefined if none has. By chance: the share of mates among the others.
 */
export const rPrecision = defineMetric({
  ...liveMetrics.rPrecision,
  summary:
    'Look at the R nearest neighbours, where R is the number of other items of the class: the share of them in that class.',
  paper: 'Musgrave et al. 2020, https://arxiv.org/abs/2003.08505, section 3.2',
  better: 'higher',
  range: [0, 1],
  knobs: {},
  measure: (embeddings) => meanRPrecision(embeddings.nearest()),
  chance: (labels) => meanOverAsked(labels, (mates, others) => mates / others),
});
