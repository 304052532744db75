import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../part';
import { asCandidates, defineLoss, meanOver } from './loss';
import { pushesStill, softplus } from './shared/logSumExp';
import { LEAST_COUNT, type PairLogits } from './shared/sigmoidBias';
import { fittedPairs, pairsOf } from './shared/sigmoidPairs';

/** softplus of a plain number. */
const softplusAt = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

const knobs = {
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
  bias: {
    kind: 'choice',
    label: 'Bias',
    hint: 'Fitted: at every step the one with which the loss of the batch is least, as if it had been learned. By hand: it stays where you put it.',
    options: { fitted: 'Fitted to each batch', byHand: 'Set by hand' },
    // MAP@R at step 100, seeds 7 and 8, against a bias of -7: two views of digits 0.60 and 0.56
    // against 0.52 and 0.48, glyphs by label 0.61 and 0.63 against 0.52 and 0.47, points by label
    // 0.45 and 0.46 against 0.33 and 0.27; docs/problems.md has captions, which learn by it alone.
    default: 'fitted',
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
    when: { knob: 'bias', is: ['byHand'] },
  },
} as const;

/**
 * log(1 + 4 N / (3 P)) for N negatives and P positives: a logit is above -log 3 less this where its
 * sigmoid is above P / (4 (P + N)), a quarter of what it is at a collapse.
 */
const leeway = (tf: Tf, { valid, weights }: PairLogits) =>
  tf.log1p(tf.div(tf.sum(weights), tf.maximum(tf.mul(tf.sum(valid), 0.75), LEAST_COUNT)));

/**
 * Sigmoid loss: every pair of query and key is a question of its own, "do these belong
 * together?", with the logit l = scale s + bias: softplus(-l) for positives, softplus(l) for chosen
 * negatives, summed over pairs and divided by the anchors that have a positive (not by pairs), in
 * nats. A negative chosen for several positives of its anchor counts once. The scale is a knob
 * here, where the paper learns it; the bias is either a knob too or the one at which the loss of
 * the batch is least (`sigmoidBias`), where the paper learns it in small steps. No pair: 0. Fitted
 * and no negative: about 0, as the bias alone tells that all belong together.
 */
export const sigmoid = defineLoss({
  label: 'Sigmoid (SigLIP)',
  phrase: 'the sigmoid loss',
  summary: 'Asks of every pair alone whether it belongs together; negatives do not compete.',
  paper: 'Zhai et al. 2023 (SigLIP), https://arxiv.org/abs/2303.15343, algorithm 1',
  formula: String.raw`\frac{1}{|Q|} \sum_q \Big( \sum_p \positive{\log(1 + e^{-t s_{qp} - b})} + \sum_n \negative{w_{qn} \log(1 + e^{t s_{qn} + b})} \Big)`,
  advice:
    'Helps with small batches and with a few chosen negatives, as none takes the push of another; a bias by hand that does not fit the number of negatives leaves them unpushed or lets them outweigh the positives.',
  axis: 'similarity',
  anchors: 'queries',
  terms: 'pairs',
  knobs,
  value(tf, rows, { logitScale, logitBias, bias: kind }) {
    const { pairs, bias } =
      kind === 'fitted'
        ? fittedPairs(tf, rows, logitScale)
        : { pairs: pairsOf(tf, rows, logitScale), bias: logitBias };
    const pull = tf.mul(softplus(tf, tf.neg(tf.add(pairs.positives, bias))), pairs.valid);
    const push = tf.mul(softplus(tf, tf.add(pairs.negatives, bias)), pairs.weights);
    return meanOver(tf, tf.add(tf.sum(pull), tf.sum(push)), pairs.anchors);
  },
  /**
   * By hand: at least a quarter as hard as a negative can push. Fitted: a quarter as hard as at a
   * collapse, where the pushes of all negatives are together as strong as the pulls.
   */
  active(tf, rows, { logitScale, logitBias, bias: kind }) {
    const chosen = (logits: Tensor): Tensor3D =>
      tf.mul(asCandidates(tf, pushesStill(tf, logits) as Tensor2D), tf.step(rows.weights));
    if (kind === 'byHand') return chosen(tf.add(tf.mul(rows.similarity, logitScale), logitBias));
    const { pairs, bias } = fittedPairs(tf, rows, logitScale);
    return chosen(tf.add(pairs.negatives, tf.add(bias, leeway(tf, pairs))));
  },
  band: {
    knob: 'logitBias',
    label: 'even odds',
    range: ({ logitScale, logitBias, bias }) =>
      bias === 'fitted' ? null : [1, -logitBias / logitScale],
    value: ({ logitScale }, _positive, edge) => -edge * logitScale,
  },
  chance: ({ logitScale, logitBias, bias }, negatives, positives) => {
    const logit =
      bias === 'fitted'
        ? Math.log(positives / Math.max(negatives, LEAST_COUNT))
        : logitScale + logitBias;
    return positives * softplusAt(-logit) + negatives * softplusAt(logit);
  },
});
