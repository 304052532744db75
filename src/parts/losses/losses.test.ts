import type { Scalar, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withoutKernel } from '../../engine/kernels/withoutKernel.testing';
import { onWasm } from '../../engine/run/inNode.testing';
import { squaredDistances } from '../../engine/step/rows';
import { tf } from '../../engine/tf';
import { normalised } from '../encoders/encoder';
import { defaultsOf, type KnobValues } from '../part';
import { losses } from '.';
import type { Loss, Rows } from './loss';

beforeAll(onWasm);

type Plain = readonly (readonly number[])[];

const LABELS = [0, 0, 1, 1];
const APART: Plain = [
  [1, 0.1],
  [1, -0.1],
  [-1, 0.1],
  [-1, -0.1],
];
const MIXED: Plain = [
  [1, 0.1],
  [-1, -0.1],
  [1, -0.1],
  [-1, 0.1],
];
const COLLAPSED: Plain = [
  [1, 0],
  [1, 0],
  [1, 0],
  [1, 0],
];
const ZERO: Plain = [
  [0, 0],
  [1, 0],
  [0, 1],
  [0, 0],
];

/** Rows of all pairs of a labelled batch: every other item is a positive, or a negative. */
function rowsOf(embeddings: Tensor2D, labels: readonly number[], raw = embeddings): Rows {
  const n = labels.length;
  const same = labels.flatMap((a, i) => labels.map((b, j) => (a === b && i !== j ? 1 : 0)));
  const other = labels.flatMap((a) => labels.map((b) => (a !== b ? 1 : 0)));
  const valid = tf.tensor2d(same, [n, n]);
  const negatives = tf.reshape(tf.tensor2d(other, [n, n]), [n, 1, n]);
  return {
    similarity: tf.matMul(embeddings, embeddings, false, true) as Tensor2D,
    squaredDistance: () => squaredDistances(embeddings, embeddings),
    positive: (matrix) => matrix,
    valid,
    weights: tf.mul(negatives, tf.reshape(valid, [n, n, 1])) as Tensor3D,
    raw,
    pairs: (matrix) =>
      [0, 1].map((side) => {
        const first = Array.from({ length: n / 2 }, (_, pair) => 2 * pair + side);
        return tf.gather(matrix, tf.tensor1d(first, 'int32'));
      }) as [Tensor2D, Tensor2D],
    prior: null,
  };
}

/** Whether it holds weights constant, so that its gradient is not the slope of its value. */
const holdsConstant = (loss: unknown, plain: object): boolean =>
  loss === losses.circle || Object.values(plain).includes('held');

/** Every loss under every option of its choices, and one without the kernel that it asks for. */
const variants = Object.entries(losses).flatMap(([id, loss]) => {
  const defaults = defaultsOf(loss.knobs) as Record<string, string | number>;
  const choices = Object.entries(loss.knobs as Record<string, { options?: object }>).flatMap(
    ([name, knob]) => Object.keys(knob.options ?? {}).map((option) => ({ [name]: option })),
  );
  return [{}, ...choices].map((choice) => ({
    name: `${id} ${JSON.stringify(choice)}`,
    loss: loss as Loss,
    plain: { ...defaults, ...choice } as KnobValues<Loss['knobs']>,
    isComposed: false,
  }));
});
const [sigmoid] = variants.filter(({ name }) => name === 'sigmoid {}');
if (sigmoid) variants.push({ ...sigmoid, name: 'sigmoid, composed', isComposed: true });

const tensorsOf = (plain: KnobValues<Loss['knobs']>) =>
  Object.fromEntries(
    Object.entries(plain).map(([name, value]) => [
      name,
      typeof value === 'number' ? tf.scalar(value) : value,
    ]),
  );

