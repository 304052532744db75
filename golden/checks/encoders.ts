import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { tf } from '../../src/engine/tf';
import { defineEncoder, type Encoder } from '../../src/parts/encoders/encoder';
import {
  type Activation,
  convolutionStack,
  denseStack,
  flattened,
} from '../../src/parts/encoders/shared/layers';
import { type GoldenCase, parameter, word } from './format';

const activationOf = (one: GoldenCase): Activation => word(one, 'activation', ['relu', 'tanh']);

/** Dense layers with the activation of the case, none after the last. */
export const mlpOf = (one: GoldenCase): Encoder =>
  encoderOf((items, weights) => denseStack(tf, items as Tensor2D, weights, activationOf(one)));

/** Convolutions with the padding, stride and activation of the case, then a linear layer. */
export function cnnOf(one: GoldenCase): Encoder {
  const names = Object.keys(one.inputs.initial_weights as object);
  const convolutions = names.filter((name) => name.startsWith('conv')).length;
  const explicit = word(one, 'padding', ['same', 'explicit_1']) === 'explicit_1';
  const layer = explicit ? paddedByOne : convolutionStack;
  return encoderOf((items, weights) => {
    let features = items as Tensor4D;
    for (let i = 0; i < convolutions; i += 2) {
      const own = weights.slice(i, i + 2);
      features = layer(tf, features, own, [parameter(one, 'stride')], activationOf(one));
    }
    return denseStack(tf, flattened(tf, features), weights.slice(convolutions), 'relu');
  });
}

/** Torch's padding of 1 on every side, from 'same' at stride 2: an even size is padded first and loses its last row after. */
const paddedByOne: typeof convolutionStack = (tf, images, weights, strides, activation) => {
  const { shape } = images;
  const [height, width] = [shape[1], shape[2]];
  if (strides[0] !== 2) throw new Error('explicit padding is only told for stride 2');
  const pads = [height, width].map((size) => (size % 2 === 0 ? 1 : 0)) as [number, number];
  const padded = tf.pad(images, [
    [0, 0],
    [pads[0], pads[0]],
    [pads[1], pads[1]],
    [0, 0],
  ]);
  const result = convolutionStack(tf, padded, weights, strides, activation);
  const size = [shape[0], Math.ceil(height / 2), Math.ceil(width / 2), result.shape[3]];
  return tf.slice(result, [0, 0, 0, 0], size) as Tensor4D;
};

const encoderOf = (embed: (items: Tensor, weights: readonly Tensor[]) => Tensor2D): Encoder =>
  defineEncoder({
    label: 'Golden',
    phrase: 'golden',
    summary: 'The layers of a golden file.',
    accepts: [],
    knobs: {},
    weights: () => [],
    embed: (_tf, items, weights) => embed(items, weights),
  });
