import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { defineEncoder, type Weight } from './encoder';
import { denseBlock } from './shared/blocks';
import { denseStack, denseWeights } from './shared/layers';
import { realTokens, WORD_BOUND, wordVectors, wordWeights, wordWidth } from './shared/words';

/** Added to a gate that must be shut: the sigmoid of it is 0 to the last bit of what it scales. */
const SHUT = -60;

/** Kernel and bias of all gates side by side: reset, update, candidate; bounds as torch.nn.GRU. */
const gateWeights = (name: string, inputs: number, units: number): Weight[] => {
  const bound = 1 / Math.sqrt(units);
  return [
    { name: `${name}/kernel`, shape: [inputs, 3 * units], bound },
    { name: `${name}/bias`, shape: [3 * units], bound },
  ];
};

/**
 * One layer that reads word after word, as torch.nn.GRU (reset after the product, two biases) but
 * for the sign of the update gate, which here opens for the new; its state after the last word, then
 * a linear layer to d. Padding shuts the update gate, wherever it stands; a text without words has
 * the state of zeros.
 */
export const gru = defineEncoder({
  label: 'GRU',
  phrase: 'GRU',
  summary: 'Reads word after word and keeps a state: sees order over any distance, step by step.',
  paper:
    'Chung et al. 2014, https://arxiv.org/abs/1412.3555, equations 5 to 8, reset after the product as in cuDNN',
  formula: String.raw`\begin{aligned} r, u &= \sigma(W v_t + U h_{t-1} + b) \\ c &= \tanh\!\big(W_c v_t + b_c + r \odot (U_c h_{t-1} + b_c')\big) \\ h_t &= h_{t-1} + u \odot (c - h_{t-1}) \end{aligned}`,
  advice:
    'Sees order at any distance with few weights; slow, for its words have to wait for one another, and it needs more steps or a higher rate.',
  accepts: ['text'],
  knobs: {
    width: wordWidth,
    units: {
      kind: 'number',
      label: 'Units',
      hint: 'Numbers in the state that is carried from word to word.',
      min: 8,
      max: 128,
      step: 8,
      default: 64,
      restarts: true,
    },
  },
  weights: (_shape, d, { width, units }, words) => [
    wordWeights('words', words, width, WORD_BOUND),
    ...gateWeights('word', width, units),
    ...gateWeights('state', units, units),
    ...denseWeights('dense', units, d),
  ],
  embed(tf, items, weights, { units }) {
    const [vectors, wordKernel, wordBias, stateKernel, stateBias, ...dense] = weights as [
      Tensor2D,
      Tensor2D,
      Tensor,
      Tensor2D,
      Tensor,
      ...Tensor[],
    ];
    const [n, length] = items.shape as [number, number];
    // Position by position, so that the words of all texts at one position lie together.
    const tokens = tf.transpose(items);
    const words = wordVectors(tf, tokens, vectors);
    const ofWords = denseBlock(tf, words, wordKernel, wordBias, null);
    const [gates, candidates] = tf.split(ofWords, [2 * units, units], 1) as [Tensor2D, Tensor2D];
    const padding = tf.sub(1, tf.reshape(realTokens(tf, tokens), [-1, 1]));
    const open = tf.add(gates, tf.mul(padding, SHUT));
    const gatesAt = tf.split(open, length);
    const candidatesAt = tf.split(candidates, length);
    let state = tf.zeros([n, units]) as Tensor2D;
    for (let t = 0; t < length; t++) {
      const ofState = denseBlock(tf, state, stateKernel, stateBias, null);
      const [gate, memory] = tf.split(ofState, [2 * units, units], 1) as [Tensor2D, Tensor2D];
      const opened = tf.sigmoid(tf.add(gatesAt[t] as Tensor2D, gate));
      const [reset, update] = tf.split(opened, 2, 1) as [Tensor2D, Tensor2D];
      const candidate = tf.tanh(tf.add(candidatesAt[t] as Tensor2D, tf.mul(reset, memory)));
      state = tf.add(state, tf.mul(update, tf.sub(candidate, state)));
    }
    return denseStack(tf, state, dense, 'relu');
  },
});
