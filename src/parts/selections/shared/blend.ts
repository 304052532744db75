import type { Tensor3D } from '@tensorflow/tfjs-core';
import { asCandidates } from '../../losses/loss';
import { defineSelection, k } from '../selection';
import { masked, rowRank } from './rank';

/**
 * k candidates for each anchor and positive, without repeats, each hard with a given probability
 * and random otherwise: if h of k draws come out hard, the h most similar act, and k - h drawn
 * uniformly from the rest. At 0 it is `random`, at 1 `hardest`. Fewer eligible than k: all of them.
 */
export const blend = defineSelection({
  label: 'Blend',
  phrase: 'random and hard ones',
  summary: 'A dial between random and hardest: each negative is hard with this probability.',
  formula: String.raw`h \sim \mathrm{Binomial}(k, \rho): \quad h \text{ highest } \negative{s_{in}}, \quad k - h \sim \mathrm{Uniform}(\text{other } \candidate{c})`,
  advice:
    'Helps as the simplest cure for collapse: where half of them are random classes stay apart while the hard ones teach; those waste their share of every step, and with too few of them it collapses all the same.',
  perPositive: true,
  knobs: {
    k,
    hardShare: {
      kind: 'number',
      label: 'Hard share',
      hint: '0: all at random. 1: all hardest.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.5,
    },
  },
  weights(tf, { similarity, positiveSimilarity, eligible, uniform }, { k: wanted, hardShare }) {
    const [n, q] = positiveSimilarity.shape;
    const c = eligible.shape[1];
    // One call for both: separate calls would repeat the same numbers. `random` uses the first of
    // them.
    const numbers = uniform([n * q * (c + k.max)]);
    const draws = tf.reshape(tf.slice(numbers, [0], [n * q * c]), [n, q, c]) as Tensor3D;
    const throws = tf.reshape(tf.slice(numbers, [n * q * c], [n * q * k.max]), [n, q, k.max]);
    const counted = tf.step(tf.sub(wanted, tf.range(0, k.max)));
    const hard = tf.sum(tf.mul(tf.step(tf.sub(hardShare, throws)), counted), 2, true);
    const allowed = asCandidates(tf, eligible);
    const rank = rowRank(tf, masked(tf, asCandidates(tf, similarity), allowed));
    const hardest = tf.mul(tf.step(tf.sub(hard, rank)), allowed) as Tensor3D;
    const others = tf.sub(allowed, hardest) as Tensor3D;
    const drawn = tf.step(tf.sub(tf.sub(wanted, hard), rowRank(tf, masked(tf, draws, others))));
    return tf.add(hardest, tf.mul(drawn, others)) as Tensor3D;
  },
});
