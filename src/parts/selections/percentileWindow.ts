import { asCandidates } from '../losses/loss';
import { defineSelection } from './selection';
import { masked, rowRank } from './shared/rank';

/**
 * Of m eligible candidates, most similar first, those whose rank r (0 is the hardest) has
 * from% * m <= r < to% * m: ranks from ceil(from% * m) on. A window too narrow for any rank, or with
 * `to` below `from`, holds the one candidate at which it starts, so an anchor with candidates is
 * never without a negative.
 */
export const percentileWindow = defineSelection({
  label: 'Percentile window',
  phrase: 'a window of ranks',
  summary: 'Sorts the candidates by similarity, skips the hardest few per cent and takes the next.',
  paper: 'Cai et al. 2020 (Are all negatives created equal?), https://arxiv.org/abs/2010.06682',
  formula: String.raw`w_{in} = 1 \text{ if } \mathrm{from} \le 100 \, \frac{r_i(\negative{n})}{m_i} < \mathrm{to}, \quad r_i = \text{rank among } \candidate{s_{ic}}`,
  advice:
    'Helps where the very hardest are false negatives or noise; a window over the hardest alone collapses a fresh encoder, and one far from them teaches nothing.',
  knobs: {
    from: {
      kind: 'number',
      label: 'Skip the hardest (%)',
      hint: 'Share of the candidates, most similar first, that is left out.',
      min: 0,
      max: 99,
      step: 1,
      default: 5,
    },
    to: {
      kind: 'number',
      label: 'Up to (%)',
      hint: 'Where the window ends: 100 reaches the easiest candidate.',
      min: 1,
      max: 100,
      step: 1,
      default: 25,
    },
  },
  weights(tf, { similarity, eligible }, { from, to }) {
    const allowed = asCandidates(tf, eligible);
    const count = tf.sum(allowed, 2, true);
    // In hundredths of a rank everything is a whole number, so no rounding can move an edge.
    const rank = tf.mul(rowRank(tf, masked(tf, asCandidates(tf, similarity), allowed)), 100);
    const start = tf.minimum(tf.mul(count, from), tf.mul(tf.sub(count, 1), 100));
    const end = tf.maximum(tf.mul(count, to), tf.add(start, 100));
    const inside = tf.mul(tf.step(tf.add(tf.sub(rank, start), 0.5)), tf.step(tf.sub(end, rank)));
    return tf.mul(inside, allowed);
  },
  acting(candidates, { from, to }) {
    const first = Math.min(Math.ceil((candidates * from) / 100), candidates - 1);
    return Math.max(1, Math.ceil((candidates * to) / 100) - first);
  },
});
