import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { tf } from '../../src/engine/tf';
import { sources } from '../../src/parts/sources';
import { movedTowards } from '../../src/parts/sources/shared/momentum';
import type { Drawn, Source } from '../../src/parts/sources/source';
import type { Answer } from './compare';
import { type GoldenCase, numbersOf, parameter, shapeOf } from './format';
import { knobTensors } from './rows';

/** What a case expects of one step, by name. */
export type Expected = Readonly<Record<string, unknown>>;

export const stepsOf = (one: GoldenCase): readonly Expected[] => one.expected.steps as Expected[];

/**
 * Answers of one step under keys of their own ("step 3, queue_rows"), which the case gets as well:
 * it lists what it expects step by step.
 */
export function ofStep(one: GoldenCase, step: number, answers: readonly Answer[]): Answer[] {
  const named = (key: string) => `step ${step + 1}, ${key}`;
  const expected = Object.entries(stepsOf(one)[step] ?? {});
  Object.assign(
    one.expected,
    Object.fromEntries(expected.map(([key, value]) => [named(key), value])),
  );
  return answers.map((answer) => ({ ...answer, key: named(answer.key) }));
}

/**
 * A queue, oldest first and newest last, as a ring buffer has it after `count` rows have entered:
 * row i to enter lies in slot i mod size, and slots that nothing entered are 0.
 */
export function asRing(values: ArrayLike<number>, size: number, count: number): number[] {
  const width = values.length / size;
  const ring = Array<number>(values.length).fill(0);
  for (let at = Math.max(0, size - count); at < size; at++)
    for (let i = 0; i < width; i++)
      ring[((count - size + at) % size) * width + i] = values[at * width + i] as number;
  return ring;
}

/** Rows from nested arrays, on the device. */
export const rowsFrom = (value: unknown, what: string): Tensor2D =>
  tf.tensor2d(numbersOf(value, what), shapeOf(value, what) as [number, number]);

/** What a source sees of a batch without anchors: all rows are keys. */
export function drawnOf(
  rows: Tensor2D,
  classes: ArrayLike<number>,
  state: readonly Tensor[],
  step: number,
) {
  const n = rows.shape[0];
  return {
    batch: rows,
    keys: rows,
    classes: tf.tensor1d(Array.from(classes)),
    items: tf.range(step * n, (step + 1) * n),
    isQuery: tf.zeros([n]) as Tensor1D,
    step: tf.scalar(step),
    state,
  } as unknown as Drawn;
}

/** What a source keeps at step 0, with -1 and 0 where it would draw rows of its own. */
export const firstState = (source: Source, d: number, knobs: never): readonly Tensor[] =>
  (source.state?.({ n: 0, d, items: 0 }, knobs) ?? []).map(({ shape, first }) =>
    tf.fill([...shape], first === 'unit rows' ? 0 : first),
  );

/** The queue of keys after each batch. A batch that the reference refuses is left out. */
export async function mocoQueue(one: GoldenCase): Promise<Answer[]> {
  const source = sources.momentumQueue as Source;
  const size = parameter(one, 'K');
  const knobs = knobTensors(sources.momentumQueue, { queueSize: size, encoderMomentum: 0 });
  const batches = one.inputs.batches as readonly unknown[];
  const [, ...others] = firstState(source, parameter(one, 'dim'), knobs);
  let state: readonly Tensor[] = [
    rowsFrom(one.inputs.queue0_rows, 'inputs.queue0_rows'),
    ...others,
  ];
  let count = size;
  const answers: Answer[] = [];
  for (const [step, batch] of batches.entries()) {
    if (!('error' in (stepsOf(one)[step] as Expected))) {
      const keys = rowsFrom(batch, `inputs.batches[${step}]`);
      const classes = new Float32Array(keys.shape[0]);
      state = source.next?.(tf, drawnOf(keys, classes, state, step), knobs) ?? state;
      count += keys.shape[0];
    }
    answers.push(
      ...ofStep(one, step, [
        {
          key: 'queue_rows',
          got: asRing(await (state[0] as Tensor).data(), size, count),
          rule: 'value',
        },
        { key: 'ptr', got: [count % size], rule: 'exact' },
      ]),
    );
  }
  return answers;
}

/** The weights of the momentum encoder after each step. */
export async function momentumEncoder(one: GoldenCase): Promise<Answer[]> {
  const flat = (value: unknown) => tf.tensor1d(numbersOf(value, 'inputs'));
  const momentum = tf.scalar(parameter(one, 'm'));
  let key = flat(one.inputs.key0);
  const after: Tensor1D[] = [];
  for (const query of one.inputs.query_per_step as readonly unknown[]) {
    key = movedTowards(tf, key, flat(query), momentum);
    after.push(key);
  }
  return [{ key: 'key_after_step', got: await tf.concat(after).data(), rule: 'value' }];
}
