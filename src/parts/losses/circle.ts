import type { Tensor3D } from '@tensorflow/tfjs-core';
import type { KnobTensors, Tf } from '../part';
import { untaped } from '../untaped';
import { asCandidates, constantSum, defineLoss, meanOver, type Rows } from './loss';
import { anchorWeights, asGroup, hasAny, overAnchors, rowWeights } from './shared/groups';
import { isAlive, logSumExp, pushesStill, softplus } from './shared/logSumExp';

const knobs = {
  relaxation: {
    kind: 'number',
    label: 'Relaxation',
    hint: 'Positives should exceed 1 - m and negatives stay below m; smaller is stricter (m).',
    min: 0,
    max: 1,
    step: 0.01,
    default: 0.4,
  },
  sharpness: {
    kind: 'number',
    label: 'Sharpness',
    hint: 'How much the worst pairs of an anchor outweigh its others (gamma).',
    min: 1,
    max: 512,
    step: 1,
    default: 80,
    scale: 'log',
  },
  reduction: {
    kind: 'choice',
    label: 'Mean over',
    hint: 'Active: only anchors that still cost something share the step. All: satisfied ones dilute it.',
    options: { active: 'Active anchors', all: 'All anchors' },
    default: 'active',
  },
} as const;

/**
 * log-sum-exp of the positives, [N, 1, 1], the logit of every candidate, [N, 1, C], and how far
 * each candidate is from where it should be, a constant, [N, 1, C].
 */
function logitsOf(tf: Tf, rows: Rows, { relaxation, sharpness }: KnobTensors<typeof knobs>) {
  const own = asGroup(tf, rows.positive(rows.similarity));
  const others = asCandidates(tf, rows.similarity);
  const weigh = (distance: Tensor3D) => untaped(tf, () => tf.relu(distance));
  const missing = weigh(tf.sub(tf.add(relaxation, 1), own));
  const weight = weigh(tf.add(others, relaxation));
  const pull = tf.mul(tf.mul(missing, tf.sub(tf.sub(1, relaxation), own)), sharpness);
  return {
    positives: logSumExp(tf, pull as Tensor3D, asGroup(tf, rows.valid)),
    negative: tf.mul(tf.mul(weight, tf.sub(others, relaxation)), sharpness) as Tensor3D,
    weight,
  };
}

/**
 * Circle loss, one term an anchor: softplus( log sum over positives exp(-gamma a_p (s - (1 - m)))
 * + log sum over chosen negatives exp(gamma a_n (s - m)) ), where a_p = max(0, 1 + m - s) and a_n =
 * max(0, s + m) are constants to the gradient, so the gradient is not the slope of the value. Mean
 * over the anchors above 0, or over all; an anchor without a positive or without a negative is 0.
 * All negatives of an anchor act together, whichever of its rows they were chosen for.
 */
export const circle = defineLoss({
  label: 'Circle',
  phrase: 'circle loss',
  summary: 'Each pair is moved in proportion to how far it still is from where it should be.',
  paper: 'Sun et al. 2020, https://arxiv.org/abs/2002.10857, eq. 6, as one term an anchor',
  formula: String.raw`\log\Big(1 + \sum_n w_{in}\,\negative{e^{\gamma [s_{in} + m]_+ (s_{in} - m)}} \sum_p \positive{e^{-\gamma [1 + m - s_{ip}]_+ (s_{ip} - 1 + m)}}\Big)`,
  advice:
    'Lets pairs that are nearly right rest while others move; its first steps are large, so it hurts with a high learning rate.',
  axis: 'similarity',
  anchors: 'all',
  terms: 'negatives',
  together: true,
  knobs,
  value(tf, rows, values) {
    const weights = anchorWeights(tf, rows);
    const { positives, negative } = logitsOf(tf, rows, values);
    const hasBoth = tf.mul(hasAny(tf, weights), hasAny(tf, asGroup(tf, rows.valid)));
    const logits = tf.add(positives, logSumExp(tf, negative, weights));
    const costs = tf.mul(softplus(tf, logits), hasBoth);
    if (values.reduction === 'all') return overAnchors(tf, costs, rows);
    return meanOver(tf, costs, constantSum(tf, tf.mul(isAlive(tf, logits), hasBoth)));
  },
  active(tf, rows, values) {
    const { positives, negative, weight } = logitsOf(tf, rows, values);
    const moves = tf.mul(pushesStill(tf, tf.add(positives, negative)), tf.step(weight));
    return tf.mul(moves, tf.step(rowWeights(tf, rows))) as Tensor3D;
  },
  band: {
    knob: 'relaxation',
    label: 'relaxation',
    range: ({ relaxation }) => [1, relaxation],
    value: (_knobs, _positive, edge) => edge,
  },
  chance({ relaxation: m, sharpness }, negatives, positives) {
    const logit = Math.log(positives * negatives) + sharpness * (1 - 2 * m * m);
    return Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
  },
});
