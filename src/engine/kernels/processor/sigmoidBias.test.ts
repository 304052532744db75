import { beforeAll, describe, expect, test } from 'vitest';
import { sigmoidBias } from '../../../parts/losses/shared/sigmoidBias';
import { expectedOfEach, fittedBias, hard } from '../../../parts/losses/shared/sigmoidBias.testing';
import { quickest } from '../../../parts/quickest.testing';
import { openInNode } from '../../run/inNode.testing';
import { tf } from '../../tf';
import { biasOf } from './sigmoidBias';

describe.each(['wasm', 'cpu'] as const)('on %s', (forced) => {
  beforeAll(async () => {
    await openInNode(forced);
  });

  test.each(hard)(
    'as many pairs are expected to belong together as do: $name',
    async ({ pairs }) => {
      const bias = await fittedBias(pairs);
      expect(Math.abs(expectedOfEach(pairs, bias) - 1)).toBeLessThan(0.02);
    },
  );

  test.each([
    ['no pair', 0, 0],
    ['no negative', 1, 0],
    ['no positive', 0, 1],
  ])('%s: the bias is a number', async (_case, valid, weight) => {
    const bias = tf.tidy(() =>
      sigmoidBias(tf, {
        positives: tf.tensor2d([[4], [-3]]),
        valid: tf.fill([2, 1], valid),
        negatives: tf.tensor2d([[5], [-1]]),
        weights: tf.fill([2, 1], weight),
      }),
    );
    expect(bias.shape).toEqual([]);
    expect(Number.isFinite((await bias.data())[0])).toBe(true);
  });
});

test('64 pairs are fitted well within the time of a step', async () => {
  const [{ pairs } = { pairs: null }] = hard;
  const logits = {
    positives: Float32Array.from(pairs?.positives ?? []),
    valid: new Float32Array(64).fill(1),
    negatives: Float32Array.from(pairs?.negatives ?? []),
    weights: Float32Array.from(pairs?.weights ?? []),
  };
  expect(logits.positives).toHaveLength(64);
  expect(await quickest(() => void biasOf(logits), 20)).toBeLessThan(5);
});
