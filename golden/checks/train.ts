import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { LiveKnobs } from '../../src/engine/step/liveKnobs';
import { measuredOf } from '../../src/engine/step/measured';
import type { Plan } from '../../src/engine/step/plan';
import { type LaneState, separated, trainStep } from '../../src/engine/step/step';
import { tf } from '../../src/engine/tf';
import type { Encoder } from '../../src/parts/encoders/encoder';
import { guards } from '../../src/parts/guards';
import { optimizers } from '../../src/parts/optimizers';
import { schedules } from '../../src/parts/schedules';
import { sources } from '../../src/parts/sources';
import type { Answer } from './compare';
import { type GoldenCase, numbersOf, parameter, shapeOf } from './format';
import { knobTensors, type Layout } from './rows';

/** What a trajectory needs besides the engine's own step. */
export interface Run {
  readonly encoder: Encoder;
  readonly parts: Pick<Plan, 'loss' | 'selection' | 'hardestPositive'>;
  readonly knobs: Readonly<Record<string, unknown>>;
  /** Batch and layout of a step. */
  readonly batch: (step: number) => { items: Tensor; layout: Layout };
}

/** The engine's own step, over and over, with Adam on all weights. */
export async function train(one: GoldenCase, run: Run): Promise<Answer[]> {
  const initial = Object.entries(one.inputs.initial_weights as Record<string, unknown>);
  const weights = initial.map(([name, value]) => ({ name, shape: shapeOf(value, name), bound: 0 }));
  const start = initial.flatMap(([name, value]) => numbersOf(value, name));
  const beta1 = parameter(one, 'beta1');
  const knobs = {
    all: {
      ...run.knobs,
      ...(knobTensors(optimizers.adam, {
        learningRate: parameter(one, 'lr'),
        beta1,
        beta2: parameter(one, 'beta2'),
        epsilon: parameter(one, 'eps'),
        weightDecay: 0,
      }) as object),
    },
  } as unknown as LiveKnobs;
  let state: LaneState = {
    weights: tf.tensor1d(start),
    slots: [tf.zeros([start.length]) as Tensor1D, tf.zeros([start.length]) as Tensor1D],
    scalars: [tf.scalar(1) as Scalar, tf.scalar(1) as Scalar],
    follower: [],
    kept: { source: [], selection: [] },
  };
  const separate = async (prefix: string, flat: Tensor1D, rule: Answer['rule']) =>
    Promise.all(
      separated({ weights } as unknown as Plan, flat).map(async (own, i) => ({
        key: `${prefix}.${weights[i]?.name}`,
        got: await own.data(),
        rule,
      })),
    );
  const answers: Answer[] = [];
  const measured: { loss: number; norm: number }[] = [];
  const mined: number[] = [];
  for (let step = 0; step < parameter(one, 'steps'); step++) {
    const { items, layout } = run.batch(step);
    const n = items.shape[0] as number;
    const plan = {
      ...run.parts,
      encoder: run.encoder,
      source: sources.inBatch,
      guard: guards.none,
      optimizer: optimizers.adam,
      schedule: schedules.constant,
      layout: { q: layout.valid.shape[1] },
      n,
      weights,
      counted: [],
      kept: [],
      hasMomentumEncoder: false,
      sides: [tf.zeros([1, n]), tf.zeros([1, n])],
      positiveTable: layout.table,
      valid: layout.valid,
      eligible: layout.eligible,
      fixed: run.knobs,
    } as unknown as Plan;
    if (step === 0) {
      const raw = run.encoder.embed(tf, items, separated(plan, state.weights), {});
      const got = (await raw.data()).slice(0, raw.size / 2);
      answers.push({ key: 'embeddings_step_0_view1_before_normalisation', got, rule: 'value' });
    }
    const batch = { items, sameClass: tf.zeros([n, n]) as Tensor2D, uniform: tf.zeros };
    const result = trainStep(plan, state, batch as never, knobs);
    const numbers = (await result.measured.data()) as Float32Array;
    const { values, gradientNorm } = measuredOf(measured.length + 1, numbers, 0);
    measured.push({ loss: values.loss, norm: gradientNorm });
    mined.push(...(await tripletsOf(layout, result.seen)));
    state = result.state;
    // Adam's first running mean, after one step from 0, is (1 - beta1) times the gradient.
    const gradient = tf.div(state.slots[0] as Tensor1D, 1 - beta1) as Tensor1D;
    if (step === 0) answers.push(...(await separate('gradients_step_0', gradient, 'grad')));
    tf.dispose(Object.values(result.seen) as Tensor[]);
  }
  return [
    ...answers,
    { key: 'loss_per_step', got: measured.map(({ loss }) => loss), rule: 'value' },
    { key: 'grad_norm_per_step', got: measured.map(({ norm }) => norm), rule: 'grad' },
    { key: 'mined_triplets_per_step', got: mined, rule: 'exact' },
    ...(await separate('final_weights', state.weights, 'weights')),
  ];
}

/** Anchors, then positives, then negatives of the triplets of a step, where each row has one. */
async function tripletsOf(
  { positives }: Layout,
  seen: { readonly valid: Tensor2D; readonly weights: Tensor3D },
): Promise<number[]> {
  const [valid, weights] = [await seen.valid.array(), await seen.weights.array()];
  const triplets = positives.flatMap((own, anchor) => {
    const row = (valid[anchor] as number[]).indexOf(1);
    const negative = weights[anchor]?.[row]?.indexOf(1) ?? -1;
    return row < 0 || negative < 0 ? [] : [[anchor, own[row] as number, negative]];
  });
  return [0, 1, 2].flatMap((column) => triplets.map((triplet) => triplet[column] as number));
}
