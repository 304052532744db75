import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';
import type { Weight } from '../encoder';
import { denseBlock } from './blocks';
import { layerNorm, layerNormWeights } from './layerNorm';
import { denseWeights } from './layers';

/** How many times wider than a token the hidden layer is. */
const WIDER = 2;

/** Arrays of one layer. */
export const ARRAYS = 12;

/** Weights of one layer, in the order in which it takes them. */
export const layerWeights = (name: string, width: number): Weight[] => [
  ...layerNormWeights(`${name}/attention norm`, width),
  ...denseWeights(`${name}/queries, keys, values`, width, 3 * width),
  ...denseWeights(`${name}/attention`, width, width),
  ...layerNormWeights(`${name}/dense norm`, width),
  ...denseWeights(`${name}/hidden`, width, WIDER * width),
  ...denseWeights(`${name}/dense`, WIDER * width, width),
];

/** Sizes of what a layer reads. */
export interface LayerSizes {
  readonly texts: number;
  readonly tokens: number;
  readonly heads: number;
}

/**
 * softmax(Q K^T / sqrt(width of a head) + penalty) V for every head (Vaswani et al. 2017, equation
 * 1), [N * L, width], from queries, keys and values side by side, [N * L, 3 * width]. The penalty
 * [N, 1, 1, L] is a large negative number at padding; if all is padding, all count alike.
 */
function attention(tf: Tf, projected: Tensor2D, penalty: Tensor, sizes: LayerSizes): Tensor2D {
  const { texts, tokens, heads } = sizes;
  const width = (projected.shape[1] as number) / 3;
  const size = width / heads;
  // Heads of queries, keys and values one after the other: four axes, for five are slow on wasm.
  const heading = tf.reshape(projected, [texts, tokens, 3 * heads, size]);
  const [queries, keys, values] = tf.split(tf.transpose(heading, [0, 2, 1, 3]), 3, 1) as [
    Tensor4D,
    Tensor4D,
    Tensor4D,
  ];
  const scores = tf.mul(tf.matMul(queries, keys, false, true), 1 / Math.sqrt(size));
  const read = tf.matMul(tf.softmax(tf.add(scores, penalty)), values);
  return tf.reshape(tf.transpose(read, [0, 2, 1, 3]), [texts * tokens, width]);
}

/**
 * One pre-norm layer of tokens [N * L, width]: x + attention(norm(x)), then x + dense(norm(x)) with
 * one hidden ReLU layer (Xiong et al. 2020, https://arxiv.org/abs/2002.04745).
 */
export function transformerLayer(
  tf: Tf,
  rows: Tensor2D,
  weights: readonly Tensor[],
  penalty: Tensor,
  sizes: LayerSizes,
): Tensor2D {
  const norm = (at: number, input: Tensor2D) =>
    layerNorm(tf, input, weights[at] as Tensor, weights[at + 1] as Tensor);
  const dense = (at: number, input: Tensor2D, relu = false) =>
    denseBlock(tf, input, weights[at] as Tensor2D, weights[at + 1] as Tensor, relu ? 'relu' : null);
  const projected = dense(2, norm(0, rows));
  const attended = tf.add(rows, dense(4, attention(tf, projected, penalty, sizes))) as Tensor2D;
  return tf.add(attended, dense(10, dense(8, norm(6, attended), true)));
}
