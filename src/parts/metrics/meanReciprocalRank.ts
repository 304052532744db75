import { liveMetrics } from './live';
import { defineMetric, meanOverAsked } from './metric';

/** Cosines that differ by less are ties. */
const TIE = 1e-12;

/**
 * Mean of 1 / rank of the nearest class mate among all others, 0..1; items without class mates are
 * not asked. Undefined if none has any. Computed without sorting: the rank is 1 + how many strangers
 * are nearer; ties go to the lower index. By chance, for m mates among M others: the sum over x of
 * (1/x) times the probability that the first mate comes x-th.
 */
export const meanReciprocalRank = defineMetric({
  ...liveMetrics.meanReciprocalRank,
  summary: '1 divided by the rank of the first neighbour of the same class, averaged.',
  paper: 'Voorhees 1999, https://trec.nist.gov/pubs/trec8/papers/qa_report.pdf, section 2',
  better: 'higher',
  range: [0, 1],
  knobs: {},
  measure(embeddings) {
    const { labels, n } = embeddings;
    const similarity = embeddings.similarity();
    let sum = 0;
    let asked = 0;
    for (let item = 0; item < n; item++) {
      const row = similarity.subarray(item * n, (item + 1) * n);
      const rank = rankOfFirstMate(row, labels, item);
      if (rank === null) continue;
      sum += 1 / rank;
      asked++;
    }
    return sum / asked;
  },
  chance: (labels) =>
    meanOverAsked(labels, (mates, others) => {
      let sum = 0;
      let missed = 1;
      for (let rank = 1; rank <= others - mates + 1; rank++) {
        const hit = mates / (others - rank + 1);
        sum += (missed * hit) / rank;
        missed *= 1 - hit;
      }
      return sum;
    }),
});

/** Rank, from 1, of the most similar class mate; null without any. */
function rankOfFirstMate(cosines: Float64Array, labels: Int32Array, item: number): number | null {
  const own = labels[item];
  let best = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < cosines.length; j++)
    if (labels[j] === own && j !== item) best = Math.max(best, cosines[j] as number);
  if (best === Number.NEGATIVE_INFINITY) return null;
  const [tied, nearer] = [best - TIE, best + TIE];
  let rank = 1;
  let found = false;
  for (let j = 0; j < cosines.length; j++) {
    const cosine = cosines[j] as number;
    if (cosine < tied || j === item) continue;
    if (labels[j] === own) found = true;
    else if (cosine > nearer || !found) rank++;
  }
  return rank;
}
