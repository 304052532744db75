import type { Scalar, Tensor3D } from '@tensorflow/tfjs-core';
import { asCandidates } from '../losses/loss';
import type { Tf } from '../part';
import { type Choice, defineSelection, k } from './selection';
import { squaredDistanceOf } from './shared/distances';
import { drawnByWeight } from './shared/draw';
import { masked } from './shared/rank';

/**
 * Logarithm of how strongly each candidate is wanted, [N, 1, C], at most 0: one over the density
 * of distances on the sphere in d dimensions, (2-d) log D - (d-3)/2 log(1 - D^2/4), shifted so that
 * the largest of a row is 0; and the mask of those that can be drawn. D is the distance, at least
 * `cutoff`; from `farthest` on a candidate is not drawn. A row where none can be drawn wants every
 * eligible candidate alike.
 */
function logWeights(
  tf: Tf,
  { similarity, eligible, dimensions }: Choice,
  cutoff: Scalar,
  farthest: Scalar,
): { logWeight: Tensor3D; allowed: Tensor3D } {
  const squared = tf.maximum(
    squaredDistanceOf(tf, asCandidates(tf, similarity)),
    tf.square(cutoff),
  );
  const inReach = tf.step(tf.sub(tf.square(farthest), squared));
  const near = tf.mul(inReach, asCandidates(tf, eligible)) as Tensor3D;
  const wanted = tf.sub(
    tf.mul(tf.log(squared), (2 - dimensions) / 2),
    tf.mul(tf.log(tf.maximum(tf.sub(1, tf.div(squared, 4)), 1e-12)), (dimensions - 3) / 2),
  ) as Tensor3D;
  const any = tf.step(tf.sum(near, 2, true));
  const largest = tf.mul(tf.max(masked(tf, wanted, near), 2, true), any);
  return {
    logWeight: tf.mul(tf.sub(wanted, largest), near),
    allowed: tf.add(near, tf.mul(tf.sub(1, any), asCandidates(tf, eligible))),
  };
}

/** The chance that each candidate is drawn first, [N, 1, C]; 0 for all if nothing is eligible. */
export function probabilities(tf: Tf, choice: Choice, cutoff: Scalar, farthest: Scalar): Tensor3D {
  const { logWeight, allowed } = logWeights(tf, choice, cutoff, farthest);
  const wanted = tf.mul(tf.exp(logWeight), allowed);
  return tf.div(wanted, tf.maximum(tf.sum(wanted, 2, true), 1e-30));
}

/**
 * k candidates drawn without repeats, each with a chance proportional to one over the density of
 * its distance on the sphere, so that all distances come up alike. Candidates nearer than the
 * cutoff count as at the cutoff; those at `farthest` or beyond are not drawn. An anchor with no
 * candidate in reach draws uniformly from the eligible. In 2 and 3 dimensions nearly uniform.
 */
export const distanceWeighted = defineSelection({
  label: 'Distance-weighted',
  phrase: 'one drawn by distance',
  summary:
    'Draws negatives from all distances alike, though on a sphere nearly all lie at a right angle.',
  paper:
    'Wu et al. 2017 (Sampling matters), https://arxiv.org/abs/1706.07567, section 4 (distance weighted sampling); MXNet example/gluon/embedding_learning',
  formula: String.raw`P(\negative{n}) \propto \delta^{\,2-d} \left(1 - \tfrac{1}{4}\delta^2\right)^{\frac{3-d}{2}}, \quad \delta = \max\left(\text{cutoff}, \lVert z_i - \candidate{z_n} \rVert\right) < \text{farthest}`,
  advice:
    'Helps in many dimensions, where blind draws all lie at a right angle; in two or three dimensions it draws almost as blindly, and with false negatives the near ones it likes are often false.',
  perPositive: true,
  knobs: {
    k,
    cutoff: {
      kind: 'number',
      label: 'Cutoff',
      hint: 'Nearer candidates are wanted no more than those at this distance.',
      min: 0.1,
      max: 1.2,
      step: 0.05,
      default: 0.5,
    },
    farthest: {
      kind: 'number',
      label: 'Farthest',
      hint: 'Candidates at this distance or beyond are not drawn; 1.41 is a right angle.',
      min: 0.5,
      max: 2,
      step: 0.05,
      default: 1.4,
    },
  },
  weights(tf, choice, { k: wanted, cutoff, farthest }) {
    const { logWeight, allowed } = logWeights(tf, choice, cutoff, farthest);
    return drawnByWeight(tf, choice, logWeight, allowed, wanted);
  },
});
