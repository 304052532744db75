import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { KnobTensors, Tf } from '../part';
import { asCandidates, asRows, constantSum, defineLoss, meanOver, type Rows } from './loss';
import { euclidean } from './shared/distance';
import {
  anchorWeights,
  asGroup,
  byCandidate,
  hasAny,
  overAnchors,
  rowWeights,
} from './shared/groups';
import { logSumExp } from './shared/logSumExp';

const knobs = {
  lifting: {
    kind: 'choice',
    label: 'Form',
    hint: 'Generalised: all positives of an anchor against all its negatives. Original: each pair against the negatives of both ends, squared.',
    options: { generalised: 'Generalised (Hermans)', original: 'Original (Song)' },
    default: 'generalised',
  },
  positiveMargin: {
    kind: 'number',
    label: 'Positive margin',
    hint: 'Subtracted from distances of positives: how far apart they may be for nothing.',
    min: 0,
    max: 1,
    step: 0.01,
    default: 0,
  },
  negativeMargin: {
    kind: 'number',
    label: 'Negative margin',
    hint: 'How much farther than positives negatives have to be before the loss is 0.',
    min: 0,
    max: 2,
    step: 0.01,
    default: 1,
  },
} as const;

/** By how much each anchor, [N, 1, 1], or each row, [N, Q, 1], still costs; 0 or less: not at all. */
function excess(tf: Tf, rows: Rows, values: KnobTensors<typeof knobs>): Tensor3D {
  const distance = euclidean(tf, rows);
  const own = tf.sub(rows.positive(distance), values.positiveMargin) as Tensor2D;
  const near = tf.sub(values.negativeMargin, distance) as Tensor2D;
  const weights = anchorWeights(tf, rows);
  const negatives = logSumExp(tf, asCandidates(tf, near), weights);
  if (values.lifting === 'generalised') {
    const valid = asGroup(tf, rows.valid);
    const positives = logSumExp(tf, asGroup(tf, own), valid);
    return tf.add(
      tf.mul(positives, hasAny(tf, valid)),
      tf.mul(negatives, hasAny(tf, weights)),
    ) as Tensor3D;
  }
  const partners = asRows(tf, rows.positive(byCandidate(tf, negatives, rows, -1e8)));
  const both = tf.concat([tf.add(negatives, tf.zerosLike(partners)), partners], 2) as Tensor3D;
  return tf.add(asRows(tf, own), logSumExp(tf, both, tf.onesLike(both)));
}

/**
 * Lifted structure, on Euclidean distances. Generalised: for each anchor
 * max(0, log sum over positives exp(d - m+) + log sum over negatives exp(m- - d)), mean over all
 * anchors; an empty group counts 0, so without negatives positives are still pulled. Original: for
 * each anchor and positive 1/2 max(0, d - m+ + log sum over the negatives of both exp(m- - d))^2,
 * mean over these pairs; no negatives: 0. All negatives of an anchor act together, whichever of its
 * rows they were chosen for. Neither is 0 in a collapse, where the gradient is.
 */
export const liftedStructure = defineLoss({
  label: 'Lifted structure',
  phrase: 'lifted structure loss',
  summary: 'Sets positives against all negatives of the anchor at once, by a smooth nearest one.',
  paper:
    'Song et al. 2016, https://arxiv.org/abs/1511.06452, eq. 4; generalised: Hermans, Beyer, Leibe 2017, https://arxiv.org/abs/1703.07737, section 2',
  formula: String.raw`\Big[\log\sum_p \positive{e^{d_{ip} - m_+}} + \log\sum_n w_{in}\,\negative{e^{m_- - d_{in}}}\Big]_+`,
  advice:
    'Uses every pair of a large batch at once; it hurts with many negatives, where the sum over all of them outweighs the few that matter.',
  axis: 'distance',
  anchors: 'all',
  terms: 'negatives',
  together: true,
  knobs,
  value(tf, rows, values) {
    const costs = tf.relu(excess(tf, rows, values));
    if (values.lifting === 'generalised') return overAnchors(tf, costs, rows);
    const squares = tf.mul(tf.mul(tf.square(costs), 0.5), asRows(tf, rows.valid));
    return meanOver(tf, squares, constantSum(tf, rows.valid));
  },
  active: (tf, rows, values) =>
    tf.mul(tf.step(excess(tf, rows, values)), tf.step(rowWeights(tf, rows))) as Tensor3D,
  band: null,
  chance({ lifting, positiveMargin, negativeMargin }, negatives, positives) {
    const gap = negativeMargin - positiveMargin;
    if (lifting === 'original') return Math.max(0, Math.log(2 * negatives) + gap) ** 2 / 2;
    return Math.max(0, Math.log(positives) + Math.log(negatives) + gap);
  },
});
