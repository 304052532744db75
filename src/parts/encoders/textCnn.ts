import type { Tensor, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Tf } from '../part';
import { untaped } from '../untaped';
import { defineEncoder, type Weight } from './encoder';
import { convolutionBlock } from './shared/blocks';
import { denseStack, denseWeights } from './shared/layers';
import { realTokens, WORD_BOUND, wordVectors, wordWeights, wordWidth } from './shared/words';

/** Tokens that a filter sees at once. */
const SPAN = 3;

/** A text is an image one pixel high: kernel [1, 3, in, out] and bias [out]. */
const spanWeights = (name: string, inputs: number, outputs: number): Weight[] => {
  const bound = 1 / Math.sqrt(SPAN * inputs);
  return [
    { name: `${name}/kernel`, shape: [1, SPAN, inputs, outputs], bound },
    { name: `${name}/bias`, shape: [outputs], bound },
  ];
};

/**
 * The largest number of each row, [N, F, L] to [N, F], of numbers not below 0 with zeros at padding.
 * Equal ones share the gradient; `tf.max` would give it to each in full, and a window said twice
 * would teach twice.
 */
function largest(tf: Tf, answers: Tensor3D): Tensor2D {
  const share = untaped(tf, () => {
    const behind = tf.sub(tf.max(answers, 2, true), answers);
    const isLargest = tf.sub(1, tf.step(behind));
    return tf.div(isLargest, tf.sum(isLargest, 2, true));
  });
  return tf.sum(tf.mul(answers, share), 2);
}

/**
 * Two convolutions over the tokens with ReLU, the largest answer of each filter over the real
 * tokens, then a linear layer to d. Padding is zero before, between and after the convolutions, so a
 * text has the same embedding however far it is padded; a text without words has that of zeros.
 */
export const textCnn = defineEncoder({
  label: 'Text CNN',
  phrase: 'text CNN',
  summary: 'Two convolutions over three words each, the strongest answer kept: sees local order.',
  paper:
    'Kim 2014, https://arxiv.org/abs/1408.5882, equations 2 and 3, with a second convolution before the maximum',
  formula: String.raw`c_t = \mathrm{ReLU}\big(W\,[v_{t-1}; v_t; v_{t+1}] + b\big) \text{ twice}, \qquad h = \max_t c_t`,
  advice:
    'The quickest to tell who does what to whom, given near misses as negatives; words far apart never meet before the maximum.',
  accepts: ['text'],
  knobs: {
    width: wordWidth,
    filters: {
      kind: 'number',
      label: 'Filters',
      hint: 'Filters of each convolution.',
      min: 8,
      max: 128,
      step: 8,
      default: 96,
      restarts: true,
    },
  },
  weights: (_shape, d, { width, filters }, words) => [
    wordWeights('words', words, width, WORD_BOUND),
    ...spanWeights('convolution1', width, filters),
    ...spanWeights('convolution2', filters, filters),
    ...denseWeights('dense', filters, d),
  ],
  embed(tf, items, weights) {
    const [vectors, kernel1, bias1, kernel2, bias2, ...dense] = weights as [
      Tensor2D,
      Tensor4D,
      Tensor,
      Tensor4D,
      Tensor,
      ...Tensor[],
    ];
    const [n, length] = items.shape as [number, number];
    const real = tf.reshape(realTokens(tf, items), [n, 1, length, 1]);
    const unpadded = (images: Tensor4D) => tf.mul(images, real) as Tensor4D;
    const words = tf.reshape(wordVectors(tf, items, vectors), [n, 1, length, -1]) as Tensor4D;
    const first = unpadded(convolutionBlock(tf, words, kernel1, bias1, 1, 'relu'));
    const second = unpadded(convolutionBlock(tf, first, kernel2, bias2, 1, 'relu'));
    const answers = tf.transpose(tf.reshape(second, [n, length, -1]), [0, 2, 1]) as Tensor3D;
    return denseStack(tf, largest(tf, answers), dense, 'relu');
  },
});
