import { liveMetrics } from './live';
import { defineMetric, meanOverAsked } from './metric';
import { meanAveragePrecisionAtR } from './shared/retrieval';

/**
 * For each item with R class mates: (1/R) sum over k <= R of precision(k) where the k-th nearest
 * is one of them; mean over items that have any. By chance, exactly, for a random order of M
 * others: p = R/M, and given one hit the next falls with (R-1)/(M-1), so
 * (1/R) sum over k <= R of p (1 + (k-1) (R-1)/(M-1)) / k.
 */
export const mapAtR = defineMetric({
  ...liveMetrics.mapAtR,
  summary:
    'Average precision over the R nearest neighbours; 1 if all of them are of the item’s class.',
  paper: 'Musgrave et al. 2020, https://arxiv.org/abs/2003.08505, section 3.2',
  better: 'higher',
  range: [0, 1],
  knobs: {},
  measure: (embeddings) => meanAveragePrecisionAtR(embeddings.nearest()),
  chance: (labels) => meanOverAsked(labels, expected),
});

function expected(mates: number, others: number): number {
  const next = others > 1 ? (mates - 1) / (others - 1) : 0;
  let sum = 0;
  for (let k = 1; k <= mates; k++) sum += (1 + (k - 1) * next) / k;
  return sum / others;
}
