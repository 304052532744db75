import { liveMetrics } from './live';
import { defineMetric } from './metric';

/**
 * log of the mean over pairs i < j of exp(-t |x_i - x_j|^2): 0 when everything is one point, lower
 * the more evenly embeddings spread; labels are not looked at. Undefined for fewer than two items.
 */
export const uniformity = defineMetric({
  ...liveMetrics.uniformity,
  summary: 'How evenly embeddings cover the sphere; 0 is one single point.',
  paper: 'Wang and Isola 2020, https://arxiv.org/abs/2005.10242, eq. 3',
  better: 'lower',
  unit: 'nats',
  range: [Number.NEGATIVE_INFINITY, 0],
  knobs: {
    t: {
      kind: 'number',
      label: 'Sharpness',
      hint: 'High: only near neighbours count. Low: all pairs alike.',
      min: 0.5,
      max: 50,
      step: 0.5,
      default: 2,
    },
  },
  measure(embeddings, { t = 2 } = {}) {
    const { n } = embeddings;
    const similarity = embeddings.similarity();
    const lengths = Float64Array.from({ length: n }, (_, i) => similarity[i * (n + 1)] as number);
    let sum = 0;
    for (let i = 1; i < n; i++) {
      const own = lengths[i] as number;
      for (let j = 0; j < i; j++) {
        const squared = own + (lengths[j] as number) - 2 * (similarity[i * n + j] as number);
        sum += squared > 0 ? Math.exp(-t * squared) : 1;
      }
    }
    return Math.log(sum / ((n * (n - 1)) / 2));
  },
});
