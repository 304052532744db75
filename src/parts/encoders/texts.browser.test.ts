import { beforeAll, describe, expect, test } from 'vitest';
import {
  dispatchesOf,
  freshNumbers,
  gpuErrors,
  numbersOn,
  openGpu,
  relativeError,
} from '../../engine/kernels/webgpu/onGpu.testing';
import { tf } from '../../engine/tf';
import { uniform } from '../random.testing';
import { firstWeights, freshTexts, textEncoders } from './texts.testing';

beforeAll(openGpu);

const D = 6;
const WORDS = 40;
/** Small layers, so that software that imitates a GPU is done soon. */
const NARROW = { width: 16, filters: 16, units: 16, layers: 1, heads: 2 };

/** Many texts take a transformer a minute there: `npm run claims` tries them too. */
const isEvery = import.meta.env.VITE_CLAIMS === '1';

/** Of texts of 22 tokens, without and with the gradients. */
const DISPATCHES: Readonly<Record<string, object>> = {
  embeddingBag: { forward: 17, both: 37 },
  textCnn: { forward: 16, both: 34 },
  gru: { forward: 340, both: 770 },
  transformer: { forward: 87, both: 256 },
  'transformer, first': { forward: 89, both: 258 },
};

describe.each(textEncoders)('$name on a GPU', ({ name, id, encoder, knobs }) => {
  const narrow = { ...(knobs as object), ...NARROW } as never;
  const given = (length: number, own: never) =>
    firstWeights(encoder.weights([length], D, own, WORDS), uniform);
  const gradients = (items: tf.Tensor, weights: tf.Tensor[], slope: tf.Tensor, own: never) =>
    tf.grads((...each) => tf.sum(tf.mul(encoder.embed(tf, items, each, own), slope)))(weights);

  const sizes: readonly (readonly [number, number])[] = [
    [3, 7],
    ...(isEvery || id !== 'transformer' ? [[94, 22] as const] : []),
  ];
  test.each(sizes)(
    '%i texts of %i tokens: value and gradients are those of the CPU, each time alike',
    async (n, length) => {
      const texts = freshTexts([n, length], WORDS);
      const values = given(length, narrow);
      const slope = freshNumbers([n, D]);
      const compute = () => {
        const weights = values.map((make) => make());
        const slopes = gradients(texts(), weights, slope(), narrow);
        return { value: encoder.embed(tf, texts(), weights, narrow), ...slopes } as never;
      };
      const expected = await numbersOn('cpu', compute);
      const actual = await numbersOn('webgpu', compute);
      for (const [name, numbers] of Object.entries(expected))
        expect(relativeError(actual[name] as number[], numbers), name).toBeLessThan(1e-4);
      expect(gpuErrors).toEqual([]);
      expect(await numbersOn('webgpu', compute)).toEqual(actual);
    },
  );

  test('costs a known number of dispatches', () => {
    const [n, length] = [2, 22];
    const items = freshTexts([n, length], WORDS)();
    const weights = given(length, knobs).map((make) => make());
    const slope = freshNumbers([n, D])();
    const forward = dispatchesOf(() => encoder.embed(tf, items, weights, knobs));
    const both = dispatchesOf(() => gradients(items, weights, slope, knobs));
    expect({ forward, both }).toEqual(DISPATCHES[name]);
  });
});
