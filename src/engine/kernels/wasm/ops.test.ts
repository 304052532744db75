import { beforeAll, describe, expect, test } from 'vitest';
import { tf } from '../../tf';
import { numbersOn, relativeError, switchTo } from './onWasm.testing';

const ROWS = 4;
const COLUMNS = 6;

type Op = (...inputs: tf.Tensor2D[]) => tf.Tensor;

const image = (x: tf.Tensor): tf.Tensor4D => tf.reshape(x, [1, ROWS, COLUMNS, 1]);
const positive = (x: tf.Tensor): tf.Tensor => tf.add(tf.abs(x), 0.1);
const square = (x: tf.Tensor): tf.Tensor => tf.matMul(x, x, false, true);
const chosen = () => tf.tensor1d([2, 0, 2, 3, 1], 'int32');
const labels = () => tf.tensor1d([0, 2, 1, 2], 'int32');

/** What losses, encoders and optimizers are made of: the value and the gradient must agree. */
const DIFFERENTIABLE: Record<string, Op> = {
  abs: (x) => tf.abs(x),
  add: (x, y) => tf.add(x, y),
  'add a row to every row': (x, y) => tf.add(x, tf.slice(y, [0, 0], [1, COLUMNS])),
  'add a column to every column': (x, y) => tf.add(x, tf.slice(y, [0, 0], [ROWS, 1])),
  'add a bias to channels': (x, y) =>
    tf.add(tf.reshape(x, [2, 2, 2, 3]), tf.reshape(tf.slice(y, [0, 0], [1, 3]), [3])),
  addN: (x, y) => tf.addN([x, y, x]),
  avgPool: (x) => tf.avgPool(image(x), 2, 2, 'same'),
  broadcastTo: (x) => tf.broadcastTo(tf.expandDims(x), [3, ROWS, COLUMNS]),
  clipByValue: (x) => tf.clipByValue(x, -0.5, 0.5),
  concat: (x, y) => tf.concat([x, y], 0),
  'concat columns': (x, y) => tf.concat([x, y], 1),
  cos: (x) => tf.cos(x),
  cumsum: (x) => tf.cumsum(x, 1),
  'cumsum, exclusive and reversed': (x) => tf.cumsum(x, 1, true, true),
  div: (x, y) => tf.div(x, positive(y)),
  elu: (x) => tf.elu(x),
  erf: (x) => tf.erf(x),
  exp: (x) => tf.exp(x),
  expandDims: (x) => tf.expandDims(x, 1),
  expm1: (x) => tf.expm1(x),
  gather: (x) => tf.gather(x, chosen()),
  'gather columns': (x) => tf.gather(x, chosen(), 1),
  'gather within batches': (x) =>
    tf.gather(
      x,
      tf.tensor2d(
        [
          [1, 0],
          [5, 5],
          [2, 3],
          [0, 1],
        ],
        [4, 2],
        'int32',
      ),
      1,
      1,
    ),
  leakyRelu: (x) => tf.leakyRelu(x, 0.1),
  log: (x) => tf.log(positive(x)),
  log1p: (x) => tf.log1p(positive(x)),
  logSigmoid: (x) => tf.logSigmoid(x),
  logSoftmax: (x) => tf.logSoftmax(x),
  logSumExp: (x) => tf.logSumExp(x, 1),
  matMul: (x, y) => tf.matMul(x, y, false, true),
  max: (x) => tf.max(x, 1),
  'max of everything': (x) => tf.max(x),
  maximum: (x, y) => tf.maximum(x, y),
  maxPool: (x) => tf.maxPool(image(x), 2, 2, 'same'),
  mean: (x) => tf.mean(x, 0),
  'mean of everything': (x) => tf.mean(x),
  min: (x) => tf.min(x, 1),
  minimum: (x, y) => tf.minimum(x, y),
  mirrorPad: (x) =>
    tf.mirrorPad(
      x,
      [
        [1, 1],
        [2, 1],
      ],
      'reflect',
    ),
  mul: (x, y) => tf.mul(x, y),
  neg: (x) => tf.neg(x),
  pad: (x) =>
    tf.pad(x, [
      [1, 0],
      [2, 1],
    ]),
  pow: (x, y) => tf.pow(positive(x), y),
  'pow of a number': (x) => tf.pow(positive(x), 1.5),
  prod: (x) => tf.prod(x, 1),
  reciprocal: (x) => tf.reciprocal(positive(x)),
  relu: (x) => tf.relu(x),
  relu6: (x) => tf.relu6(x),
  reshape: (x) => tf.reshape(x, [3, 8]),
  reverse: (x) => tf.reverse(x, 1),
  rsqrt: (x) => tf.rsqrt(positive(x)),
  'select by a mask': (x, y) => tf.where(tf.cast(tf.oneHot(labels(), COLUMNS), 'bool'), x, y),
  selu: (x) => tf.selu(x),
  sigmoid: (x) => tf.sigmoid(x),
  sin: (x) => tf.sin(x),
  slice: (x) => tf.slice(x, [1, 2], [2, 3]),
  'slice of whole rows': (x) => tf.slice(x, [1, 0], [2, COLUMNS]),
  softmax: (x) => tf.softmax(x),
  softplus: (x) => tf.softplus(x),
  split: (x) => tf.mul(...(tf.split(x, 2, 1) as [tf.Tensor, tf.Tensor])),
  sqrt: (x) => tf.sqrt(positive(x)),
  square: (x) => tf.square(x),
  squaredDifference: (x, y) => tf.squaredDifference(x, y),
  squeeze: (x) => tf.squeeze(image(x)),
  stack: (x, y) => tf.stack([x, y]),
  sub: (x, y) => tf.sub(x, y),
  sum: (x) => tf.sum(x, 1, true),
  'sum over the front': (x) => tf.sum(x, 0),
  'sum of everything': (x) => tf.sum(x),
  tanh: (x) => tf.tanh(x),
  tile: (x) => tf.tile(x, [2, 3]),
  transpose: (x) => tf.transpose(x),
  'transpose of four axes': (x) => tf.transpose(tf.reshape(x, [2, 2, 2, 3]), [3, 1, 0, 2]),
  unstack: (x) => tf.addN(tf.unstack(x)),
  'similarities of normalized rows': (x) => {
    const length = tf.sqrt(tf.add(tf.sum(tf.square(x), 1, true), 1e-8));
    return square(tf.div(x, length));
  },
};

