import type { Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { onWasm } from '../../engine/run/inNode.testing';
import { tf } from '../../engine/tf';
import { defaultsOf } from '../part';
import { losses } from '.';
import type { Loss, Rows } from './loss';

beforeAll(onWasm);

const POSITIVE = 0.5;
const softmaxes = [
  'ntXent',
  'infoNce',
  'symmetricInfoNce',
  'supCon',
  'debiased',
  'hcl',
] as const satisfies readonly (keyof typeof losses)[];

/** One anchor with a positive of cosine 0.5 and these negatives. */
const rowsOf = (negatives: readonly number[]): Rows => {
  const similarity = tf.tensor2d([[POSITIVE, ...negatives]]);
  return {
    similarity,
    squaredDistance: () => tf.sub(2, tf.mul(similarity, 2)),
    positive: (matrix: Tensor2D) => tf.slice(matrix, [0, 0], [1, 1]),
    valid: tf.ones([1, 1]),
    weights: tf.tensor3d([[[0, ...negatives.map(() => 1)]]]),
    raw: similarity,
    pairs: (matrix) => [matrix, matrix],
    prior: null,
  };
};

const activeOf = (id: (typeof softmaxes)[number], turned: object, negatives: readonly number[]) => {
  const loss: Loss = losses[id];
  const knobs = Object.entries({ ...defaultsOf(loss.knobs), ...turned }).map(([name, value]) => [
    name,
    typeof value === 'number' ? tf.scalar(value) : value,
  ]);
  const active = loss.active(tf, rowsOf(negatives), Object.fromEntries(knobs));
  return [...active.dataSync()].slice(1);
};

test.each(softmaxes)(
  'under %s a negative still teaches within log 3 temperatures of the positive, whatever the temperature',
  (id) => {
    for (const temperature of [0.02, 0.2, 0.6]) {
      const edge = POSITIVE - Math.log(3) * temperature;
      const negatives = [edge + 0.01, edge - 0.01, POSITIVE, 0.9];
      const turned = { temperature, falseShare: 0, beta: 0 };
      expect(activeOf(id, turned, negatives)).toEqual([1, 0, 1, 1]);
    }
  },
);

test('a concentration narrows that band, as a lower temperature would', () => {
  const turned = { temperature: 0.6, falseShare: 0, beta: 2 };
  const edge = POSITIVE - Math.log(3) * 0.2;
  expect(activeOf('hcl', turned, [edge + 0.01, edge - 0.01])).toEqual([1, 0]);
});

test('where correcting for false negatives leaves nothing to push, nothing still teaches', () => {
  const negatives = [0.3, 0.2, -0.9];
  expect(activeOf('debiased', { falseShare: 0.02 }, negatives)).toEqual([1, 1, 0]);
  expect(activeOf('debiased', { falseShare: 0.5 }, negatives)).toEqual([0, 0, 0]);
});
