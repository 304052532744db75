import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import type { Data } from '../../parts/data';
import { randomStream } from '../../parts/random';
import { defaultRecipe, type Recipe, recipeOf } from '../../recipe/recipe';
import { tidied } from '../tensors/tidied';
import { tf } from '../tf';
import type { Batch } from './batch';
import { fusedHead } from './fusedHead';
import { composedHead } from './head';
import { LiveKnobs } from './liveKnobs';
import { makePlan, type Plan } from './plan';
import type { Head } from './seen';

/** What the tests of heads share: plans and batches without data, and results read back. */

type Parts = Readonly<Record<'selection' | 'guard' | 'loss' | 'positives', string>>;
export type Choices = Readonly<Record<string, string | number>>;

/** A plan for [classes, samples] rows by label, or two views of classes x samples images. */
export function setUp(
  parts: Parts,
  [classes, samples]: readonly [number, number],
  knobs: Choices = {},
) {
  const count = classes * samples;
  const recipe: Recipe = recipeOf(
    { ...defaultRecipe.parts, data: 'points', encoder: 'mlp', ...parts },
    { classes, samples, pairs: 128, k: 2, ...knobs },
  );
  const labels = Int32Array.from({ length: count }, (_, i) => i % classes);
  const items = { count, labels, values: new Float32Array(2 * count) };
  const plan = makePlan(recipe, {
    shape: [2],
    train: items,
    heldOut: items,
    classNames: Array.from({ length: classes }, String),
  } as unknown as Data);
  const live = new LiveKnobs();
  live.set(recipe);
  const dispose = () => {
    plan.dispose();
    live.dispose();
  };
  return { plan, knobs: live, recipe, dispose };
}

/**
 * tied: three rows of each; collapsed: all alike; zero: every third; one class: every other row is
 * secretly of the anchor's.
 */
export type Kind = 'fresh' | 'tied' | 'collapsed' | 'zero' | 'one class';

/** Every call draws other numbers. */
let seed = 0;
export const freshSeed = () => ++seed;

/** Unit rows of this kind. */
export function embeddingsOf(kind: Kind, n: number, d: number): Float32Array {
  const random = randomStream(freshSeed());
  const values = Float32Array.from({ length: n * d }, () => random.uniform(-1, 1));
  const copy = (from: number, to: number) => values.copyWithin(to * d, from * d, from * d + d);
  for (let row = 0; row < n; row++) {
    if (kind === 'collapsed') copy(0, row);
    if (kind === 'tied') copy(row % Math.ceil(n / 3), row);
    const own = values.subarray(row * d, row * d + d);
    const norm = kind === 'zero' && row % 3 === 0 ? Infinity : Math.hypot(...own);
    for (let i = 0; i < d; i++) own[i] = (own[i] as number) / norm;
  }
  return values;
}

/** A batch in which items share classes at random, or all of them do. */
export function batchOf(plan: Plan, kind: Kind): Batch {
  const random = randomStream(freshSeed());
  const { layout, n } = plan;
  const classes = kind === 'one class' ? 1 : 4;
  const classOf = Array.from({ length: n }, () => Math.floor(random.uniform() * classes));
  const label = (row: number) => classOf[layout.group[row] as number];
  const same = Float32Array.from({ length: n * n }, (_, pair) =>
    label(Math.floor(pair / n)) === label(pair % n) ? 1 : 0,
  );
  // Few values, so that draws are tied too.
  const draws = Float32Array.from({ length: n * n * layout.q }, () =>
    Math.fround(Math.floor(random.uniform() * 40) / 40),
  );
  return {
    items: tf.scalar(0),
    sameClass: tf.tensor2d(same, [n, n]),
    classes: tf.zeros([n]),
    rows: tf.zeros([n]),
    step: () => tf.scalar(0),
    itemsOf: () => tf.scalar(0),
    uniform: (_purpose, shape) => tf.tensor(draws, [...shape]),
  };
}

export type MakeHead = (
  plan: Plan,
  embeddings: Tensor2D,
  batch: Batch,
  knobs: LiveKnobs,
) => Head | null;

