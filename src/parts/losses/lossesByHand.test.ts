import type { Scalar, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  knobTensors,
  labelledLayout,
  layoutOf,
  positiveOf,
  rowsOf,
} from '../../../golden/checks/rows';
import { onWasm } from '../../engine/run/inNode.testing';
import { tf } from '../../engine/tf';
import type { KnobValue } from '../part';
import { losses } from '.';
import type { Loss, Rows } from './loss';

beforeAll(onWasm);

type Plain = readonly (readonly number[])[];

const costOf = async (loss: unknown, rows: Rows, knobs: Record<string, KnobValue>) => {
  const { value } = loss as Loss;
  return (await value(tf, rows, knobTensors(loss as Loss, knobs)).data())[0] as number;
};

/** One anchor that has these cosines to its candidates, of which some are its positives. */
function anchorWith(cosines: readonly number[], positives: readonly number[], weights?: Plain) {
  const layout = layoutOf([positives], cosines.length, (_, one) => !positives.includes(one));
  const similarity = tf.tensor2d([...cosines], [1, cosines.length]);
  const every = tf.mul(tf.expandDims(layout.eligible, 1), tf.expandDims(layout.valid, 2));
  return {
    similarity,
    squaredDistance: () => tf.sub(2, tf.mul(similarity, 2)) as Tensor2D,
    positive: positiveOf(layout),
    valid: layout.valid,
    weights: weights ? tf.tensor3d([weights as number[][]]) : (every as Tensor3D),
    raw: tf.tensor2d([[1, 0]]),
    pairs: () => {
      throw new Error('one anchor has no pairs');
    },
    prior: null,
  } satisfies Rows;
}

const labelled = (points: Plain, labels: readonly number[]): Rows =>
  rowsOf(labelledLayout(labels), tf.tensor2d(points as number[][]));

const exp = Math.exp;
const softplus = (x: number) => Math.log(1 + Math.exp(x));

describe('SupCon', () => {
  test('a batch of one class still costs: its positives keep one another apart', async () => {
    const point = [1, 0];
    const rows = labelled([point, point, point, point], [0, 0, 0, 0]);
    expect(await costOf(losses.supCon, rows, { temperature: 0.1 })).toBeCloseTo(Math.log(3), 5);
  });

  test('every positive meets all positives and the negatives chosen for it alone', async () => {
    const rows = anchorWith(
      [0.8, 0.5, 0.3, -0.2],
      [0, 1],
      [
        [0, 0, 1, 0],
        [0, 0, 0, 2],
      ],
    );
    const pulled = exp(0.8 / 0.5) + exp(0.5 / 0.5);
    const first = Math.log(pulled + exp(0.3 / 0.5)) - 0.8 / 0.5;
    const second = Math.log(pulled + 2 * exp(-0.2 / 0.5)) - 0.5 / 0.5;
    const cost = await costOf(losses.supCon, rows, { temperature: 0.5 });
    expect(cost).toBeCloseTo((first + second) / 2, 5);
  });

  test('an anchor without a positive counts as 0 in the mean, so it dilutes the others', async () => {
    const points = [
      [1, 0],
      [0.8, 0.6],
      [0, 1],
    ];
    const cost = (await costOf(losses.supCon, labelled(points, [0, 0, 1]), { temperature: 1 })) * 3;
    expect(cost).toBeCloseTo(Math.log(1 + exp(-0.8)) + Math.log(1 + exp(0.6 - 0.8)), 5);
  });

  test('with one positive it is NT-Xent, also at a temperature where exponentials overflow', async () => {
    const rows = anchorWith([0.9, 0.95, -1], [0]);
    const [one, other] = await Promise.all(
      [losses.supCon, losses.ntXent].map((loss) => costOf(loss, rows, { temperature: 0.01 })),
    );
    expect(one).toBeCloseTo(softplus(5), 3);
    expect(one).toBeCloseTo(other as number, 6);
  });
});

describe('soft triplet', () => {
  const rows = () => anchorWith([1, 0.5, -1], [0]);

  test('takes the mean over chosen triplets and leaves none out, however well satisfied', async () => {
    const cost = await costOf(losses.tripletSoft, rows(), { margin: 0.5, distance: 'euclidean' });
    expect(cost).toBeCloseTo((softplus(0.5 - 1) + softplus(0.5 - 2)) / 2, 5);
  });

  test('squared, it measures 2 - 2 cos', async () => {
    const knobs = { margin: 0, distance: 'squaredEuclidean' };
    expect(await costOf(losses.tripletSoft, rows(), knobs)).toBeCloseTo(
      (softplus(-1) + softplus(-4)) / 2,
      5,
    );
  });
});

