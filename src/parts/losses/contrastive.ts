import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { KnobTensors, Tf } from '../part';
import { asCandidates, constantSum, defineLoss, meanOver, type Rows } from './loss';
import { euclidean } from './shared/distance';

const knobs = {
  positiveMargin: {
    kind: 'number',
    label: 'Positive margin',
    hint: 'Positives nearer than this are near enough and stop being pulled.',
    min: 0,
    max: 1,
    step: 0.01,
    default: 0,
  },
  negativeMargin: {
    kind: 'number',
    label: 'Negative margin',
    hint: 'Negatives farther than this are far enough and stop being pushed.',
    min: 0,
    max: 2,
    step: 0.01,
    default: 1,
  },
  form: {
    kind: 'choice',
    label: 'Form',
    hint: 'Hadsell squares each term and takes one mean; linear averages positives and negatives apart and adds them.',
    options: {
      hadsell: 'Squared (Hadsell)',
      linear: 'Linear',
      linearActive: 'Linear, active only',
    },
    default: 'hadsell',
  },
  measure: {
    kind: 'choice',
    label: 'Distance',
    hint: 'Euclidean on the unit sphere (0 to 2), or cosine distance 1 - cos (0 to 2).',
    options: { euclidean: 'Euclidean', cosine: 'Cosine' },
    default: 'euclidean',
  },
} as const;

const distanceOf = (tf: Tf, rows: Rows, measure: 'euclidean' | 'cosine'): Tensor2D =>
  measure === 'cosine' ? tf.sub(1, rows.similarity) : euclidean(tf, rows);

/**
 * How much too far each positive still is, [N, Q], and how much too near each candidate, [N, 1, C].
 */
function excess(tf: Tf, rows: Rows, values: KnobTensors<typeof knobs>) {
  const distance = distanceOf(tf, rows, values.measure);
  return {
    positive: tf.relu(tf.sub(rows.positive(distance), values.positiveMargin)),
    negative: tf.relu(tf.sub(values.negativeMargin, asCandidates(tf, distance))),
  };
}

/**
 * Pairwise contrastive loss. Hadsell: 1/2 max(0, d - m+)^2 for positives and 1/2 max(0, m- - d)^2
 * for chosen negatives, one mean over all of these pairs, where a negative counts once for each
 * positive of its anchor that it was chosen with. Linear (as in pytorch-metric-learning):
 * the terms are not squared, positives and negatives are averaged apart (over all pairs, or over
 * those above 0) and added. A group without pairs counts 0.
 */
export const contrastive = defineLoss({
  label: 'Pairwise contrastive',
  phrase: 'pairwise contrastive loss',
  summary:
    'Pulls positives together and pushes negatives beyond a fixed distance, each pair alone.',
  paper:
    'Hadsell, Chopra, LeCun 2006, http://yann.lecun.com/exdb/publis/pdf/hadsell-chopra-lecun-06.pdf, eq. 4',
  formula: String.raw`\tfrac12\,\positive{\big[d_{ip} - m_+\big]_+^2} \;+\; \tfrac12\,w_{in}\,\negative{\big[m_- - d_{in}\big]_+^2}`,
  advice:
    'Holds up under very hard negatives, since its threshold is fixed; it hurts where classes differ in spread, since one distance has to fit all of them.',
  axis: 'distance',
  anchors: 'all',
  terms: 'pairs',
  knobs,
  value(tf, rows, values) {
    const { positive, negative } = excess(tf, rows, values);
    if (values.form === 'hadsell') {
      const pulled = tf.sum(tf.mul(tf.square(positive), rows.valid));
      const pushed = tf.sum(tf.mul(tf.square(negative), rows.weights));
      const pairs = tf.add(constantSum(tf, rows.valid), constantSum(tf, rows.weights)) as Scalar;
      return meanOver(tf, tf.mul(tf.add(pulled, pushed), 0.5), pairs);
    }
    const mean = (terms: Tensor, all: Tensor) =>
      meanOver(tf, terms, constantSum(tf, values.form === 'linear' ? all : tf.step(terms)));
    return tf.add(
      mean(tf.mul(positive, rows.valid), rows.valid),
      mean(tf.mul(negative, rows.weights), rows.weights),
    );
  },
  active: (tf, rows, values) =>
    tf.mul(tf.step(excess(tf, rows, values).negative), tf.step(rows.weights)),
  band: {
    knob: 'negativeMargin',
    label: 'margin',
    unit: ({ measure }) => (measure === 'cosine' ? '1 − cosine' : null),
    range: ({ measure, negativeMargin }) => [
      0,
      measure === 'cosine' ? Math.sqrt(2 * negativeMargin) : negativeMargin,
    ],
    value: ({ measure }, _positive, edge) => (measure === 'cosine' ? edge ** 2 / 2 : edge),
  },
  chance: ({ form, negativeMargin }, negatives) =>
    form === 'hadsell' ? (0.5 * negativeMargin ** 2 * negatives) / (1 + negatives) : negativeMargin,
});
