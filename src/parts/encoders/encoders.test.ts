import { beforeAll, describe, expect, test } from 'vitest';
import { onWasm } from '../../engine/run/inNode.testing';
import { tf } from '../../engine/tf';
import type { DataKind } from '../data';
import { defaultsOf } from '../part';
import { randomStream } from '../random';
import { sizeOf } from '../sizeOf';
import { roomOf, rowSize } from '../text/captioned';
import { encoders } from '.';
import { type Encoder, normalised } from './encoder';

beforeAll(onWasm);

const WORDS = 23;
const shapes: Readonly<Record<DataKind, readonly (readonly number[])[]>> = {
  image: [
    [28, 28, 1],
    [28, 28, 3],
    [8, 8, 1],
    [13, 9, 2],
  ],
  point: [[2]],
  text: [[6], [22]],
  captioned: [[rowSize(12, 6)]],
};

const cases = Object.entries<Encoder>(encoders).flatMap(([id, encoder]) =>
  encoder.accepts.flatMap((kind) => shapes[kind].map((shape) => ({ id, encoder, kind, shape }))),
);

describe.each(cases)('encoder $id on $shape', ({ encoder, kind, shape }) => {
  const knobs = defaultsOf(encoder.knobs);
  const weights = (d: number) =>
    encoder.weights(shape, d, knobs, WORDS).map((weight, i) => {
      const random = randomStream(1, i);
      const size = sizeOf(weight.shape);
      const values = Array.from({ length: size }, () =>
        random.uniform(-weight.bound, weight.bound),
      ).map((value) => (weight.first ?? 0) + value);
      return tf.tensor(values, [...weight.shape]);
    });
  // Texts of all words and some padding at the end.
  const token = (i: number) => (i % (shape[0] as number) > 3 ? 0 : 1 + ((i * 7) % (WORDS - 1)));
  // Every other one a picture, the rest texts.
  const captioned = () => {
    const size = shape[0] as number;
    const { pixels } = roomOf(size);
    const random = randomStream(2);
    const numbers = Array.from({ length: 5 * size }, (_, i) => {
      const [isPicture, at] = [Math.floor(i / size) % 2, i % size];
      if (at === size - 1) return isPicture;
      if (at < pixels) return isPicture * random.normal();
      return isPicture ? 0 : 1 + ((i * 7) % (WORDS - 1));
    });
    return tf.tensor(numbers, [5, ...shape]);
  };
  const items = () => {
    if (kind === 'captioned') return captioned();
    return kind === 'text'
      ? tf.tensor(
          Array.from({ length: 5 * (shape[0] as number) }, (_, i) => token(i)),
          [5, ...shape],
        )
      : tf.randomNormal([5, ...shape], 0, 1, 'float32', 3);
  };

  test.each([2, 3, 32])('gives rows of unit length in %i dimensions', async (d) => {
    const rows = normalised(tf, encoder.embed(tf, items(), weights(d), knobs));
    expect(rows.shape).toEqual([5, d]);
    const lengths = await tf.norm(rows, 2, 1).data();
    for (const length of lengths) expect(length).toBeCloseTo(1, 4);
  });

  test('moves every weight by its gradient', async () => {
    const grads = tf.grads((...given) =>
      tf.sum(tf.square(encoder.embed(tf, items(), given, knobs))),
    )(weights(4));
    for (const grad of grads) {
      const values = await grad.data();
      expect(values.every(Number.isFinite)).toBe(true);
      expect(values.some((value) => value !== 0)).toBe(true);
    }
  });
});

test('a row of zeros is normalised to zeros, with a finite gradient', async () => {
  const zero = tf.zeros([1, 3]) as never;
  expect([...(await normalised(tf, zero).data())]).toEqual([0, 0, 0]);
  const grad = await tf
    .grad((raw) => tf.sum(normalised(tf, raw as never)))(zero)
    .data();
  expect(grad.every(Number.isFinite)).toBe(true);
});
