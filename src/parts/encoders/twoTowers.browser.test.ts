import { beforeAll, expect, test } from 'vitest';
import {
  freshNumbers,
  numbersOn,
  openGpu,
  relativeError,
} from '../../engine/kernels/webgpu/onGpu.testing';
import { tf } from '../../engine/tf';
import { uniform } from '../random.testing';
import { firstWeights } from './texts.testing';
import { twoTowers } from './twoTowers';
import { captionedRows, SHAPE, WORDS } from './twoTowers.testing';

beforeAll(openGpu);

test.each([2, null])(
  'value and gradients are those of the CPU (pictures: %s)',
  async (pictures) => {
    const knobs = { filters: 4, width: 8, reads: 'cnn' } as const;
    const given = firstWeights(twoTowers.weights([SHAPE.size], 6, knobs, WORDS), uniform);
    const slope = freshNumbers([5, 6]);
    const compute = () => {
      const weights = given.map((make) => make());
      const embed = (own: readonly tf.Tensor[]) =>
        twoTowers.embed(tf, captionedRows([1, 1, 0, 0, 0]), own, knobs, pictures);
      const gradients = tf.grads((...own) => tf.sum(tf.mul(embed(own), slope())))(weights);
      return { value: embed(weights), ...gradients } as never;
    };
    const expected = await numbersOn('cpu', compute);
    const actual = await numbersOn('webgpu', compute);
    for (const [name, numbers] of Object.entries(expected))
      expect(relativeError(actual[name] as number[], numbers), name).toBeLessThan(1e-4);
  },
);
