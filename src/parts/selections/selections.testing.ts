import type { Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import { tf } from '../../engine/tf';
import { defaultsOf, restarts } from '../part';
import { randomStream } from '../random';
import { sizeOf } from '../sizeOf';
import { type SelectionId, selections } from '.';
import type { Achieved, Choice, Selection } from './selection';

/** A choice in plain numbers, for tests; what is missing is filled in. */
export interface Plain {
  /** [N][C] */
  readonly similarity: number[][];
  /** [N][Q]; every one exists, 0.3 if missing. */
  readonly positives?: number[][];
  /** [N][C]; all of them if missing. */
  readonly eligible?: number[][];
  /** [N][Q]; all of them if missing. */
  readonly valid?: number[][];
  readonly dimensions?: number;
  readonly seed?: number;
  readonly step?: number;
  readonly state?: Readonly<Record<string, number>>;
}

type Knobs = Readonly<Record<string, number | string>>;

export const partOf = (id: SelectionId): Selection => selections[id];

/** N rows of C cosines, uniform between -1 and 1. */
export function cosines(n: number, c: number, seed = 4): number[][] {
  const random = randomStream(seed);
  return Array.from({ length: n }, () => Array.from({ length: c }, () => random.uniform(-1, 1)));
}

export function choiceFrom(plain: Plain, state: Readonly<Record<string, number>> = {}): Choice {
  const { similarity, eligible, valid } = plain;
  const positives = plain.positives ?? similarity.map(() => [0.3, 0.3]);
  const random = randomStream(plain.seed ?? 11);
  return {
    similarity: tf.tensor2d(similarity),
    positiveSimilarity: tf.tensor2d(positives),
    eligible: tf.tensor2d(eligible ?? similarity.map((row) => row.map(() => 1))),
    ...(valid && { valid: tf.tensor2d(valid) }),
    uniform: (shape): Tensor =>
      tf.tensor(
        Array.from({ length: sizeOf(shape) }, () => random.uniform()),
        [...shape],
      ),
    dimensions: plain.dimensions ?? 32,
    step: tf.scalar(plain.step ?? 0),
    state: Object.fromEntries(
      Object.entries({ ...state, ...plain.state }).map(([name, value]) => [name, tf.scalar(value)]),
    ),
  };
}

/** Knobs at their defaults but for these, as a part takes them. */
export const knobsOf = (part: Selection, turned: Knobs = {}) =>
  Object.fromEntries(
    Object.entries({ ...defaultsOf(part.knobs), ...turned }).map(([name, value]) => {
      const knob = part.knobs[name];
      return [name, knob && restarts(knob) ? value : tf.scalar(Number(value))];
    }),
  );

const firstOf = (part: Selection) =>
  Object.fromEntries(Object.entries(part.state ?? {}).map(([name, { first }]) => [name, first]));

function weighed(id: SelectionId, plain: Plain, turned: Knobs) {
  const part = partOf(id);
  const choice = choiceFrom(plain, firstOf(part));
  return { choice, weights: part.weights(tf, choice, knobsOf(part, turned)) };
}

/** Weights for every anchor and positive, [N][Q][C]. */
export async function weightsOf(
  id: SelectionId,
  plain: Plain,
  turned: Knobs = {},
): Promise<number[][][]> {
  const { choice, weights } = weighed(id, plain, turned);
  const [n, q] = choice.positiveSimilarity.shape;
  const c = choice.eligible.shape[1];
  return (tf.broadcastTo(weights, [n, q, c]) as Tensor3D).array();
}

/** How many tables of weights an anchor has, and how many positives. */
export function tablesOf(id: SelectionId, plain: Plain, turned: Knobs): [number, number] {
  const { choice, weights } = weighed(id, plain, turned);
  return [weights.shape[1], choice.positiveSimilarity.shape[1]];
}

/** Which candidates have a weight above 0. */
export const chosen = (row: readonly number[] = []): number[] =>
  [...row.keys()].filter((c) => (row[c] as number) > 0);

/** What a selection keeps after a step. */
export async function kept(
  id: SelectionId,
  plain: Plain,
  achieved: { activeShare: number; hardness: number },
  turned: Knobs = {},
): Promise<Record<string, number>> {
  const part = partOf(id);
  const measured: Achieved = {
    activeShare: tf.scalar(achieved.activeShare),
    hardness: tf.scalar(achieved.hardness),
  };
  const choice = choiceFrom(plain, firstOf(part));
  const next = part.next?.(tf, choice, measured, knobsOf(part, turned)) ?? {};
  const values = Object.entries(next).map(
    async ([name, value]) => [name, (await value.data())[0] as number] as const,
  );
  return Object.fromEntries(await Promise.all(values));
}
