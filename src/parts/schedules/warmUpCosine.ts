import type { Scalar } from '@tensorflow/tfjs-core';
import { defineSchedule } from './schedule';

/**
 * For the t-th step, counted from 1: a linear rise t / warm-up, then half a cosine from 1 down to
 * the floor at step `decaySteps`, where it stays. As in SimCLR and VICReg, which count from 0 and
 * so take a first step of no length. No warm-up: full rate at once. A warm-up as long as the run or
 * longer: the floor follows it at once.
 */
export const warmUpCosine = defineSchedule({
  label: 'Warm-up, then cosine',
  phrase: 'a rate that warms up and decays',
  summary: 'The learning rate rises in a line, then falls along a cosine to its floor.',
  paper:
    'Loshchilov and Hutter 2017, https://arxiv.org/abs/1608.03983, eq. 5; warm-up: Goyal et al. 2017, https://arxiv.org/abs/1706.02677',
  formula: String.raw`\eta_t = \eta \begin{cases} t / T_w & t \le T_w \\ f + \frac{1 - f}{2}\left(1 + \cos \pi \frac{t - T_w}{T - T_w}\right) & T_w < t \le T \\ f & t > T \end{cases}`,
  advice:
    'Allows a larger learning rate and ends on calm weights; hurts when the run goes on past its length, because almost nothing is learned there.',
  knobs: {
    warmUpSteps: {
      kind: 'number',
      label: 'Warm-up',
      hint: 'Steps over which the learning rate rises to its full height.',
      min: 0,
      max: 1000,
      step: 1,
      default: 20,
    },
    decaySteps: {
      kind: 'number',
      label: 'Length of the run',
      hint: 'Steps, warm-up included, after which the learning rate stays at its floor.',
      min: 50,
      max: 20000,
      step: 50,
      default: 1000,
      scale: 'log',
    },
    rateFloor: {
      kind: 'number',
      label: 'Floor',
      hint: 'Share of the learning rate that is left at the end.',
      min: 0,
      max: 1,
      step: 0.001,
      default: 0.001,
    },
  },
  factor(tf, step, { warmUpSteps, decaySteps, rateFloor }) {
    const number = tf.add(step, 1);
    const rise = tf.minimum(tf.div(number, tf.maximum(warmUpSteps, 1)), 1);
    const span = tf.maximum(tf.sub(decaySteps, warmUpSteps), 1);
    const progress = tf.clipByValue(tf.div(tf.sub(number, warmUpSteps), span), 0, 1);
    const height = tf.mul(tf.add(tf.cos(tf.mul(progress, Math.PI)), 1), 0.5);
    const above = tf.mul(tf.sub(1, rateFloor), height);
    return tf.mul(rise, tf.add(rateFloor, above)) as Scalar;
  },
});
