import type { Tensor2D } from '@tensorflow/tfjs-core';
import { untaped } from '../untaped';
import { asCandidates, asRows, defineLoss } from './loss';
import { asGroup, overAnchors, rowWeights } from './shared/groups';
import { logSumExp, softplus } from './shared/logSumExp';
import { stillTeaching, temperature, temperatureBand } from './shared/softmaxRows';

/**
 * Supervised contrastive loss, L_out: for each anchor the mean over its positives of
 * -log( exp(s+/T) / (sum over its positives exp(s/T) + sum over chosen negatives exp(s/T)) ), in
 * nats; mean over all anchors, one without a positive counts 0. The positives stand in the
 * denominator, so a row without negatives still costs as long as the anchor has several positives:
 * a batch of one class is spread out. Factor 1, not the T / 0.07 of the authors' code.
 */
export const supCon = defineLoss({
  label: 'SupCon',
  phrase: 'SupCon',
  summary:
    'Softmax of every positive against the chosen negatives and all other positives together.',
  paper: 'Khosla et al. 2020, https://arxiv.org/abs/2004.11362, eq. 2',
  formula: String.raw`\frac{1}{|P(i)|}\sum_{p \in P(i)} -\log\frac{\positive{e^{s_{ip}/\tau}}}{\sum_{q \in P(i)}\positive{e^{s_{iq}/\tau}} + \sum_n w_{in}\,\negative{e^{s_{in}/\tau}}}`,
  advice:
    'Strong where every class has several samples in the batch; it hurts where labels hide real differences, since it pulls a whole class to one point.',
  axis: 'similarity',
  anchors: 'all',
  terms: 'negatives',
  knobs: { temperature },
  value(tf, rows, knobs) {
    const logits = tf.div(rows.similarity, knobs.temperature) as Tensor2D;
    const own = rows.positive(logits);
    const positives = logSumExp(tf, asGroup(tf, own), asGroup(tf, rows.valid));
    const negatives = logSumExp(tf, asCandidates(tf, logits), rowWeights(tf, rows));
    // Apart, the two sums keep float32 exact at low temperatures: with one positive the first
    // difference is 0 and the rest is NT-Xent.
    const perRow = tf.add(
      tf.sub(positives, asRows(tf, own)),
      softplus(tf, tf.sub(negatives, positives)),
    );
    const share = untaped(tf, () => tf.div(rows.valid, tf.maximum(tf.sum(rows.valid, 1, true), 1)));
    return overAnchors(tf, tf.mul(perRow, tf.expandDims(share, 2)), rows);
  },
  active: (tf, rows, knobs) => stillTeaching(tf, rows, knobs.temperature, { prior: null }),
  band: temperatureBand,
  chance: (_knobs, negatives, positives) => Math.log(positives + negatives),
});