describe.each(variants)('loss $name', ({ loss, plain, isComposed }) => {
  let restore = () => {};
  beforeAll(() => {
    if (isComposed) restore = withoutKernel('SigmoidBias');
  });
  afterAll(() => restore());

  const value = (raw: Tensor2D, labels = LABELS) =>
    loss.value(tf, rowsOf(normalised(tf, raw), labels, raw), tensorsOf(plain));
  const lossOf = async (points: Plain, labels = LABELS) =>
    (await value(tf.tensor2d(points as number[][]), labels).data())[0] as number;
  const gradientOf = async (points: Plain, labels = LABELS) => [
    ...(await tf
      .grad((raw) => value(raw as Tensor2D, labels) as Scalar)(tf.tensor2d(points as number[][]))
      .data()),
  ];

  test('is lower when classes are apart than when they are mixed', async () => {
    expect(await lossOf(APART)).toBeLessThan(await lossOf(MIXED));
  });

  test('is at chance, as its chart says, when all embeddings are equal', async () => {
    const chance = loss.chance(plain, 2, 1);
    if (chance !== null) expect(await lossOf(COLLAPSED)).toBeCloseTo(chance, 4);
  });

  test.each([
    ['mixed classes', MIXED, LABELS],
    ['a collapse', COLLAPSED, LABELS],
    ['zero vectors', ZERO, LABELS],
    ['one class only', APART, [0, 0, 0, 0]],
    ['no positive at all', APART, [0, 1, 2, 3]],
  ] as const)('has a finite value and gradient for %s', async (_case, points, labels) => {
    expect(Number.isFinite(await lossOf(points, [...labels]))).toBe(true);
    expect((await gradientOf(points, [...labels])).every(Number.isFinite)).toBe(true);
  });

  test('takes the share that a guard holds to be false if it says so, or corrects by itself', async () => {
    const embeddings = normalised(tf, tf.tensor2d(MIXED as number[][]));
    const rows = rowsOf(embeddings, LABELS);
    const cost = async (prior: number | null) =>
      (
        await loss
          .value(tf, { ...rows, prior: prior === null ? null : tf.scalar(prior) }, tensorsOf(plain))
          .data()
      )[0];
    const takes = loss.softmax ?? loss.corrects ?? false;
    expect((await cost(0.4)) !== (await cost(null))).toBe(takes);
  });

  test('costs nothing and moves nothing when no anchor has a positive', async () => {
    if (loss.terms === 'none') return;
    const nobody = [0, 1, 2, 3];
    expect(await lossOf(MIXED, nobody)).toBeCloseTo(0, 6);
    for (const slope of await gradientOf(MIXED, nobody)) expect(slope).toBeCloseTo(0, 6);
  });

  test('has the gradient that its own differences have, but for weights held constant', async () => {
    const labels = [0, 0, 1, 1, 2, 2];
    const points = [
      [0.9, 0.3],
      [0.4, 0.8],
      [-0.2, 0.9],
      [0.5, -0.6],
      [-0.8, -0.1],
      [-0.3, 0.7],
    ];
    const gradient = await gradientOf(points, labels);
    const scale = Math.max(...gradient.map(Math.abs));
    const apart: number[] = [];
    for (const [i, own] of gradient.entries()) {
      const moved = (by: number) =>
        points.map((row, r) => row.map((v, c) => (r * 2 + c === i ? v + by : v)));
      const [above, below] = [
        await lossOf(moved(0.005), labels),
        await lossOf(moved(-0.005), labels),
      ];
      apart.push(Math.abs((above - below) / 0.01 - own) / scale);
    }
    if (holdsConstant(loss, plain)) expect(Math.max(...apart)).toBeGreaterThan(0.02);
    else expect(Math.max(...apart)).toBeLessThan(0.02);
  });

  test('calls no negative active that was not chosen', async () => {
    const embeddings = normalised(tf, tf.tensor2d(MIXED as number[][]));
    const rows = rowsOf(embeddings, LABELS);
    const active = await loss.active(tf, rows, tensorsOf(plain)).data();
    const weights = await tf.broadcastTo(rows.weights, [4, 4, 4]).data();
    active.forEach((one, i) => {
      expect([0, 1]).toContain(one);
      if (weights[i] === 0) expect(one).toBe(0);
    });
    expect(active.some((one) => one === 1)).toBe(loss.terms !== 'none');
  });

  test('a knob dragged by its band comes back from where its edge was put', () => {
    if (!loss.band) return;
    const range = loss.band.range(plain, 0.6);
    if (!range) return expect(loss.knobs[loss.band.knob]?.when).toBeDefined();
    const [, edge] = range;
    expect(loss.band.value(plain, 0.6, edge)).toBeCloseTo(plain[loss.band.knob] as number, 6);
  });
});

test('triplet by hand: two of eight triplets violate a margin of 0.2 in squared distance', async () => {
  // Unit vectors at 0, 60, 90 and 120 degrees; classes are {0, 90} and {60, 120}.
  const at = (degrees: number) => [
    Math.cos((degrees * Math.PI) / 180),
    Math.sin((degrees * Math.PI) / 180),
  ];
  const embeddings = tf.tensor2d([at(0), at(90), at(60), at(120)]);
  const knobs = { margin: tf.scalar(0.2), distance: 'squaredEuclidean', reduction: 'all' };
  const [value] = await losses.triplet
    .value(tf, rowsOf(embeddings, [0, 0, 1, 1]), knobs as never)
    .data();
  // d2 = 2 - 2 cos. Pairs: (0,90) 2, (60,120) 1, (0,60) 1, (0,120) 3, (90,60) and (90,120) 0.268.
  const d = { same: 2, other: 1, near: 2 - Math.sqrt(3) };
  const hinge = (p: number, n: number) => Math.max(0, p - n + 0.2);
  const all =
    hinge(d.same, 1) +
    hinge(d.same, 3) +
    2 * hinge(d.same, d.near) +
    hinge(d.other, 1) +
    hinge(d.other, d.near) +
    hinge(d.other, 3) +
    hinge(d.other, d.near);
  expect(value).toBeCloseTo(all / 8, 5);
});

test('NT-Xent by hand: one positive at cosine 1 against one negative at 0 costs log(1 + exp(-1/T))', async () => {
  const embeddings = tf.tensor2d([
    [1, 0],
    [1, 0],
    [0, 1],
    [0, 1],
  ]);
  const [value] = await losses.ntXent
    .value(tf, rowsOf(embeddings, LABELS), { temperature: tf.scalar(0.5) })
    .data();
  expect(value).toBeCloseTo(Math.log(1 + 2 * Math.exp(-2)), 6);
});
