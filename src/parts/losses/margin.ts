import type { Tensor3D } from '@tensorflow/tfjs-core';
import type { KnobTensors, Tf } from '../part';
import { asCandidates, asRows, constantSum, defineLoss, meanOver, type Rows } from './loss';
import { euclidean } from './shared/distance';
import { rowWeights } from './shared/groups';

const knobs = {
  boundary: {
    kind: 'number',
    label: 'Boundary',
    hint: 'The distance between near and far (beta): positives belong inside, negatives outside.',
    min: 0,
    max: 2,
    step: 0.01,
    default: 1.2,
  },
  margin: {
    kind: 'number',
    label: 'Margin',
    hint: 'How far from the boundary, on the right side, a pair has to be to be left alone (alpha).',
    min: 0,
    max: 1,
    step: 0.01,
    default: 0.2,
  },
} as const;

/**
 * How much too far each positive is, [N, Q, 1], and how much too near each candidate, [N, 1, C].
 */
function excess(tf: Tf, rows: Rows, { boundary, margin }: KnobTensors<typeof knobs>) {
  const distance = euclidean(tf, rows);
  return {
    positive: tf.relu(
      tf.add(tf.sub(asRows(tf, rows.positive(distance)), boundary), margin),
    ) as Tensor3D,
    negative: tf.relu(tf.add(tf.sub(boundary, asCandidates(tf, distance)), margin)) as Tensor3D,
  };
}

/**
 * Margin loss: max(0, d(a,p) - beta + alpha) + max(0, beta - d(a,n) + alpha) for every chosen
 * triplet, with Euclidean distances. The sum is divided by the number of these terms that are above
 * 0, so a pair counts once for each triplet it is in. beta is a knob, the same for all classes; the
 * authors may learn it. Nothing above 0, or no triplet: 0.
 */
export const margin = defineLoss({
  label: 'Margin',
  phrase: 'margin loss',
  summary: 'Positives belong within a fixed distance and negatives beyond it, each by a margin.',
  paper: 'Wu et al. 2017, https://arxiv.org/abs/1706.07567, section 4 (margin based loss)',
  formula: String.raw`\positive{\big[d_{ip} - \beta + \alpha\big]_+} \;+\; \negative{\big[\beta - d_{in} + \alpha\big]_+}`,
  advice:
    'Made for negatives drawn by distance and steady even with the hardest ones; it hurts where one boundary does not suit every class.',
  axis: 'distance',
  anchors: 'all',
  terms: 'pairs',
  knobs,
  value(tf, rows, values) {
    const weights = rowWeights(tf, rows);
    const { positive, negative } = excess(tf, rows, values);
    const counted = tf.add(tf.step(positive), tf.step(negative));
    return meanOver(
      tf,
      tf.mul(tf.add(positive, negative), weights),
      constantSum(tf, tf.mul(counted, weights)),
    );
  },
  active: (tf, rows, values) =>
    tf.mul(tf.step(excess(tf, rows, values).negative), tf.step(rowWeights(tf, rows))) as Tensor3D,
  band: {
    knob: 'boundary',
    label: 'boundary + margin',
    range: ({ boundary, margin: width }) => [0, boundary + width],
    value: ({ margin: width }, _positive, edge) => edge - width,
  },
  chance: ({ boundary, margin: width }) => {
    const terms = [width - boundary, boundary + width].filter((term) => term > 0);
    return terms.reduce((sum, term) => sum + term, 0) / Math.max(1, terms.length);
  },
});
