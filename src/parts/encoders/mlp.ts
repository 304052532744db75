import { sizeOf } from '../sizeOf';
import { defineEncoder } from './encoder';
import { denseStack, denseWeights, flattened } from './shared/layers';

/** Dense layers of equal width with ReLU, then a linear one to d. Images are read as flat rows. */
export const mlp = defineEncoder({
  label: 'MLP',
  phrase: 'small MLP',
  summary: 'Fully connected layers: quick, and enough for points; blind to where pixels lie.',
  accepts: ['image', 'point'],
  knobs: {
    width: {
      kind: 'number',
      label: 'Width',
      hint: 'Units in each hidden layer.',
      min: 8,
      max: 256,
      step: 8,
      default: 64,
      restarts: true,
    },
    layers: {
      kind: 'number',
      label: 'Hidden layers',
      hint: 'Hidden layers before the linear one.',
      min: 1,
      max: 4,
      step: 1,
      default: 2,
      restarts: true,
    },
  },
  weights(shape, d, { width, layers }) {
    const inputs = sizeOf(shape);
    const sizes = [inputs, ...Array.from({ length: layers }, () => width), d];
    return sizes
      .slice(1)
      .flatMap((outputs, i) => denseWeights(`dense${i + 1}`, sizes[i] as number, outputs));
  },
  embed: (tf, items, weights) => denseStack(tf, flattened(tf, items), weights, 'relu'),
});
