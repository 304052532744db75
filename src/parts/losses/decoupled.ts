import type { Scalar, Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../part';
import { untaped } from '../untaped';
import { asCandidates, asRows, constantSum, defineLoss, meanOver, type Rows } from './loss';
import { negativesOf } from './shared/debiasing';
import { logSumExp } from './shared/logSumExp';
import { temperature, temperatureBand } from './shared/softmaxRows';

/** The fraction of an even share of the push that a negative needs to count as still teaching. */
const NOTICED = 0.5;

/** 1 in rows that exist and have negatives, [N, Q]; a constant. */
const usedRows = (tf: Tf, rows: Rows): Tensor2D =>
  untaped(tf, () => {
    const [n, q] = rows.valid.shape;
    const some = tf.mul(asRows(tf, rows.valid), tf.step(negativesOf(tf, rows)));
    return tf.reshape(some, [n, q]) as Tensor2D;
  });

/**
 * Weights of the positives, [N, Q]: 2 - exp(s+/sigma) / mean of exp(s+/sigma) over the rows, so
 * that farther positives count for more; their mean is 1.
 */
function positiveWeights(tf: Tf, positive: Tensor2D, used: Tensor2D, sigma: Scalar): Tensor2D {
  const asOneRow = (table: Tensor) => tf.reshape(table, [1, 1, positive.size]) as Tensor3D;
  const powers = asOneRow(tf.div(positive, sigma));
  const acts = asOneRow(used);
  const logCount = untaped(tf, () => tf.log(tf.maximum(tf.sum(used), 1)));
  const logMean = tf.sub(logSumExp(tf, powers, acts), logCount);
  const ratio = tf.exp(tf.mul(tf.sub(powers, logMean), acts));
  return tf.reshape(tf.sub(2, ratio), positive.shape);
}

/**
 * Decoupled contrastive loss: for each anchor and positive -w s+/T + log of the sum over chosen
 * negatives of exp(s-/T), mean over rows, in nats. The positive is not in the sum, so the push never
 * fades as pairs come together, and the loss goes below 0. w is 1, or for DCLW a weight by how far
 * off the positive is, a constant (lightly) or not (the authors' first code). Rows without negatives
 * are left out; if none has any: 0.
 */
export const decoupled = defineLoss({
  label: 'Decoupled',
  phrase: 'the decoupled loss',
  summary:
    'NT-Xent without the positive in its denominator: negatives push as hard once pairs are aligned.',
  paper: 'Yeh et al. 2022 (DCL, DCLW), https://arxiv.org/abs/2110.06848, section 3',
  formula: String.raw`\ell_{ip} = -\positive{v_{ip}\, s_{ip}/\tau} + \log \sum_n \negative{w_{in}\, e^{s_{in}/\tau}}, \quad v_{ip} = 1 \ \text{or}\ 2 - \frac{\positive{e^{s_{ip}/\sigma}}}{\operatorname{mean}_j \positive{e^{s_{jp}/\sigma}}}`,
  advice:
    'Helps small batches, where the softmax of NT-Xent is won too soon; as its push never ends, it goes on driving false negatives apart.',
  axis: 'similarity',
  anchors: 'all',
  terms: 'negatives',
  knobs: {
    temperature,
    weighting: {
      kind: 'choice',
      label: 'Positives',
      hint: 'All alike, or those that are farther off more strongly (DCLW), with that weight held or taught.',
      options: { plain: 'All alike (DCL)', held: 'Weighted, held', taught: 'Weighted, taught' },
      default: 'plain',
    },
    sigma: {
      kind: 'number',
      label: 'Weighting width (sigma)',
      hint: 'Small: only the most distant positives gain weight.',
      min: 0.05,
      max: 2,
      step: 0.05,
      default: 0.5,
      when: { knob: 'weighting', is: ['held', 'taught'] },
    },
  },
  value(tf, rows, { temperature, weighting, sigma }) {
    const used = usedRows(tf, rows);
    const positive = rows.positive(rows.similarity);
    const weigh = () => positiveWeights(tf, positive, used, sigma);
    const weight = { plain: () => 1, held: () => untaped(tf, weigh), taught: weigh }[weighting]();
    const pull = asRows(tf, tf.div(tf.mul(positive, weight), temperature) as Tensor2D);
    const logits = tf.div(asCandidates(tf, rows.similarity), temperature) as Tensor3D;
    const push = logSumExp(tf, logits, rows.weights);
    const count = constantSum(tf, used);
    return meanOver(tf, tf.mul(tf.sub(push, pull), asRows(tf, used)), count);
  },
  active(tf, rows, { temperature }) {
    const logits = tf.div(asCandidates(tf, rows.similarity), temperature) as Tensor3D;
    const total = logSumExp(tf, logits, rows.weights);
    // A candidate that was not chosen may exceed the sum of the chosen by far.
    const power = tf.exp(tf.clipByValue(tf.sub(logits, total), -60, 60));
    const evenShares = tf.mul(tf.mul(power, rows.weights), negativesOf(tf, rows));
    return tf.step(tf.sub(evenShares, NOTICED)) as Tensor3D;
  },
  band: temperatureBand,
  chance: (_knobs, negatives) => Math.log(Math.max(1, negatives)),
});