/** Selections, masks and metrics: only the value counts. */
const PLAIN: Record<string, Op> = {
  argMax: (x) => tf.argMax(x, 1),
  argMin: (x) => tf.argMin(x, 1),
  'cast to whole numbers': (x) => tf.cast(tf.mul(x, 10), 'int32'),
  'cast to truth': (x) => tf.cast(tf.relu(x), 'bool'),
  'not of a cast to truth': (x) => tf.logicalNot(tf.cast(tf.relu(x), 'bool')),
  ceil: (x) => tf.ceil(x),
  equal: (x, y) => tf.equal(tf.round(x), tf.round(y)),
  eye: () => tf.eye(3),
  fill: () => tf.fill([2, 3], 7),
  floor: (x) => tf.floor(x),
  greater: (x, y) => tf.greater(x, y),
  greaterEqual: (x, y) => tf.greaterEqual(x, y),
  'greater than a row': (x, y) => tf.greater(x, tf.slice(y, [0, 0], [1, COLUMNS])),
  isFinite: (x) => tf.isFinite(tf.log(x)),
  isNaN: (x) => tf.isNaN(tf.sqrt(x)),
  less: (x, y) => tf.less(x, y),
  lessEqual: (x, y) => tf.lessEqual(x, y),
  linspace: () => tf.linspace(0, 1, 5),
  logicalAnd: (x, y) => tf.logicalAnd(tf.greater(x, 0), tf.greater(y, 0)),
  logicalNot: (x) => tf.logicalNot(tf.greater(x, 0)),
  logicalOr: (x, y) => tf.logicalOr(tf.greater(x, 0), tf.greater(y, 0)),
  logicalXor: (x, y) => tf.logicalXor(tf.greater(x, 0), tf.greater(y, 0)),
  mod: (x) => tf.mod(x, 0.7),
  notEqual: (x, y) => tf.notEqual(tf.round(x), tf.round(y)),
  oneHot: () => tf.oneHot(labels(), 3),
  range: () => tf.range(0, 7, 2, 'int32'),
  round: (x) => tf.round(tf.mul(x, 3)),
  sign: (x) => tf.sign(x),
  step: (x) => tf.step(x),
  'topk values': (x) => tf.topk(x, 3).values,
  'topk places': (x) => tf.topk(x, 3).indices,
  all: (x) => tf.all(tf.greater(x, -1), 1),
  any: (x) => tf.any(tf.greater(x, 1), 1),
  bincount: () => tf.bincount(labels(), [], 3),
  'bincount of weights': (x) =>
    tf.bincount(labels(), tf.reshape(tf.slice(x, [0, 0], [1, 4]), [4]), 3),
  gatherND: (x) =>
    tf.gatherND(
      x,
      tf.tensor2d(
        [
          [0, 1],
          [3, 2],
        ],
        [2, 2],
        'int32',
      ),
    ),
  'gather whole numbers': () => tf.gather(chosen(), labels()),
  scatterND: (x) =>
    tf.scatterND(tf.tensor2d([[3], [0]], [2, 1], 'int32'), tf.slice(x, [0, 0], [2, COLUMNS]), [
      5,
      COLUMNS,
    ]),
  'slice of whole numbers': () => tf.slice(chosen(), [1], [3]),
  unsortedSegmentSum: (x) => tf.unsortedSegmentSum(x, labels(), 3),
};

const inputs = (): [tf.Tensor2D, tf.Tensor2D] => [
  tf.randomNormal([ROWS, COLUMNS], 0, 1, 'float32', 1),
  tf.randomNormal([ROWS, COLUMNS], 0, 1, 'float32', 2),
];

async function expectSameOnBoth(compute: () => Record<string, tf.Tensor>): Promise<void> {
  const expected = await numbersOn('cpu', compute);
  const actual = await numbersOn('wasm', compute);
  for (const [name, numbers] of Object.entries(expected)) {
    expect(relativeError(actual[name] ?? [], numbers), name).toBeLessThan(1e-5);
  }
}

beforeAll(async () => {
  await switchTo('cpu');
  await switchTo('wasm');
});

describe('wasm gives the value and the gradient the cpu gives', () => {
  test.each(Object.entries(DIFFERENTIABLE))('%s', async (_, op) => {
    await expectSameOnBoth(() => {
      const used = inputs().slice(0, op.length) as tf.Tensor2D[];
      const value = op(...used);
      const dy = tf.randomNormal(value.shape, 0, 1, 'float32', 3);
      const gradients = tf.grads(op as (...x: tf.Tensor[]) => tf.Tensor)(used, dy);
      return { value, ...Object.fromEntries(gradients.map((g, i) => [`by input ${i}`, g])) };
    });
  });
});

describe('wasm gives the value the cpu gives', () => {
  test.each(Object.entries(PLAIN))('%s', async (_, op) => {
    await expectSameOnBoth(() => ({ value: op(...inputs()) }));
  });
});
