import { beforeAll, describe, expect, test } from 'vitest';
import { onWasm } from '../../engine/run/inNode.testing';
import { tf } from '../../engine/tf';
import { randomStream } from '../random';
import { embeddingBag } from './embeddingBag';
import { gru } from './gru';
import { smallCnn } from './smallCnn';
import { textCnn } from './textCnn';
import { firstWeights } from './texts.testing';
import { twoTowers } from './twoTowers';
import { captionedRows, SHAPE, WORDS } from './twoTowers.testing';

beforeAll(onWasm);

type Numbers = ArrayLike<number>;

const D = 5;
const WIDTH = 8;
const readers = {
  bag: (texts: tf.Tensor, weights: readonly tf.Tensor[]) =>
    embeddingBag.embed(tf, texts, weights, { width: WIDTH }),
  cnn: (texts: tf.Tensor, weights: readonly tf.Tensor[]) =>
    textCnn.embed(tf, texts, weights, { width: WIDTH, filters: 96 }),
  gru: (texts: tf.Tensor, weights: readonly tf.Tensor[]) =>
    gru.embed(tf, texts, weights, { width: WIDTH, units: 64 }),
};
/** Arrays of the tower that sees. */
const SEEING = 8;

describe.each(['bag', 'cnn', 'gru'] as const)('two towers, captions read by %s', (reads) => {
  const knobs = { filters: 4, width: WIDTH, reads } as const;
  const random = randomStream(4);
  const weights = () =>
    firstWeights(twoTowers.weights([SHAPE.size], D, knobs, WORDS), () => random.uniform()).map(
      (make) => make(),
    );
  /** Two pictures, then three captions. */
  const rows = () => captionedRows([1, 1, 0, 0, 0]);
  /** Each tower alone, on its own rows. */
  const apart = (given: readonly tf.Tensor[]) => {
    const flat = tf.slice(rows(), [0, 0], [2, SHAPE.pixels]);
    const pictures = tf.reshape(flat, [2, SHAPE.side, SHAPE.side, 3]);
    const texts = tf.slice(rows(), [2, SHAPE.pixels], [3, SHAPE.tokens]);
    const seen = smallCnn.embed(tf, pictures, given.slice(0, SEEING), { filters: 4 });
    return tf.concat([seen, readers[reads](texts, given.slice(SEEING))]) as tf.Tensor2D;
  };
  const slope = () =>
    tf.tensor2d(
      Array.from({ length: 5 * D }, (_, i) => Math.cos(1.3 * i)),
      [5, D],
    );
  const numbersOf = (given: tf.Tensor[], embed: (own: readonly tf.Tensor[]) => tf.Tensor2D) => {
    const gradients = tf.grads((...own) => tf.sum(tf.mul(embed(own), slope())))(given);
    return Promise.all([embed(given), ...gradients].map((one) => one.data()));
  };
  const apartBy = (one: Numbers, other: Numbers) =>
    Math.max(...Array.from(one, (value, i) => Math.abs(value - (other[i] ?? Number.NaN))));

  test('a picture is what the small CNN makes of it, a caption what its reader makes of it', async () => {
    const given = weights();
    const expected = await numbersOf(given, apart);
    // Whether the rows are told apart by number or by their flag.
    for (const pictures of [2, null]) {
      const actual = await numbersOf(given, (own) =>
        twoTowers.embed(tf, rows(), own, knobs, pictures),
      );
      expect(actual.length).toBe(expected.length);
      for (const [array, numbers] of expected.entries()) {
        expect(Math.max(...numbers.map(Math.abs)), `array ${array}`).toBeGreaterThan(0);
        expect(apartBy(numbers, actual[array] ?? []), `array ${array}`).toBeLessThan(1e-5);
      }
    }
  });

  test('rows in any order have the same embeddings', async () => {
    const given = weights();
    const embed = async (flags: readonly number[]) =>
      (await twoTowers.embed(tf, captionedRows(flags), given, knobs).array()) as number[][];
    const [sorted, mixed] = [await embed([1, 1, 0, 0, 0]), await embed([0, 1, 0, 1, 0])];
    // The second row is a picture in both, the third and the fifth are captions.
    for (const row of [1, 2, 4])
      for (const [i, value] of (sorted[row] ?? []).entries())
        expect(mixed[row]?.[i]).toBeCloseTo(value, 5);
  });
});

test('a bag of words puts a caption and the one with its colours swapped on the very same point', async () => {
  const swapped = (reads: 'bag' | 'cnn') => {
    const knobs = { filters: 4, width: WIDTH, reads } as const;
    const random = randomStream(4);
    const given = firstWeights(twoTowers.weights([SHAPE.size], D, knobs, WORDS), () =>
      random.uniform(),
    ).map((make) => make());
    const row = (words: readonly number[]) => [...Array(SHAPE.pixels).fill(0), ...words, 0];
    const items = tf.tensor2d([row([3, 5, 1, 4, 6, 2, 7]), row([4, 5, 1, 3, 6, 2, 7])]);
    return twoTowers.embed(tf, items, given, knobs).array();
  };
  const [one, other] = await swapped('bag');
  expect(one).toEqual(other);
  const [first, second] = await swapped('cnn');
  expect(first).not.toEqual(second);
});
