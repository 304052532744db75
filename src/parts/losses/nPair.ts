import type { Scalar, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { KnobTensors, Tf } from '../part';
import { untaped } from '../untaped';
import { asCandidates, asRows, constantSum, defineLoss, meanOver, type Rows } from './loss';
import { byCandidate, rowWeights } from './shared/groups';
import { logSumExp, pushesStill, softplus } from './shared/logSumExp';

const knobs = {
  product: {
    kind: 'choice',
    label: 'Similarity',
    hint: 'Dot products of embeddings as they come (Sohn), or of embeddings of unit length.',
    options: { raw: 'Dot product', cosine: 'Cosine' },
    default: 'raw',
  },
  lengthPenalty: {
    kind: 'number',
    label: 'Length penalty',
    hint: 'Keeps embeddings short, as dot products would grow with them.',
    min: 0,
    max: 0.1,
    step: 0.001,
    default: 0.002,
    when: { knob: 'product', is: ['raw'] },
  },
} as const;

/** Squared length of each anchor before it was normalised, [N, 1]. */
const squaredLength = (tf: Tf, { raw }: Rows): Tensor2D =>
  tf.sum(tf.square(raw), 1, true) as Tensor2D;

/** What anchors and candidates have in common, [N, C]. */
function products(tf: Tf, rows: Rows, { product }: KnobTensors<typeof knobs>): Tensor2D {
  if (product === 'cosine') return rows.similarity;
  // Unit embeddings are divided by this very length, so lengths times cosine is the dot product.
  const length = tf.sqrt(tf.add(squaredLength(tf, rows), 1e-12));
  const usual = untaped(tf, () => tf.mean(length) as Scalar);
  return tf.mul(rows.similarity, tf.mul(length, byCandidate(tf, length, rows, usual)));
}

/**
 * Multi-class N-pair loss: the softmax of the positive against the negatives, for queries (the
 * first sample of each class) against the other samples, without a temperature; mean over rows, in
 * nats. On dot products lambda/4 (mean |x_i|^2 + mean |x_p|^2) is added, in TensorFlow's scale. With
 * two samples a class and all negatives it is Sohn's. Candidates from outside the batch have lost
 * their length and are given the mean one. Without negatives only the penalty is left.
 */
export const nPair = defineLoss({
  label: 'N-pair',
  phrase: 'N-pair loss',
  summary: 'One pair a class: each query tells its own positive from the positives of the others.',
  paper:
    'Sohn 2016, https://papers.nips.cc/paper/6200-improved-deep-metric-learning-with-multi-class-n-pair-loss-objective, section 3 (N-pair-mc)',
  formula: String.raw`\log\Big(1 + \sum_n w_{in}\,e^{\,\negative{x_i^\top x_n} - \positive{x_i^\top x_p}}\Big) + \tfrac{\lambda}{4}\big(\lVert x_i\rVert^2 + \lVert x_p\rVert^2\big)`,
  advice:
    'Good with many classes and two samples each; on cosines it has no temperature, so even far negatives keep pushing and the loss stays high.',
  axis: 'similarity',
  anchors: 'queries',
  terms: 'negatives',
  unnormalised: true,
  knobs,
  value(tf, rows, values) {
    const logits = products(tf, rows, values);
    const negatives = logSumExp(tf, asCandidates(tf, logits), rowWeights(tf, rows));
    const behind = tf.sub(negatives, asRows(tf, rows.positive(logits)));
    const count = constantSum(tf, rows.valid);
    const costs = meanOver(tf, tf.mul(softplus(tf, behind), asRows(tf, rows.valid)), count);
    if (values.product === 'cosine') return costs;
    const squares = squaredLength(tf, rows);
    const ofBoth = tf.add(squares, rows.positive(byCandidate(tf, squares, rows, 0)));
    const long = meanOver(tf, tf.mul(ofBoth, rows.valid), count);
    return tf.add(costs, tf.mul(tf.mul(values.lengthPenalty, 0.25), long));
  },
  active(tf, rows, values) {
    const logits = products(tf, rows, values);
    const behind = tf.sub(asCandidates(tf, logits), asRows(tf, rows.positive(logits)));
    return tf.mul(pushesStill(tf, behind), tf.step(rowWeights(tf, rows))) as Tensor3D;
  },
  band: null,
  chance: ({ product, lengthPenalty }, negatives) =>
    product === 'raw' && lengthPenalty > 0 ? null : Math.log(1 + negatives),
});