/** Heads on embeddings that are of unit length already, without source or selection that remembers. */
export const fused: MakeHead = (plan, unit, batch, knobs) =>
  fusedHead(plan, { raw: unit, unit }, batch, knobs);
export const composed: MakeHead = (plan, unit, batch, knobs) => {
  const encoded = { raw: unit, unit, keys: null, mined: null, minedItems: null };
  return composedHead(plan, encoded, batch, { source: [], selection: [] }, knobs);
};

/** What a head gives, by name: value, gradient, shares, and everything seen. */
export type Result = Readonly<Record<string, Float32Array>>;

/** Everything a head gives, read back in one piece; null if there is no head. */
export async function resultOf(
  make: MakeHead,
  plan: Plan,
  knobs: LiveKnobs,
  batch: Batch,
  points: Tensor2D,
): Promise<Result | null> {
  const named: Record<string, Tensor> = {};
  const made: (Head | null)[] = [];
  const all = tidied(() => {
    const { value, grad } = tf.valueAndGrad((embeddings: Tensor) => {
      const head = make(plan, embeddings as Tensor2D, batch, knobs);
      made.push(head);
      if (!head) return tf.sum(embeddings) as Scalar;
      Object.assign(named, head.seen, { shares: head.shares });
      for (const tensor of Object.values(named)) tf.keep(tensor);
      // An upstream gradient that is not 1.
      return tf.mul(head.loss, 3) as Scalar;
    })(points);
    Object.assign(named, { value, gradient: grad });
    return tf.concat(Object.values(named).map((tensor) => tf.reshape(tensor, [-1])));
  });
  const numbers = (await all.data()) as Float32Array;
  let start = 0;
  const result = Object.entries(named).map(([name, { size }]) => {
    start += size;
    return [name, numbers.slice(start - size, start)];
  });
  tf.dispose([all, ...Object.values(named)]);
  return made[0] ? (Object.fromEntries(result) as Result) : null;
}

/**
 * Numbers below this count as this large. The gradient of a collapsed batch is what rounding
 * leaves of terms that cancel out, a hundred times as large as that.
 */
const FLOOR = 1e-2;

/** The largest difference, relative to the largest number. */
export function deviation(ours: Float32Array, theirs: Float32Array): number {
  let difference = 0;
  let size = FLOOR;
  theirs.forEach((value, i) => {
    difference = Math.max(difference, Math.abs(value - (ours[i] as number)));
    size = Math.max(size, Math.abs(value));
    if (Number.isNaN(ours[i])) difference = Infinity;
  });
  return difference / size;
}

/** What the first screen trains with, and SimCLR. */
export const semiHard = {
  selection: 'semiHard',
  guard: 'none',
  loss: 'triplet',
  positives: 'label',
};
export const simclr = { selection: 'all', guard: 'none', loss: 'ntXent', positives: 'views' };

/** Largest deviations of the fused head from the composed one over all comparisons. */
export const worst: Record<string, number> = {};

/** Relative deviations to be borne; integers have to be the same. */
const BORNE = { similarity: 1e-6, value: 1e-5, shares: 1e-5, gradient: 1e-4 } as const;

/** Compares the heads on a fresh batch of this kind. */
export async function compare(plan: Plan, knobs: LiveKnobs, kind: Kind, d: number, about: string) {
  const where = `${about}, ${kind}, ${plan.n} x ${d}`;
  const batch = batchOf(plan, kind);
  const points = tf.tensor2d(embeddingsOf(kind, plan.n, d), [plan.n, d]);
  const ours = await resultOf(fused, plan, knobs, batch, points);
  const theirs = (await resultOf(composed, plan, knobs, batch, points)) as Result;
  if (!ours) throw new Error(`${where} is not fused`);
  for (const [name, values] of Object.entries(theirs)) {
    const own = ours[name] as Float32Array;
    expect(own.length, `${name} of ${where}`).toBe(values.length);
    const found = deviation(own, values);
    worst[name] = Math.max(worst[name] ?? 0, found);
    const borne = BORNE[name as keyof typeof BORNE] ?? 0;
    expect(found, `${name} of ${where}`).toBeLessThanOrEqual(borne);
  }
  points.dispose();
  batch.sameClass.dispose();
  return ours;
}
