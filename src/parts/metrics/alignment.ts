import { liveMetrics } from './live';
import { defineMetric, type HeldOut } from './metric';

/**
 * Mean of |x - y|^power over all ordered pairs of different items of one class; 0 when every class
 * is one point. Undefined without such a pair. Embeddings spread evenly: 2 for the square.
 */
export const alignment = defineMetric({
  ...liveMetrics.alignment,
  summary: 'How far items of the same class lie apart, as a squared distance.',
  paper: 'Wang and Isola 2020, https://arxiv.org/abs/2005.10242, eq. 2',
  better: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  knobs: {
    power: {
      kind: 'number',
      label: 'Power',
      hint: 'Power of the distance that is averaged.',
      min: 0.5,
      max: 4,
      step: 0.5,
      default: 2,
    },
  },
  measure(embeddings, { power = 2 } = {}) {
    const { labels, n } = embeddings;
    const classes = new Map<number, number[]>();
    for (let item = 0; item < n; item++) {
      const members = classes.get(labels[item] as number);
      if (members) members.push(item);
      else classes.set(labels[item] as number, [item]);
    }
    let sum = 0;
    let pairs = 0;
    for (const members of classes.values()) {
      sum +=
        power === 2 ? squaresWithin(embeddings, members) : powersWithin(embeddings, members, power);
      pairs += members.length * (members.length - 1);
    }
    return sum / pairs;
  },
});

/** Sum of |x - y|^2 over ordered pairs, as 2 m sum |x - mean|^2: exact near 0, and linear in m. */
function squaresWithin({ values, d }: HeldOut, members: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < d; i++) {
    let mean = 0;
    for (const item of members) mean += values[item * d + i] as number;
    mean /= members.length;
    for (const item of members) sum += ((values[item * d + i] as number) - mean) ** 2;
  }
  return 2 * members.length * sum;
}

/** Sum of |x - y|^power over ordered pairs. */
function powersWithin({ values, d }: HeldOut, members: readonly number[], power: number): number {
  let sum = 0;
  for (const a of members)
    for (const b of members) {
      let squared = 0;
      for (let i = 0; i < d; i++)
        squared += ((values[a * d + i] as number) - (values[b * d + i] as number)) ** 2;
      if (a !== b) sum += squared ** (power / 2);
    }
  return sum;
}
