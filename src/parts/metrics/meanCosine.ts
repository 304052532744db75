import { liveMetrics } from './live';
import { defineMetric } from './metric';

/**
 * Mean cosine over i != j, as (|sum of rows|^2 - sum of |row|^2) / (n (n - 1)), in O(n d): 1 for a
 * collapse, about 0 for embeddings that balance one another. Undefined for fewer than two items.
 */
export const meanCosine = defineMetric({
  ...liveMetrics.meanCosine,
  summary: 'How alike any two embeddings are; 1 means that all have collapsed into one.',
  better: 'lower',
  range: [-1, 1],
  knobs: {},
  measure({ values, n, d }) {
    const total = new Float64Array(d);
    let squares = 0;
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      total[i % d] = (total[i % d] as number) + value;
      squares += value * value;
    }
    return (total.reduce((sum, one) => sum + one * one, 0) - squares) / (n * (n - 1));
  },
});
