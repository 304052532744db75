import { beforeAll, describe, expect, test } from 'vitest';
import { wordVectors } from '../../../parts/encoders/shared/words';
import { uniform } from '../../../parts/random.testing';
import { sizeOf } from '../../../parts/sizeOf';
import { tf } from '../../tf';
import {
  dispatchesOf,
  freshNumbers,
  gpuErrors,
  numbersOn,
  openGpu,
  relativeError,
} from './onGpu.testing';

beforeAll(openGpu);

/** Tokens of 0 to `words` - 1, about a third of them padding; some words do not occur. */
function freshTokens(shape: readonly number[], words: number): () => tf.Tensor {
  const size = sizeOf(shape);
  const missing = Math.floor(uniform(0, words));
  const values = Float32Array.from({ length: size }, () => {
    const word = Math.floor(uniform(0, words));
    return uniform() < 0.3 || word === missing ? 0 : word;
  });
  return () => tf.tensor(values.slice(), [...shape]);
}

const cases = [
  [1, 1, 2, 1],
  [3, 5, 7, 3],
  [2, 6, 23, 4],
  [5, 22, 61, 48],
  [7, 31, 40, 130],
  [6, 32, 100, 256],
  [4, 9, 12, 300],
  [80, 32, 700, 12],
  [129, 17, 5, 5],
];

describe.each(cases)('%i texts of %i tokens, %i words, width %i', (n, length, words, width) => {
  test('have the vectors and the gradient of plain operations', async () => {
    const tokens = freshTokens([n, length], words);
    const table = freshNumbers([words, width]);
    const probe = freshNumbers([n * length, width]);
    const look = (given: tf.Tensor) => wordVectors(tf, tokens(), given as tf.Tensor2D);
    const compute = () => ({
      value: look(table()),
      byTable: tf.grad((given) => tf.sum(tf.mul(look(given), probe())))(table()),
    });
    const expected = await numbersOn('cpu', compute);
    const actual = await numbersOn('webgpu', compute);
    expect(relativeError(actual.value as number[], expected.value as number[])).toBe(0);
    expect(relativeError(actual.byTable as number[], expected.byTable as number[])).toBeLessThan(
      1e-5,
    );
    expect((actual.byTable as number[]).slice(0, width).every((slope) => slope === 0)).toBe(true);
    expect(gpuErrors).toEqual([]);

    const again = await numbersOn('webgpu', compute);
    expect(relativeError(again.byTable as number[], actual.byTable as number[])).toBe(0);
  });
});

test('a token that is no word has a vector of zeros and teaches no word', async () => {
  const compute = () => {
    const tokens = tf.tensor2d([[-1, 4, 1000, 2]]);
    const table = tf.ones([4, 2]) as tf.Tensor2D;
    return {
      value: wordVectors(tf, tokens, table),
      byTable: tf.grad((given) => tf.sum(wordVectors(tf, tokens, given as tf.Tensor2D)))(table),
    };
  };
  const { value, byTable } = await numbersOn('webgpu', compute);
  expect(value).toEqual([0, 0, 0, 0, 0, 0, 1, 1]);
  expect(byTable).toEqual([0, 0, 0, 0, 1, 1, 0, 0]);
});

test('looking words up costs one dispatch, and its gradient another', () => {
  const tokens = freshTokens([8, 16], 50)();
  const table = freshNumbers([50, 48])() as tf.Tensor2D;
  const slope = tf.ones([8 * 16, 48]);
  const look = (given: tf.Tensor) => wordVectors(tf, tokens, given as tf.Tensor2D);
  expect(dispatchesOf(() => look(table))).toBe(1);
  expect(dispatchesOf(() => tf.grad(look)(table, slope))).toBe(1 + 1);
});
