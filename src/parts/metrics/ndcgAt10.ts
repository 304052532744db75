import { liveMetrics } from './live';
import { defineMetric, meanOverAsked } from './metric';
import { discountedGainAtK, discounts } from './shared/retrieval';

const K = 10;

/**
 * Normalised discounted cumulative gain of the ten nearest others, 0..1: each class mate counts
 * 1 / log2(rank + 1), as a share of the most there could be. Items without class mates are not
 * asked; undefined if none has any. By chance every rank holds a mate with the same probability.
 */
export const ndcgAt10 = defineMetric({
  ...liveMetrics.ndcgAt10,
  summary: 'How many of the ten nearest are of the same class; earlier ranks count more.',
  paper: 'Jarvelin and Kekalainen 2002, https://doi.org/10.1145/582415.582418, section 2',
  better: 'higher',
  range: [0, 1],
  knobs: {},
  measure: (embeddings) => discountedGainAtK(embeddings.nearest(), K),
  chance: (labels) =>
    meanOverAsked(
      labels,
      (mates, others) =>
        ((mates / others) * discounts(Math.min(K, others))) / discounts(Math.min(K, mates)),
    ),
});
