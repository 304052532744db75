import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../part';
import { rowRank } from '../selections/shared/rank';
import { defineEncoder } from './encoder';
import { denseStack, denseWeights } from './shared/layers';
import { realTokens, WORD_BOUND, wordVectors, wordWeights, wordWidth } from './shared/words';

/** Added to the sum of the weights, so that a text without words is a row of zeros. */
const TINY = 1e-9;

/**
 * The tokens of each text in falling order, [N, L]. A sum of floats depends on their order in its
 * last bits; in one order for all, texts of the same words have the very same embedding.
 */
function inOneOrder(tf: Tf, tokens: Tensor): Tensor2D {
  const [n, length] = tokens.shape as [number, number];
  const row = tf.reshape(tokens, [n, 1, length]) as Tensor3D;
  const place = tf.reshape(tf.range(0, length), [1, length, 1]);
  // 1 at the place and 0 elsewhere: `tf.equal` of such shapes is slow on wasm.
  const goesThere = tf.relu(tf.sub(1, tf.abs(tf.sub(rowRank(tf, row), place))));
  return tf.sum(tf.mul(goesThere, row), 2);
}

/** Mean of word vectors, each with a learned weight; a linear layer to d. */
export const embeddingBag = defineEncoder({
  label: 'Bag of words',
  phrase: 'bag of words',
  summary: 'Mean of the vectors of all words, important ones weighted up; exactly blind to order.',
  paper:
    'Iyyer et al. 2015, https://aclanthology.org/P15-1162, equation 1, with a learned weight for each word',
  formula: String.raw`h = \frac{\sum_{t} e^{a_{x_t}}\, v_{x_t}}{\sum_{t} e^{a_{x_t}}}, \qquad z \propto W h + b`,
  advice:
    'Learns within a few hundred steps which words matter; texts that differ only in who does what to whom stay on one point.',
  accepts: ['text'],
  knobs: { width: wordWidth },
  weights: (_shape, d, { width }, words) => [
    wordWeights('words', words, width, WORD_BOUND),
    wordWeights('importance', words, 1, 0.1),
    ...denseWeights('dense', width, d),
  ],
  embed(tf, items, weights) {
    const [vectors, importance, ...dense] = weights as [Tensor2D, Tensor2D, ...Tensor[]];
    const tokens = inOneOrder(tf, items);
    const [n, length] = tokens.shape;
    const exponent = tf.reshape(wordVectors(tf, tokens, importance), [n, length]);
    const weight = tf.mul(tf.exp(exponent), realTokens(tf, tokens));
    const share = tf.div(weight, tf.add(tf.sum(weight, 1, true), TINY));
    const rows = tf.reshape(wordVectors(tf, tokens, vectors), [n, length, -1]);
    const mean = tf.matMul(tf.reshape(share, [n, 1, length]), rows);
    return denseStack(tf, tf.reshape(mean, [n, -1]), dense, 'relu');
  },
});