describe('margin loss', () => {
  test('divides by the terms that are above 0, positives counted once for each triplet', async () => {
    // Distances: positive sqrt 2, negatives 1 and 2. Three terms are above 0: the positive one
    // in both triplets, and that of the near negative.
    const rows = anchorWith([0, 0.5, -1], [0]);
    const cost = await costOf(losses.margin, rows, { boundary: 1.2, margin: 0.2 });
    expect(cost).toBeCloseTo((2 * (Math.SQRT2 - 1) + (1.4 - 1)) / 3, 5);
  });

  test('a negative just inside the boundary and its margin is active, one just beyond is not', async () => {
    const at = (distance: number) => 1 - distance ** 2 / 2;
    const rows = anchorWith([1, at(1.39), at(1.41)], [0]);
    const knobs = knobTensors(losses.margin, { boundary: 1.2, margin: 0.2 });
    expect([...(await losses.margin.active(tf, rows, knobs).data())]).toEqual([0, 1, 0]);
  });
});

describe('N-pair', () => {
  const points = [
    [3, 0],
    [0, 2],
    [1, 1],
    [0, 4],
  ];
  /** Two queries, then their positives: each meets the positive of the other. */
  const layout = () => layoutOf([[2], [3], [], []], 4, (a, c) => a < 2 && c >= 2 && c !== a + 2);
  const rows = () => rowsOf(layout(), tf.tensor2d(points));

  test('reads dot products of embeddings as they come, and keeps their lengths short', async () => {
    const told = (softplus(0 - 3) + softplus(2 - 8)) / 2;
    const long = (9 + 2 + (4 + 16)) / 2;
    const cost = (lengthPenalty: number) =>
      costOf(losses.nPair, rows(), { product: 'raw', lengthPenalty });
    expect(await cost(0)).toBeCloseTo(told, 5);
    expect(await cost(0.1)).toBeCloseTo(told + 0.025 * long, 5);
  });

  test('the penalty pulls every embedding of a pair towards 0', async () => {
    const knobs = (lengthPenalty: number) =>
      knobTensors(losses.nPair, { product: 'raw', lengthPenalty });
    const gradient = async (lengthPenalty: number) => [
      ...(await tf
        .grad((raw) =>
          losses.nPair.value(tf, rowsOf(layout(), raw as Tensor2D), knobs(lengthPenalty)),
        )(tf.tensor2d(points))
        .data()),
    ];
    const [without, withIt] = await Promise.all([gradient(0), gradient(0.1)]);
    const pulls = withIt.map((one, i) => one - (without[i] as number));
    points.flat().forEach((at, i) => {
      expect(pulls[i]).toBeCloseTo((0.05 * at) / 2, 5);
    });
  });

  test('on cosines it is InfoNCE at temperature 1, whatever the lengths', async () => {
    const cost = await costOf(losses.nPair, rows(), { product: 'cosine', lengthPenalty: 0.1 });
    expect(cost).toBeCloseTo(await costOf(losses.infoNce, rows(), { temperature: 1 }), 6);
  });

  test('a candidate from outside the batch counts with the mean length of the batch', async () => {
    const rows = { ...anchorWith([0.5, 0.9], [0]), raw: tf.tensor2d([[0, 2]]) };
    const cost = await costOf(losses.nPair, rows, { product: 'raw', lengthPenalty: 0 });
    expect(cost).toBeCloseTo(softplus(0.9 * 4 - 0.5 * 4), 5);
  });
});

describe('lifted structure', () => {
  const points = [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ];

  test('generalised: all positives of an anchor against all its negatives', async () => {
    const knobs = { lifting: 'generalised', positiveMargin: 0.5, negativeMargin: 1 };
    const cost = await costOf(losses.liftedStructure, anchorWith([1, 0.5, -1], [0, 1]), knobs);
    const pulled = Math.log(exp(0 - 0.5) + exp(1 - 0.5));
    expect(cost).toBeCloseTo(Math.max(0, pulled + 1 - 2), 5);
    const near = await costOf(losses.liftedStructure, anchorWith([1, 0.5, 1], [0, 1]), knobs);
    expect(near).toBeCloseTo(pulled + 1, 5);
  });

  test('original: a pair answers to the negatives of both its ends', async () => {
    const rows = labelled(points, [0, 0, 1, 1]);
    // Anchor 0 has one negative, at distance sqrt 2, the other three have none.
    const weights = tf.buffer([4, 1, 4]);
    weights.set(1, 0, 0, 2);
    const cost = await costOf(
      losses.liftedStructure,
      { ...rows, weights: weights.toTensor() as Tensor3D },
      { lifting: 'original', positiveMargin: 0, negativeMargin: 1 },
    );
    // Pairs (0,1) and (1,0) both meet it; (2,3) and (3,2) have no negatives and cost nothing.
    expect(cost).toBeCloseTo((2 * 0.5 * (2 + 1 - Math.SQRT2) ** 2) / 4, 5);
  });
});

