import { tf } from '../../engine/tf';
import { defaultsOf, type KnobValue } from '../part';
import { uniform } from '../random.testing';
import { sizeOf } from '../sizeOf';
import { encoders } from '.';
import type { Encoder, Weight } from './encoder';

/** An encoder with its knobs set, under a name that says how. */
interface Case {
  readonly name: string;
  readonly id: string;
  readonly encoder: Encoder;
  readonly knobs: never;
}

const caseOf = (id: keyof typeof encoders, set: Record<string, KnobValue> = {}): Case => ({
  name: [id, ...Object.values(set)].join(', '),
  id,
  encoder: encoders[id],
  knobs: { ...defaultsOf(encoders[id].knobs), ...set } as never,
});

/** Every encoder of texts, with each option of its choices. */
export const textEncoders: readonly Case[] = [
  caseOf('embeddingBag'),
  caseOf('textCnn'),
  caseOf('gru'),
  caseOf('transformer'),
  caseOf('transformer', { pooling: 'first' }),
];

/** Weights as a lane first has them, drawn with `uniform` from 0 to 1; each call a new tensor. */
export const firstWeights = (
  weights: readonly Weight[],
  uniform: () => number,
): (() => tf.Tensor)[] =>
  weights.map(({ shape, bound, first = 0 }) => {
    const size = sizeOf(shape);
    const values = Float32Array.from({ length: size }, () => first + (2 * uniform() - 1) * bound);
    return () => tf.tensor(values.slice(), [...shape]);
  });

/** Texts of 1 to L random words, padded, [N, L]; each call a new tensor. */
export function freshTexts([n, length]: readonly [number, number], words: number) {
  const values = new Float32Array(n * length);
  for (let text = 0; text < n; text++) {
    const size = 1 + Math.floor(uniform(0, length));
    for (let t = 0; t < size; t++)
      values[text * length + t] = 1 + Math.floor(uniform(0, words - 1));
  }
  return () => tf.tensor2d(values.slice(), [n, length]);
}
