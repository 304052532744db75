import type { Tensor4D } from '@tensorflow/tfjs-core';
import { defineEncoder } from './encoder';
import {
  convolutionStack,
  convolutionWeights,
  denseStack,
  denseWeights,
  flattened,
} from './shared/layers';

/** Images this small keep their size through the first convolution. */
const TINY = 12;

const stridesFor = (height: number): number[] => [height < TINY ? 1 : 2, 2, 2];

/**
 * Three 3x3 convolutions with ReLU (filters, twice and four times as many), stride 2 (the first 1
 * for images under 12 pixels), then a linear layer to d. No normalisation layers: those leak which
 * items share a batch.
 */
export const smallCnn = defineEncoder({
  label: 'Small CNN',
  phrase: 'small CNN',
  summary: 'Three strided convolutions and a linear layer: sees shapes wherever they lie.',
  accepts: ['image'],
  knobs: {
    filters: {
      kind: 'number',
      label: 'Filters',
      hint: 'Filters of the first convolution; the next have twice and four times as many.',
      min: 4,
      max: 32,
      step: 4,
      default: 16,
      restarts: true,
    },
  },
  weights(shape, d, { filters }) {
    const [height = 0, width = 0, channels = 0] = shape;
    const shrunk = (size: number) =>
      stridesFor(height).reduce((left, stride) => Math.ceil(left / stride), size);
    return [
      ...convolutionWeights('convolution1', 3, channels, filters),
      ...convolutionWeights('convolution2', 3, filters, 2 * filters),
      ...convolutionWeights('convolution3', 3, 2 * filters, 4 * filters),
      ...denseWeights('dense', shrunk(height) * shrunk(width) * 4 * filters, d),
    ];
  },
  embed(tf, items, weights) {
    const images = items as Tensor4D;
    const features = convolutionStack(
      tf,
      images,
      weights.slice(0, 6),
      stridesFor(images.shape[1]),
      'relu',
    );
    return denseStack(tf, flattened(tf, features), weights.slice(6), 'relu');
  },
});
