import { liveMetrics } from './live';
import { defineMetric } from './metric';
import { singularValues } from './shared/singularValues';

const EPSILON = 1e-7;

/**
 * RankMe: e to the entropy of the singular values' shares of their sum, from 1 (one direction) to
 * about min(n, d) (all alike). The rows are not centred, so that collapse into one point counts as
 * one direction; labels are not looked at. Undefined when every row is 0.
 */
export const effectiveRank = defineMetric({
  ...liveMetrics.effectiveRank,
  summary: 'In how many directions embeddings spread; 1 is one single direction.',
  paper: 'Garrido et al. 2023 (RankMe), https://arxiv.org/abs/2210.02885, eq. 1',
  better: 'higher',
  unit: 'dimensions',
  range: [1, Number.POSITIVE_INFINITY],
  knobs: {},
  measure: ({ values, n, d }) => rankOf(singularValues(values, n, d), EPSILON),
});

/** exp(-sum p ln p) with p = s / sum s + epsilon, the share of each singular value. */
export function rankOf(singular: Float64Array, epsilon: number): number {
  const total = singular.reduce((sum, value) => sum + value, 0);
  const entropy = singular.reduce((sum, value) => {
    const share = value / total + epsilon;
    return share === 0 ? sum : sum - share * Math.log(share);
  }, 0);
  return Math.exp(entropy);
}
