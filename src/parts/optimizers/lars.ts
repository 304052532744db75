import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Tf } from '../part';
import { sizeOf } from '../sizeOf';
import { defineOptimizer, learningRate, momentum, weightDecay } from './optimizer';

const knobs = {
  learningRate: learningRate(0.2),
  momentum,
  trustCoefficient: {
    kind: 'number',
    label: 'Trust',
    hint: 'Length of a step of an array, before the learning rate, as a share of the array’s own.',
    min: 0.0001,
    max: 1,
    step: 0.0001,
    default: 0.05,
    scale: 'log',
  },
  weightDecay,
  trustRatio: {
    kind: 'choice',
    label: 'Scaled by',
    hint: 'The length of gradient and decay together (VICReg), or their lengths added (You et al.).',
    options: { together: 'Length of the sum', apart: 'Sum of the lengths' },
    default: 'together',
  },
  biases: {
    kind: 'choice',
    label: 'Biases',
    hint: 'Whether arrays of one dimension take plain steps without decay, as VICReg has it.',
    options: { plain: 'Plain steps', scaled: 'Scaled and decayed' },
    default: 'plain',
  },
} as const;

/** Euclidean length of an array, []. */
const lengthOf = (tf: Tf, array: Tensor): Scalar => tf.sqrt(tf.sum(tf.square(array)));

/**
 * LARS as VICReg and Barlow Twins have it: within each array of weights w, the gradient and decay
 * s = g + decay * w are brought to the length trust * |w|, s * trust * |w| / |s|; then
 * v = momentum * v + s and w - rate * v. With the lengths apart s is divided by
 * |g| + decay * |w| instead. An array whose weights or whose s are all 0 is not scaled.
 */
export const lars = defineOptimizer({
  label: 'LARS',
  phrase: 'LARS',
  summary: 'Steps of each layer are as long as its own weights allow, whatever its gradient.',
  paper: 'You et al. 2017, https://arxiv.org/abs/1708.03888, eq. 6; Bardes et al. 2022 (VICReg)',
  formula: String.raw`s = g + \lambda w, \qquad v \leftarrow \mu\, v + \frac{\theta\, \lVert w \rVert}{\lVert s \rVert}\, s, \qquad w \leftarrow w - \eta\, v \qquad \text{for each layer}`,
  advice:
    'Made for batches of thousands, where layers would drift apart at one rate; at the batch sizes of this page Adam learns sooner.',
  slots: 1,
  scalars: 0,
  knobs,
  update(tf, weights, gradient, { slots }, live, arrays) {
    const { learningRate, momentum, trustCoefficient, weightDecay } = live;
    const scaled = (own: Tensor, slope: Tensor): Tensor => {
      const decayed = tf.add(slope, tf.mul(own, weightDecay));
      const length = lengthOf(tf, own);
      const whole =
        live.trustRatio === 'together'
          ? lengthOf(tf, decayed)
          : tf.add(lengthOf(tf, slope), tf.mul(length, weightDecay));
      const ratio = tf.div(tf.mul(length, trustCoefficient), tf.maximum(whole, 1e-30));
      return tf.mul(decayed, tf.where(tf.greater(tf.mul(length, whole), 0), ratio, 1));
    };
    const sizes = arrays.map(({ shape }) => sizeOf(shape));
    const own = tf.split(weights, sizes);
    const slopes = tf.split(gradient, sizes).map((slope, i) => {
      const isBias = (arrays[i]?.shape.length ?? 0) < 2;
      return isBias && live.biases === 'plain' ? slope : scaled(own[i] as Tensor, slope);
    });
    const speed = tf.add(
      tf.mul(slots[0] as Tensor1D, momentum),
      tf.concat(slopes as Tensor1D[]),
    ) as Tensor1D;
    return {
      weights: tf.sub(weights, tf.mul(speed, learningRate)) as Tensor1D,
      slots: [speed],
      scalars: [],
    };
  },
});
