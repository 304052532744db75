import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from '../../kernels';
import type { NumberKnob, Tf } from '../../part';
import type { Weight } from '../encoder';

/** Bound of word vectors: a standard deviation of a half, whatever their width. */
export const WORD_BOUND = 0.87;

/** The knob of all who read words as they are, one vector each. */
export const wordWidth = {
  kind: 'number',
  label: 'Width',
  hint: 'Numbers in each word vector.',
  min: 8,
  max: 128,
  step: 8,
  default: 48,
  restarts: true,
} as const satisfies NumberKnob;

/** A vector of so many numbers for every word. That of token 0, which pads, is never read. */
export const wordWeights = (name: string, words: number, width: number, bound: number): Weight => ({
  name: `${name}/table`,
  shape: [words, width],
  bound,
});

/** 1 where a text has a word and 0 where it is padded, [N, L], from tokens [N, L]. */
export const realTokens = (tf: Tf, tokens: Tensor): Tensor2D => tf.step(tokens) as Tensor2D;

/**
 * The vector of each token, text after text, [N * L, width], from tokens [N, L] (whole numbers as
 * floats, below `words`) and a table [words, width]. Padding gives zeros and teaches nothing.
 *
 * A backend that has a kernel `EmbeddingRows` is asked: the gradient of `tf.gather` adds floats in
 * the order in which threads of a GPU arrive, so that a step would not come out the same twice.
 */
export function wordVectors(tf: Tf, tokens: Tensor, table: Tensor2D): Tensor2D {
  if (hasKernel(tf, 'EmbeddingRows')) return runKernel(tf, 'EmbeddingRows', { tokens, table });
  const rows = tf.gather(table, tf.cast(tf.reshape(tokens, [-1]), 'int32')) as Tensor2D;
  return tf.mul(rows, tf.reshape(realTokens(tf, tokens), [-1, 1]));
}
