import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenBackend } from '../../engine/device/ladder';
import { onWasm } from '../../engine/run/inNode.testing';
import { tf } from '../../engine/tf';
import { probabilities } from './distanceWeighted';
import { choiceFrom, chosen, cosines, type Plain, weightsOf } from './selections.testing';

/** Many anchors that see the same candidates, so that shares can be counted. */
const ANCHORS = 3000;
const alike = (row: readonly number[], positives = 1): Plain => ({
  similarity: Array.from({ length: ANCHORS }, () => [...row]),
  positives: Array.from({ length: ANCHORS }, () => Array(positives).fill(0.5)),
});

/** How often each candidate was chosen, 0..1. */
function shares(weights: number[][][]): number[] {
  const rows = weights.flat();
  const counts = Array(rows[0]?.length ?? 0).fill(0) as number[];
  for (const row of rows) for (const c of chosen(row)) counts[c] = (counts[c] ?? 0) + 1;
  return counts.map((count) => count / rows.length);
}

const expectNear = (got: readonly number[], expected: readonly number[]) => {
  expect(got).toHaveLength(expected.length);
  got.forEach((share, c) => {
    expect(Math.abs(share - (expected[c] as number)), `${c}: ${share}`).toBeLessThan(0.04);
  });
};

let opened: OpenBackend;
beforeAll(async () => {
  opened = await onWasm();
});
afterAll(() => opened.close());

test('random: every candidate equally often, another draw for another row', async () => {
  const weights = await weightsOf('random', alike([0.9, 0.1, -0.3, -0.9]), { k: 2 });
  expectNear(shares(weights), [0.5, 0.5, 0.5, 0.5]);
});

describe('distance-weighted', () => {
  const row = [0.99, 0.9, 0.6, 0.3, 0.1, -0.2];
  const chances = async (plain: Plain, cutoff: number, farthest: number) => {
    const chance = probabilities(tf, choiceFrom(plain), tf.scalar(cutoff), tf.scalar(farthest));
    return (await chance.array())[0]?.[0] as number[];
  };

  test('draws each distance with the chance of the paper’s formula', async () => {
    const dimensions = 5;
    const wanted = row.map((cosine) => {
      const distance = Math.max(0.5, Math.sqrt(2 - 2 * cosine));
      if (distance >= 1.4) return 0;
      return distance ** (2 - dimensions) * (1 - distance ** 2 / 4) ** ((3 - dimensions) / 2);
    });
    const sum = wanted.reduce((a, b) => a + b, 0);
    const expected = wanted.map((one) => one / sum);
    const plain = { ...alike(row), dimensions };
    const got = await chances(plain, 0.5, 1.4);
    got.forEach((chance, c) => {
      expect(chance).toBeCloseTo(expected[c] as number, 5);
    });
    expectNear(shares(await weightsOf('distanceWeighted', plain, { k: 1 })), expected);
  });

  test('draws k without repeats, the second among what is left', async () => {
    const plain = { ...alike([0.9, 0.6, 0.3]), dimensions: 8 };
    const p = await chances(plain, 0.5, 1.4);
    const weights = await weightsOf('distanceWeighted', plain, { k: 2 });
    for (const one of weights.flat()) expect(chosen(one)).toHaveLength(2);
    const inTwo = p.map((own, c) =>
      p.reduce((sum, first, i) => (i === c ? sum : sum + (first * own) / (1 - first)), own),
    );
    expectNear(shares(weights), inTwo);
  });

  test('where no candidate is in reach draws from all of them alike', async () => {
    const far = { ...alike([-0.2, -0.5, -0.9, -1]), dimensions: 64 };
    expectNear(
      shares(await weightsOf('distanceWeighted', far, { k: 1 })),
      [0.25, 0.25, 0.25, 0.25],
    );
  });

  test('in many dimensions a span of hundreds of orders of magnitude stays finite', async () => {
    const wide = { similarity: [[0.995, 0.5, 0, -0.5, -1]], positives: [[0.5]], dimensions: 512 };
    const got = await chances(wide, 0.1, 2);
    expect(got.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    expect(got[0]).toBeCloseTo(1, 5);
  });
});

describe('blend', () => {
  const plain: Plain = { similarity: cosines(40, 100, 2), seed: 5 };

  test('at 0 it is random, draw for draw; at 1 it is hardest', async () => {
    for (const k of [1, 4, 64]) {
      const random = await weightsOf('random', plain, { k });
      expect(await weightsOf('blend', plain, { k, hardShare: 0 })).toEqual(random);
      const hardest = await weightsOf('hardest', plain, { k });
      expect(await weightsOf('blend', plain, { k, hardShare: 1 })).toEqual(hardest);
    }
  });

  test('in between that share is hard, and the rest comes from all others alike', async () => {
    const row = [0.1, 0.9, -0.2, 0.3, 0.5];
    const one = await weightsOf('blend', alike(row), { k: 1, hardShare: 0.6 });
    expectNear(
      shares(one),
      row.map((cosine) => (cosine === 0.9 ? 0.6 + 0.08 : 0.08)),
    );
  });

  test('never takes one candidate twice', async () => {
    for (const rows of await weightsOf('blend', plain, { k: 8, hardShare: 0.5 }))
      for (const row of rows) expect(chosen(row)).toHaveLength(8);
  });
});
