import type { Tensor3D } from '@tensorflow/tfjs-core';
import { constantSum, defineLoss, meanOver } from './loss';
import { marginBand, violation } from './shared/violation';

const knobs = {
  margin: {
    kind: 'number',
    label: 'Margin',
    hint: 'How much farther than the positive a negative has to be before it stops teaching.',
    min: 0,
    max: 2,
    step: 0.01,
    default: 0.2,
  },
  distance: {
    kind: 'choice',
    label: 'Distance',
    hint: 'Squared distance (FaceNet) pushes near negatives little; plain distance pushes all alike.',
    options: { squaredEuclidean: 'Squared Euclidean', euclidean: 'Euclidean' },
    default: 'squaredEuclidean',
  },
  reduction: {
    kind: 'choice',
    label: 'Mean over',
    hint: 'Active: only triplets that still cost something share the step. All: satisfied ones dilute it.',
    options: { active: 'Active triplets', all: 'All triplets' },
    default: 'active',
  },
} as const;

/**
 * Triplet hinge: max(0, d(a,p) - d(a,n) + margin) on the unit sphere, where the squared distance
 * is 2 - 2 cos. Mean over the chosen triplets, or over those above 0. An encoder that sends
 * everything to one point costs exactly the margin and has no gradient. No triplet: 0.
 */
export const triplet = defineLoss({
  label: 'Triplet',
  phrase: 'triplet loss',
  summary: 'A negative has to be farther than the positive by a margin; then it is left alone.',
  paper: 'Schroff et al. 2015, https://arxiv.org/abs/1503.03832, eq. 3',
  formula: String.raw`\Big[\,\positive{d(z_i, z_p)} - \negative{d(z_i, z_n)} + m\,\Big]_+`,
  advice:
    'Clear where only the order of neighbours matters; with the hardest negatives it can send everything to one point, and once most triplets are satisfied little is left to learn from.',
  axis: 'distance',
  anchors: 'all',
  terms: 'triplets',
  knobs,
  value(tf, rows, values) {
    const hinge = tf.mul(tf.relu(violation(tf, rows, values)), rows.weights);
    const counted = values.reduction === 'active' ? tf.step(hinge) : rows.weights;
    return meanOver(tf, hinge, constantSum(tf, counted));
  },
  active: (tf, rows, values) =>
    tf.mul(tf.step(violation(tf, rows, values)), tf.step(rows.weights)) as Tensor3D,
  band: marginBand,
  chance: ({ margin }) => margin,
});
