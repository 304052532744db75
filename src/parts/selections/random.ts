import type { Tensor3D } from '@tensorflow/tfjs-core';
import { asCandidates } from '../losses/loss';
import { defineSelection, k } from './selection';
import { highest } from './shared/rank';

/** k eligible candidates drawn uniformly without repeats, anew for every row and step. */
export const random = defineSelection({
  label: 'Random',
  phrase: 'a random one',
  summary: 'Draws negatives blindly: soon nearly all of them are too easy to teach anything.',
  formula: String.raw`\negative{n_1}, \dots, \negative{n_k} \sim \mathrm{Uniform}(\candidate{c}), \quad w_{in} = 1`,
  advice:
    'Safe from collapse, and meets false negatives only as often as chance has it; it stalls as soon as most candidates are easy.',
  perPositive: true,
  knobs: { k },
  weights(tf, { positiveSimilarity, eligible, uniform }, knobs) {
    const [n, q] = positiveSimilarity.shape;
    const draws = uniform([n, q, eligible.shape[1]]) as Tensor3D;
    const allowed = tf.mul(asCandidates(tf, eligible), tf.onesLike(draws)) as Tensor3D;
    return highest(tf, draws, allowed, knobs.k);
  },
});
