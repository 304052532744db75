import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { defineEncoder } from './encoder';
import { layerNorm, layerNormWeights } from './shared/layerNorm';
import { denseStack, denseWeights } from './shared/layers';
import { ARRAYS, layerWeights, transformerLayer } from './shared/transformerLayer';
import { realTokens, WORD_BOUND, wordVectors, wordWeights } from './shared/words';

/** Positions weigh a little less than words. */
const POSITION_BOUND = 0.52;
/** Taken from the score of padding: its share of attention is 0. */
const PENALTY = 1e9;
/** Added to the number of words, so that a text without any has a mean of zeros. */
const TINY = 1e-9;

/**
 * Pre-norm transformer with learned positions, a last norm, the mean over real tokens or the first
 * token, then a linear layer to d. Padding is attended to by nobody.
 */
export const transformer = defineEncoder({
  label: 'Transformer',
  phrase: 'transformer',
  summary: 'Every word looks at every other: could see any order, and learns it last.',
  paper:
    'Vaswani et al. 2017, https://arxiv.org/abs/1706.03762, equation 1; norms first, Xiong et al. 2020',
  formula: String.raw`\begin{aligned} x &\leftarrow x + W_o\, \mathrm{softmax}\!\Big(\frac{Q K^\top}{\sqrt{d_h}}\Big) V, \quad Q, K, V = W \,\mathrm{norm}(x) \\ x &\leftarrow x + W_2\, \mathrm{ReLU}(W_1\, \mathrm{norm}(x)) \end{aligned}`,
  advice:
    'Shows how far one gets without order: it behaves like a bag of words until negatives punish that, and even then takes many steps.',
  accepts: ['text'],
  knobs: {
    width: {
      kind: 'number',
      label: 'Width',
      hint: 'Numbers in each token.',
      min: 16,
      max: 128,
      step: 16,
      default: 48,
      restarts: true,
    },
    layers: {
      kind: 'number',
      label: 'Layers',
      hint: 'How often every word looks at the others.',
      min: 1,
      max: 2,
      step: 1,
      default: 2,
      restarts: true,
    },
    heads: {
      kind: 'number',
      label: 'Heads',
      hint: 'How many places a token may look at, each in its own way.',
      min: 2,
      max: 4,
      step: 2,
      default: 4,
      restarts: true,
    },
    pooling: {
      kind: 'choice',
      label: 'Pooling',
      hint: 'What stands for the whole text: the mean of its words, or a token of its own before them.',
      options: { mean: 'mean of words', first: 'first token' },
      default: 'mean',
    },
  },
  weights([length = 0], d, { width, layers, pooling }, words) {
    const extra = pooling === 'first' ? 1 : 0;
    return [
      wordWeights('words', words + extra, width, WORD_BOUND),
      { name: 'positions', shape: [length + extra, width], bound: POSITION_BOUND },
      ...Array.from({ length: layers }, (_, i) => layerWeights(`layer${i + 1}`, width)).flat(),
      ...layerNormWeights('norm', width),
      ...denseWeights('dense', width, d),
    ];
  },
  embed(tf, items, weights, { layers, heads, pooling }) {
    const [vectors, positions, ...others] = weights as [Tensor2D, Tensor2D, ...Tensor[]];
    const [gain, shift, ...dense] = others.slice(layers * ARRAYS) as [Tensor, Tensor, ...Tensor[]];
    const [texts, length] = items.shape as [number, number];
    const [words, width] = vectors.shape;
    const isFirst = pooling === 'first';
    // The token before the words is the last of the table.
    const tokens = isFirst ? tf.concat([tf.fill([texts, 1], words - 1), items], 1) : items;
    const sizes = { texts, tokens: isFirst ? length + 1 : length, heads };
    const real = realTokens(tf, tokens);
    const penalty = tf.mul(tf.sub(tf.reshape(real, [texts, 1, 1, -1]), 1), PENALTY);

    const looked = tf.reshape(wordVectors(tf, tokens, vectors), [texts, -1, width]);
    let rows = tf.reshape(tf.add(looked, positions), [-1, width]) as Tensor2D;
    for (let layer = 0; layer < layers; layer++) {
      const own = others.slice(layer * ARRAYS, (layer + 1) * ARRAYS);
      rows = transformerLayer(tf, rows, own, penalty, sizes);
    }
    const normed = tf.reshape(layerNorm(tf, rows, gain, shift), [texts, -1, width]);
    const share = tf.div(real, tf.add(tf.sum(real, 1, true), TINY));
    const pooled = isFirst
      ? tf.slice(normed, [0, 0, 0], [texts, 1, width])
      : tf.matMul(tf.reshape(share, [texts, 1, -1]), normed);
    return denseStack(tf, tf.reshape(pooled, [texts, width]), dense, 'relu');
  },
});
