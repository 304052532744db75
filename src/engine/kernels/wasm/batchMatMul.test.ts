import { beforeAll, describe, expect, test } from 'vitest';
import { tf } from '../../tf';
import { MACHINES, numbersOn, relativeError, switchTo } from './onWasm.testing';

beforeAll(() => switchTo('cpu'));

/** A product with its gradients, of random matrices of the given batches. */
function product(
  batches: readonly [number[], number[]],
  [rows, inner, columns]: readonly [number, number, number],
  transposeA: boolean,
  transposeB: boolean,
): Record<string, tf.Tensor> {
  const matrices = (batch: number[], shape: [number, number], transposed: boolean, seed: number) =>
    tf.randomNormal([...batch, ...(transposed ? shape.reverse() : shape)], 0, 1, 'float32', seed);
  const a = matrices(batches[0], [rows, inner], transposeA, 1);
  const b = matrices(batches[1], [inner, columns], transposeB, 2);
  const multiply = (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b, transposeA, transposeB);
  const value = multiply(a, b);
  // A batch that is stretched to another's has no gradient in TensorFlow.js.
  if (String(batches[0]) !== String(batches[1])) return { value };
  const dy = tf.randomNormal(value.shape, 0, 1, 'float32', 3);
  const [da, db] = tf.grads(multiply)([a, b], dy) as [tf.Tensor, tf.Tensor];
  return { value, da, db };
}

const TRANSPOSITIONS = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const;

const BATCHES: [number[], number[]][] = [
  [[], []],
  [[1], [1]],
  [[3], [3]],
  [
    [2, 3],
    [2, 3],
  ],
  [[1], [3]],
  [[3], [1]],
  [
    [2, 1],
    [2, 3],
  ],
];

const SIZES = [
  [1, 1, 1],
  [5, 7, 3],
  [1, 40, 9],
  [33, 32, 31],
  [6, 70, 150],
] as const;

describe.each(MACHINES)('%s', (_, open) => {
  beforeAll(open);

  test.each(TRANSPOSITIONS)(
    'matrix products on wasm equal the cpu ones, transposed left: %s, right: %s',
    async (transposeA, transposeB) => {
      for (const batches of BATCHES) {
        for (const sizes of SIZES) {
          const compute = () => product(batches, sizes, transposeA, transposeB);
          const expected = await numbersOn('cpu', compute);
          const actual = await numbersOn('wasm', compute);
          for (const [name, numbers] of Object.entries(expected)) {
            const which = `${name} of batches ${JSON.stringify(batches)}, sizes ${sizes}`;
            expect(relativeError(actual[name] ?? [], numbers), which).toBeLessThan(1e-5);
          }
        }
      }
    },
  );

  test('matrices that do not fit are refused in words', async () => {
    await switchTo('wasm');
    expect(() => tf.matMul(tf.ones([2, 40, 40]), tf.ones([2, 41, 40]))).toThrow(/inner/i);
  });
});
