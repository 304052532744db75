import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { LiveKnobs } from '../../src/engine/step/liveKnobs';
import type { Plan } from '../../src/engine/step/plan';
import { type LaneState, tensorsOf, trainStep } from '../../src/engine/step/step';
import { tf } from '../../src/engine/tf';
import { denseStack } from '../../src/parts/encoders/shared/layers';
import { guards } from '../../src/parts/guards';
import { losses } from '../../src/parts/losses';
import { optimizers } from '../../src/parts/optimizers';
import { schedules } from '../../src/parts/schedules';
import { selections } from '../../src/parts/selections';
import { sources } from '../../src/parts/sources';
import type { Answer } from './compare';
import { type GoldenCase, numbersOf, parameter, shapeOf } from './format';
import { asRing, ofStep, rowsFrom } from './memory';
import { knobTensors, layoutOf } from './rows';

/** A linear layer as our encoders have it, from weights [out, in] and a bias. */
const linear = (weights: unknown, bias: unknown): Tensor1D =>
  tf.concat([
    tf.reshape(tf.transpose(rowsFrom(weights, 'inputs.W')), [-1]) as Tensor1D,
    tf.tensor1d(numbersOf(bias, 'inputs.b')),
  ]);

/** The engine's own step: queries and keys in one batch, a momentum queue, InfoNCE, plain SGD. */
export async function mocoStep(one: GoldenCase): Promise<Answer[]> {
  const [outputs, inputs] = shapeOf(one.inputs.Wq_out_in, 'inputs.Wq_out_in') as [number, number];
  const [size, temperature] = [parameter(one, 'K'), parameter(one, 'T')];
  const weights = [
    { name: 'kernel', shape: [inputs, outputs], bound: 0 },
    { name: 'bias', shape: [outputs], bound: 0 },
  ];
  const knobs = {
    all: {
      ...(knobTensors(losses.infoNce, { temperature }) as object),
      ...(knobTensors(sources.momentumQueue, {
        queueSize: size,
        encoderMomentum: parameter(one, 'm'),
      }) as object),
      ...(knobTensors(optimizers.sgd, {
        learningRate: parameter(one, 'lr'),
        momentum: 0,
        lookAhead: 'off',
        weightDecay: 0,
      }) as object),
    },
  } as unknown as LiveKnobs;
  const query = linear(one.inputs.Wq_out_in, one.inputs.bq);
  let state: LaneState = {
    weights: query,
    slots: [tf.zerosLike(query)],
    scalars: [],
    follower: [linear(one.inputs.Wk_out_in, one.inputs.bk)],
    kept: {
      // Every slot is filled at the start, with rows that show no item.
      source: [
        rowsFrom(one.inputs.queue0_rows, 'inputs.queue0_rows'),
        tf.zeros([size]),
        tf.fill([size], -1),
        tf.fill([size], -1),
      ],
      selection: [],
    },
  };
  let count = size;
  const answers: Answer[] = [];
  const steps = one.inputs.steps as readonly { x_q: unknown; x_k: unknown }[];
  for (const [step, { x_q, x_k }] of steps.entries()) {
    const items = tf.concat([rowsFrom(x_q, 'inputs.x_q'), rowsFrom(x_k, 'inputs.x_k')]);
    const n = items.shape[0];
    const half = n / 2;
    const plan = planOf(n, { weights, d: outputs });
    const batch = {
      items,
      sameClass: tf.zeros([n, n]) as Tensor2D,
      classes: tf.zeros([n]) as Tensor1D,
      rows: tf.range(step * n, (step + 1) * n),
      step: () => tf.scalar(step) as Scalar,
      uniform: tf.zeros,
    };
    const result = trainStep(plan, state, batch as never, knobs);
    const similarity = (await result.seen.similarity.array()) as number[][];
    const logits = similarity.slice(0, half).flatMap((row, i) => {
      const queue = asRing(row.slice(n), size, count);
      return [row[half + i] as number, ...queue].map((cosine) => cosine / temperature);
    });
    tf.dispose([...tensorsOf(state), ...(Object.values(result.seen) as Tensor[])]);
    state = result.state;
    count += half;
    const [loss] = await result.measured.data();
    const [queue] = state.kept.source as [Tensor];
    answers.push(
      ...ofStep(one, step, [
        { key: 'loss', got: [loss as number], rule: 'value' },
        { key: 'logits', got: logits, rule: 'value' },
        {
          key: 'key_weight_after',
          got: await layer(state.follower[0], [inputs, outputs]).kernel,
          rule: 'value',
        },
        {
          key: 'query_weight_after',
          got: await layer(state.weights, [inputs, outputs]).kernel,
          rule: 'value',
        },
        { key: 'queue_rows_after', got: asRing(await queue.data(), size, count), rule: 'value' },
        { key: 'ptr_after', got: [count % size], rule: 'exact' },
      ]),
    );
  }
  const bias = (flat: Tensor1D | undefined) => layer(flat, [inputs, outputs]).bias;
  return [
    ...answers,
    { key: 'final_key_bias', got: await bias(state.follower[0]), rule: 'value' },
    { key: 'final_query_bias', got: await bias(state.weights), rule: 'value' },
  ];
}

/** Weights [out, in] and bias of a linear layer. */
function layer(flat: Tensor1D | undefined, [inputs, outputs]: readonly [number, number]) {
  if (!flat) throw new Error('there is no such encoder');
  const kernel = tf.reshape(tf.slice(flat, [0], [inputs * outputs]), [inputs, outputs]);
  return {
    kernel: tf.transpose(kernel).data(),
    bias: tf.slice(flat, [inputs * outputs], [outputs]).data(),
  };
}

/** A batch whose first half are the queries and whose second half are their keys. */
/** More items than the rows of all steps of a case. */
const MOST_ITEMS = 4096;

function planOf(n: number, { weights, d }: Pick<Plan, 'weights' | 'd'>): Plan {
  const half = n / 2;
  const isQuery = Array.from({ length: n }, (_, row) => (row < half ? 1 : 0));
  const layout = layoutOf(
    isQuery.map((query, row) => (query ? [row + half] : [])),
    n,
    () => false,
  );
  return {
    loss: losses.infoNce,
    selection: selections.all,
    source: sources.momentumQueue,
    guard: guards.none,
    optimizer: optimizers.sgd,
    // The rows of every step are items of their own.
    groupOfItem: tf.range(0, MOST_ITEMS),
    schedule: schedules.constant,
    encoder: {
      embed: (_tf: unknown, items: Tensor2D, own: readonly Tensor[]) =>
        denseStack(tf, items, own, 'relu'),
    },
    positives: { byLabel: false },
    hardestPositive: false,
    layout: { q: layout.valid.shape[1] },
    n,
    d,
    weights,
    counted: [],
    hasMomentumEncoder: true,
    sides: [tf.zeros([1, n]), tf.zeros([1, n])],
    positiveTable: layout.table,
    valid: layout.valid,
    eligible: layout.eligible,
    asks: tf.tensor2d(isQuery, [n, 1]),
    isQuery: tf.tensor1d(isQuery),
    fixed: {},
  } as unknown as Plan;
}
