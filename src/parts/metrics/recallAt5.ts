import { liveMetrics } from './live';
import { defineMetric, meanOverAsked } from './metric';
import { recallAtK } from './shared/retrieval';

const K = 5;

/**
 * Share of items with a class mate among the five nearest others; items without class mates are
 * not asked. Undefined if none has any. By chance, for m mates among M others: 1 minus the product
 * over the five draws of the share of strangers that are left.
 */
export const recallAt5 = defineMetric({
  ...liveMetrics.recallAt5,
  summary: 'How often one of the five nearest held-out items is of the same class.',
  paper: 'Jegou et al. 2011, https://doi.org/10.1109/TPAMI.2010.57, section V',
  better: 'higher',
  range: [0, 1],
  knobs: {},
  measure: (embeddings) => recallAtK(embeddings.nearest(), K),
  chance: (labels) =>
    meanOverAsked(labels, (mates, others) => {
      let missed = 1;
      for (let drawn = 0; drawn < Math.min(K, others); drawn++)
        missed *= Math.max(0, others - mates - drawn) / (others - drawn);
      return 1 - missed;
    }),
});
