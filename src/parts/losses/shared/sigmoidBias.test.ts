import { beforeAll, describe, expect, test } from 'vitest';
import { withoutKernel } from '../../../engine/kernels/withoutKernel.testing';
import { onWasm } from '../../../engine/run/inNode.testing';
import { expectedOfEach, fittedBias, hard } from './sigmoidBias.testing';

beforeAll(async () => {
  await onWasm();
  // Kernels have their own tests.
  withoutKernel('SigmoidBias');
});

const raised = (logits: readonly number[]) => logits.map((logit) => logit + 2);

describe.each(hard)('the fitted bias, $name', ({ pairs }) => {
  test('expects as many pairs to belong together as do', async () => {
    expect(Math.abs(expectedOfEach(pairs, await fittedBias(pairs)) - 1)).toBeLessThan(0.02);
  });

  test('makes up for what all logits have in common', async () => {
    const { positives, negatives, weights } = pairs;
    const moved = { positives: raised(positives), negatives: raised(negatives), weights };
    const bias = 2 + (await fittedBias(moved));
    expect(Math.abs(expectedOfEach(pairs, bias) - 1)).toBeLessThan(0.02);
  });
});

test('where all logits are alike, the odds are those of chance', async () => {
  const same = { positives: [4, 4], negatives: Array(30).fill(4), weights: Array(30).fill(0.5) };
  expect(await fittedBias(same)).toBeCloseTo(Math.log(2 / 15) - 4, 4);
});
