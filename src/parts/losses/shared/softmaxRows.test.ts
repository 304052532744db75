import type { Scalar, Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { onWasm } from '../../../engine/run/inNode.testing';
import { tf } from '../../../engine/tf';
import { defaultsOf } from '../../part';
import { losses } from '..';
import type { Loss, Rows } from '../loss';

beforeAll(onWasm);

/** One anchor whose first candidate is its positive, all others chosen negatives. */
const rowsOf = (similarity: Tensor2D, prior: number | null = null): Rows => {
  const [n, c] = similarity.shape;
  const isNegative = Array.from({ length: n }, () => [
    Array.from({ length: c }, (_, candidate) => (candidate === 0 ? 0 : 1)),
  ]);
  return {
    similarity,
    squaredDistance: () => tf.sub(2, tf.mul(similarity, 2)),
    positive: (matrix) => tf.slice(matrix, [0, 0], [n, 1]),
    valid: tf.ones([n, 1]),
    weights: tf.tensor3d(isNegative),
    raw: similarity,
    pairs: (matrix) => [matrix, matrix],
    prior: prior === null ? null : tf.scalar(prior),
  };
};

type Knobs = Readonly<Record<string, number | string>>;
type LossId = keyof typeof losses;

const lossWith = (id: LossId, knobs: Knobs) => {
  const loss: Loss = losses[id];
  const all = { ...defaultsOf(loss.knobs), ...knobs };
  const tensors = Object.entries(all).map(([name, value]) => [
    name,
    typeof value === 'number' ? tf.scalar(value) : value,
  ]);
  return (rows: Rows): Scalar => loss.value(tf, rows, Object.fromEntries(tensors));
};

/** Value, and slope by each similarity, of anchors with these. */
async function costOf(
  id: LossId,
  knobs: Knobs,
  similarity: number[][],
  change: (rows: Rows) => Rows = (rows) => rows,
  prior: number | null = null,
) {
  const value = lossWith(id, knobs);
  const on = tf.tensor2d(similarity);
  const { value: cost, grads } = tf.valueAndGrads((s: Tensor) =>
    value(change(rowsOf(s as Tensor2D, prior))),
  )([on]);
  return {
    value: (await cost.data())[0] as number,
    slopes: [...(await (grads[0] as Tensor).data())],
  };
}

const SOME = [
  [0.8, 0.7, 0.1, -0.4, 0.3],
  [0.2, 0.9, -0.9, 0.5, 0.6],
];

describe('correcting for false negatives', () => {
  test.each(['ntXent', 'infoNce', 'symmetricInfoNce'] as const)(
    '%s under a guard that tells the share is the debiased loss to the last digit',
    async (id) => {
      const own = await costOf('debiased', { falseShare: 0.1, temperature: 0.3 }, SOME);
      expect(await costOf(id, { temperature: 0.3 }, SOME, undefined, 0.1)).toEqual(own);
      expect(own.value).not.toBe((await costOf(id, { temperature: 0.3 }, SOME)).value);
    },
  );

  test('of the share of the loss and that of a guard the larger one counts', async () => {
    const larger = await costOf('debiased', { falseShare: 0.2 }, SOME);
    expect(await costOf('debiased', { falseShare: 0.1 }, SOME, undefined, 0.2)).toEqual(larger);
    expect(await costOf('debiased', { falseShare: 0.2 }, SOME, undefined, 0.1)).toEqual(larger);
  });

  test('a share of 0 changes nothing, and beta 0 is the debiased loss', async () => {
    const plain = await costOf('ntXent', { temperature: 0.5 }, SOME);
    const none = await costOf('debiased', { temperature: 0.5, falseShare: 0 }, SOME);
    expect(none.value).toBeCloseTo(plain.value, 6);
    const debiased = await costOf('debiased', {}, SOME);
    const unweighted = await costOf('hcl', { beta: 0 }, SOME);
    expect(unweighted.value).toBeCloseTo(debiased.value, 6);
    unweighted.slopes.forEach((slope, i) => {
      expect(slope).toBeCloseTo(debiased.slopes[i] as number, 5);
    });
  });

  test('at the floor of the estimate negatives get no gradient, and the positive is still pulled', async () => {
    const aligned = [[0.99, -0.2, -0.5, -0.8]];
    const { value, slopes } = await costOf(
      'debiased',
      { temperature: 0.2, falseShare: 0.5 },
      aligned,
    );
    expect(slopes.slice(1)).toEqual([0, 0, 0]);
    expect(slopes[0]).toBeLessThan(0);
    expect(value).toBeCloseTo(Math.log1p(3 * Math.exp((-1 - 0.99) / 0.2)), 6);
  });

  test.each(['debiased', 'hcl'] as const)(
    '%s stays finite where its exponentials would overflow, and costs nothing without negatives',
    async (id) => {
      const knobs = { temperature: 0.01, falseShare: 0.5, ...(id === 'hcl' && { beta: 10 }) };
      for (const similarity of [SOME, [[-1, 1, 1, 1]], [[1, -1, -1, -1]], [[1, 1, 1, 1]]]) {
        const { value, slopes } = await costOf(id, knobs, similarity);
        expect([value, ...slopes].every(Number.isFinite)).toBe(true);
      }
      const alone = await costOf(id, knobs, SOME, (rows) => ({
        ...rows,
        weights: tf.zerosLike(rows.weights),
      }));
      expect(alone.value).toBeCloseTo(0, 6);
      for (const slope of alone.slopes) expect(slope).toBeCloseTo(0, 6);
    },
  );
});

describe('weighing negatives by hardness', () => {
  const [temperature, beta] = [0.5, 2];
  const one = [[0.6, 0.7, 0.1, -0.4, 0.3, -0.9]];
  const slopesOf = async (importance: string) =>
    (await costOf('hcl', { temperature, beta, falseShare: 0, importance }, one)).slopes.slice(1);

  test('as the reference has it, negatives below a known similarity are attracted', async () => {
    const negatives = (one[0] as number[]).slice(1);
    const total = (power: number) =>
      negatives.reduce((sum, s) => sum + Math.exp((power * s) / temperature), 0);
    const mean = total(1 + beta) / total(beta);
    const turn = temperature * Math.log((beta / (1 + beta)) * mean);
    (await slopesOf('taught')).forEach((slope, i) => {
      expect(slope > 0).toBe((negatives[i] as number) > turn);
    });
    expect(negatives.some((s) => s < turn)).toBe(true);
  });

  test('held constant, every negative is pushed, and the similar ones most', async () => {
    const slopes = await slopesOf('held');
    expect(slopes.every((slope) => slope > 0)).toBe(true);
    expect(Math.max(...slopes)).toBe(slopes[0]);
  });
});

test('the decoupled loss pushes as hard beside an aligned positive, where NT-Xent has stopped', async () => {
  const push = async (id: LossId, positive: number) =>
    (await costOf(id, { temperature: 0.1 }, [[positive, 0.2, 0.1]])).slopes[1] as number;
  expect(await push('decoupled', 1)).toBeCloseTo(await push('decoupled', 0), 5);
  expect(await push('ntXent', 1)).toBeLessThan(0.01 * (await push('ntXent', 0)));
});

test('weighted positives keep their mean, and the one farther off counts for more', async () => {
  const apart = [
    [0.9, 0, 0],
    [0.1, 0, 0],
  ];
  const { slopes } = await costOf('decoupled', { temperature: 1, weighting: 'held' }, apart);
  const [near, far] = [slopes[0] as number, slopes[3] as number];
  expect(far).toBeLessThan(near);
  expect(near + far).toBeCloseTo(-1, 5);
});

test('the sigmoid loss counts a negative once, however many positives of its anchor chose it', async () => {
  const knobs = { logitScale: 5, logitBias: -2, bias: 'byHand' };
  const once = await costOf('sigmoid', knobs, [[0.8, 0.3]]);
  const twice = await costOf('sigmoid', knobs, [[0.8, 0.3]], (rows) => ({
    ...rows,
    positive: (matrix) => tf.tile(tf.slice(matrix, [0, 0], [1, 1]), [1, 2]),
    valid: tf.ones([1, 2]),
    weights: tf.tile(rows.weights, [1, 2, 1]) as Tensor3D,
  }));
  const softplus = (x: number) => Math.log1p(Math.exp(x));
  expect(once.value).toBeCloseTo(softplus(-2) + softplus(-0.5), 6);
  expect(twice.value - once.value).toBeCloseTo(softplus(-2), 6);
});

test.each(['vicReg', 'barlowTwins'] as const)('%s of a single pair is finite', async (id) => {
  const { value, slopes } = await costOf(id, {}, [[0.8, 0.3]]);
  expect([value, ...slopes].every(Number.isFinite)).toBe(true);
});