describe('multi-similarity', () => {
  const knobs = { positiveSharpness: 2, negativeSharpness: 10, base: 0.5 };
  const pull = Math.log(1 + exp(-2 * 0.3) + exp(-2 * -0.1)) / 2;

  test('pulls and pushes around the base, each by its own sharpness', async () => {
    const cost = await costOf(
      losses.multiSimilarity,
      anchorWith([0.8, 0.4, 0.6, 0], [0, 1]),
      knobs,
    );
    expect(cost).toBeCloseTo(pull + Math.log(1 + exp(1) + exp(-5)) / 10, 5);
  });

  test('a negative that was chosen for two rows of an anchor acts once', async () => {
    const twice = anchorWith(
      [0.8, 0.4, 0.6, 0],
      [0, 1],
      [
        [0, 0, 1, 0],
        [0, 0, 1, 0],
      ],
    );
    expect(await costOf(losses.multiSimilarity, twice, knobs)).toBeCloseTo(
      pull + Math.log(1 + exp(1)) / 10,
      5,
    );
  });
});

describe('circle', () => {
  const knobs = { relaxation: 0.25, sharpness: 4, reduction: 'active' };
  const cosines = [0.6, 0.1, -0.5];
  /** s_p 0.6: weight 0.65; s_n 0.1: weight 0.35; s_n -0.5 is so far that its weight is 0. */
  const logits = { pull: 4 * 0.65 * 0.15, near: 4 * 0.35 * -0.15, far: 0 };
  const total = logits.pull + Math.log(exp(logits.near) + exp(logits.far));

  test('weighs every pair by how far it is from where it should be', async () => {
    const cost = await costOf(losses.circle, anchorWith(cosines, [0]), knobs);
    expect(cost).toBeCloseTo(softplus(total), 5);
  });

  test('the weights are constants to the gradient, so a pair that is right gets none', async () => {
    const rows = anchorWith(cosines, [0]);
    const pushes = tf.grad(
      (similarity) =>
        losses.circle.value(
          tf,
          { ...rows, similarity: similarity as Tensor2D },
          knobTensors(losses.circle, knobs),
        ) as Scalar,
    )(rows.similarity);
    const slope = 1 / (1 + exp(-total));
    const share = exp(logits.near) / (exp(logits.near) + exp(logits.far));
    const [positive, near, far] = await pushes.data();
    expect(positive).toBeCloseTo(-slope * 4 * 0.65, 5);
    expect(near).toBeCloseTo(slope * share * 4 * 0.35, 5);
    expect(far).toBe(0);
  });

  test('an anchor without negatives costs nothing and is left out of the mean of active ones', async () => {
    const rows = labelled(
      [
        [1, 0],
        [1, 0.2],
        [0.9, 0.3],
      ],
      [0, 0, 1],
    );
    const all = await costOf(losses.circle, rows, { ...knobs, reduction: 'all' });
    expect(all).toBeGreaterThan(0);
    expect(await costOf(losses.circle, rows, knobs)).toBeCloseTo((all * 3) / 2, 5);
  });
});

test.each([
  ['supCon', {}],
  ['tripletSoft', { distance: 'squaredEuclidean' }],
  ['margin', {}],
  ['nPair', { product: 'cosine' }],
  ['nPair', { lengthPenalty: 0 }],
  ['multiSimilarity', {}],
  ['circle', {}],
  ['liftedStructure', { lifting: 'generalised' }],
  ['liftedStructure', { lifting: 'original' }],
] as const)(
  'the chance line of %s %j counts positives and negatives rightly',
  async (id, choice) => {
    const loss: Loss = losses[id];
    const defaults = Object.entries(loss.knobs).map(([name, knob]) => [name, knob.default]);
    const knobs = { ...Object.fromEntries(defaults), ...choice };
    const rows = labelled(Array(8).fill([0.6, 0.8]), [0, 0, 0, 0, 1, 1, 1, 1]);
    expect(await costOf(loss, rows, knobs)).toBeCloseTo(loss.chance(knobs, 4, 3) as number, 4);
  },
);
