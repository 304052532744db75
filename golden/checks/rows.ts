import type { Scalar, Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { squaredDistances } from '../../src/engine/step/rows';
import { tf } from '../../src/engine/tf';
import { normalised } from '../../src/parts/encoders/encoder';
import type { Rows } from '../../src/parts/losses/loss';
import { type Knobs, restarts } from '../../src/parts/part';
import { selections } from '../../src/parts/selections';
import type { Answer } from './compare';
import { type GoldenCase, numbersOf, shapeOf } from './format';

/** Which candidates are positives of each anchor and which may be negatives, on the device. */
export interface Layout {
  /** Candidates that are positives of each anchor, as the rows of the tables have them. */
  readonly positives: readonly (readonly number[])[];
  /** 1 where the candidate is that positive of the anchor, [N, Q, C]. */
  readonly table: Tensor3D;
  /** 1 where the row exists, [N, Q]. */
  readonly valid: Tensor2D;
  /** 1 where the candidate may be a negative, [N, C]. */
  readonly eligible: Tensor2D;
}

/** Anchors with these positives among `candidates` rows; anchors may have different numbers. */
export function layoutOf(
  positives: readonly (readonly number[])[],
  candidates: number,
  isEligible: (anchor: number, candidate: number) => boolean,
): Layout {
  const n = positives.length;
  const q = Math.max(1, ...positives.map((own) => own.length));
  const table = new Float32Array(n * q * candidates);
  const valid = new Float32Array(n * q);
  positives.forEach((own, anchor) => {
    own.forEach((positive, i) => {
      table[(anchor * q + i) * candidates + positive] = 1;
      valid[anchor * q + i] = 1;
    });
  });
  const eligible = Float32Array.from({ length: n * candidates }, (_, at) =>
    isEligible(Math.floor(at / candidates), at % candidates) ? 1 : 0,
  );
  return {
    positives,
    table: tf.tensor3d(table, [n, q, candidates]),
    valid: tf.tensor2d(valid, [n, q]),
    eligible: tf.tensor2d(eligible, [n, candidates]),
  };
}

/** Items of a class are one another's positives, all others negatives. */
export function labelledLayout(labels: ArrayLike<number>): Layout {
  const all = Array.from(labels);
  const mates = all.map((label, anchor) =>
    all.flatMap((other, item) => (other === label && item !== anchor ? [item] : [])),
  );
  return layoutOf(mates, all.length, (anchor, item) => all[anchor] !== all[item]);
}

/** Picks each anchor's positives out of an [N, C] matrix, [N, Q]. */
export const positiveOf =
  ({ table }: Layout) =>
  (matrix: Tensor2D): Tensor2D =>
    tf.sum(tf.mul(tf.reshape(matrix, [matrix.shape[0], 1, matrix.shape[1]]), table), 2);

/** What a loss reads, from raw rows through normalisation; without `weights` every negative acts. */
export function rowsOf(
  layout: Layout,
  rawAnchors: Tensor2D,
  rawCandidates: Tensor2D = rawAnchors,
  weights?: Tensor3D,
): Rows {
  const anchors = normalised(tf, rawAnchors);
  const candidates = rawCandidates === rawAnchors ? anchors : normalised(tf, rawCandidates);
  const similarity = tf.matMul(anchors, candidates, false, true) as Tensor2D;
  return {
    similarity,
    squaredDistance: () => squaredDistances(anchors, candidates),
    positive: positiveOf(layout),
    valid: layout.valid,
    weights: weights ?? selections.all.weights(tf, choiceOf(layout, similarity), {}),
    raw: rawAnchors,
    pairs: () => {
      throw new Error('this case has no pairs');
    },
    prior: null,
  };
}

/** What a selection sees. */
export const choiceOf = (layout: Layout, similarity: Tensor2D) => ({
  similarity,
  positiveSimilarity: positiveOf(layout)(similarity),
  eligible: layout.eligible,
  uniform: (shape: readonly number[]): Tensor => tf.zeros([...shape]),
  dimensions: 0,
  step: tf.scalar(0),
  state: {},
});

/** Knobs as a part takes them: numbers as scalars on the device, choices as they are. */
export function knobTensors<K extends Knobs>(
  { knobs }: { knobs: K },
  values: Readonly<Record<keyof K, number | string>>,
) {
  const entries = Object.entries(knobs).map(([name, knob]) => {
    const value = values[name as keyof K];
    return [name, restarts(knob) ? value : tf.scalar(Number(value))];
  });
  return Object.fromEntries(entries) as never;
}

/** An input on the device, in its own shape. */
export const tensorOf = (one: GoldenCase, name: string): Tensor => {
  const what = `inputs.${name}`;
  return tf.tensor(numbersOf(one.inputs[name], what), shapeOf(one.inputs[name], what), 'float32');
};

/** A loss and its gradient with respect to raw inputs, as answers under these keys. */
export async function lossAnswers(
  one: GoldenCase,
  inputs: readonly string[],
  loss: (...raw: Tensor2D[]) => Scalar,
  lossKey = 'loss',
  gradKey = 'grad',
): Promise<Answer[]> {
  const raw = inputs.map((name) => tensorOf(one, name));
  const { value, grads } = tf.valueAndGrads(loss as (...raw: Tensor[]) => Scalar)(raw);
  const gradients = inputs.map(async (name, i) => ({
    key: `${gradKey}.${name}`,
    got: await (grads[i] as Tensor).data(),
    rule: 'grad' as const,
  }));
  return [
    { key: lossKey, got: await value.data(), rule: 'value' },
    ...(await Promise.all(gradients)),
  ];
}
