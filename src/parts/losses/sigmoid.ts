import type { Scalar, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../part';
import { untaped } from '../untaped';
import { pushesStill, softplus } from './logSumExp';
import { asCandidates, asRows, constantSum, defineLoss, meanOver, type Rows } from './loss';

/** How strongly each candidate acts on each anchor: the mean over the anchor's rows, [N, C]. */
const weightOfPairs = (tf: Tf, { weights, valid }: Rows, rowsOfAnchor: Tensor2D): Tensor2D =>
  untaped(
    tf,
    () =>
      tf.div(
        tf.sum(tf.mul(weights, asRows(tf, valid)), 1),
        tf.maximum(rowsOfAnchor, 1),
      ) as Tensor2D,
  );

const logits = <T extends Tensor2D | Tensor3D>(tf: Tf, cosines: T, scale: Scalar, bias: Scalar) =>
  tf.add(tf.mul(cosines, scale), bias) as T;

/** softplus of a plain number. */
const softplusAt = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/**
 * Sigmoid loss: every pair of query and key is a question of its own, "do these belong together?",
 * with the logit l = scale s + bias: softplus(-l) for positives, softplus(l) for chosen negatives,
 * summed over pairs and divided by the anchors that have a positive (not by pairs), in nats. A
 * negative chosen for several positives of its anchor counts once. Scale and bias are turned by
 * hand here, where the paper learns them. No pair: 0.
 */
export const sigmoid = defineLoss({
  label: 'Sigmoid (SigLIP)',
  phrase: 'the sigmoid loss',
  summary: 'Asks of every pair alone whether it belongs together; negatives do not compete.',
  paper: 'Zhai et al. 2023 (SigLIP), https://arxiv.org/abs/2303.15343, algorithm 1',
  formula: String.raw`\frac{1}{|Q|} \sum_q \Big( \sum_p \positive{\log(1 + e^{-t s_{qp} - b})} + \sum_n \negative{w_{qn} \log(1 + e^{t s_{qn} + b})} \Big)`,
  advice:
    'Helps with small batches and with a few chosen negatives, as none takes the push of another; a bias that does not fit the number of negatives leaves them unpushed or lets them outweigh the positives.',
  axis: 'similarity',
  anchors: 'queries',
  terms: 'pairs',
  knobs: {
    logitScale: {
      kind: 'number',
      label: 'Scale (t)',
      hint: 'How sharply similarity decides; the inverse of a temperature.',
      min: 1,
      max: 100,
      step: 0.5,
      default: 10,
      scale: 'log',
    },
    logitBias: {
      kind: 'number',
      label: 'Bias (b)',
      hint: 'Odds are even at the similarity -b/t. Lower: negatives may stay nearer; higher: they outweigh the positives.',
      min: -20,
      max: 5,
      step: 0.1,
      // 64 pairs of digits, two seeds at 300 steps and two at 900: from -10, the paper's start for
      // far larger batches, to -4.1, the log odds of one pair in 64, the nearest neighbour is of
      // the same digit for 97 %, for 94 % at 0. Between the two, even odds stand at 0.7.
      default: -7,
    },
  },
  value(tf, rows, { logitScale, logitBias }) {
    const rowsOfAnchor = untaped(tf, () => tf.sum(rows.valid, 1, true) as Tensor2D);
    const own = logits(tf, rows.positive(rows.similarity), logitScale, logitBias);
    const others = logits(tf, rows.similarity, logitScale, logitBias);
    const pull = tf.sum(tf.mul(softplus(tf, tf.neg(own)), rows.valid));
    const push = tf.sum(tf.mul(softplus(tf, others), weightOfPairs(tf, rows, rowsOfAnchor)));
    const anchors = constantSum(
      tf,
      untaped(tf, () => tf.step(rowsOfAnchor)),
    );
    return meanOver(tf, tf.add(pull, push), anchors);
  },
  active: (tf, rows, { logitScale, logitBias }) =>
    tf.mul(
      pushesStill(tf, logits(tf, asCandidates(tf, rows.similarity), logitScale, logitBias)),
      tf.step(rows.weights),
    ),
  band: {
    knob: 'logitBias',
    label: 'even odds',
    range: ({ logitScale, logitBias }) => [1, -logitBias / logitScale],
    value: ({ logitScale }, _positive, edge) => -edge * logitScale,
  },
  chance: ({ logitScale, logitBias }, negatives, positives) =>
    positives * softplusAt(-logitScale - logitBias) +
    negatives * softplusAt(logitScale + logitBias),
});
