import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Data } from '../parts/datasets/dataset';
import { guards } from '../parts/guards';
import { losses } from '../parts/losses';
import type { Knobs } from '../parts/part';
import { randomStream } from '../parts/random';
import { selections } from '../parts/selections';
import { defaultRecipe, type Recipe, recipeOf } from '../recipe/recipe';
import { type OpenBackend, openBackend } from './backends/ladder';
import { tf } from './backends/tf';
import { wasmFiles } from './backends/wasmFiles';
import type { Batch } from './batch';
import { fusedHead } from './fusedHead';
import { composedHead, type Head } from './head';
import { KnobTensors, makePlan, type Plan } from './plan';
import { tidied } from './tidied';

const gpuErrors: string[] = [];
let backend: OpenBackend;
beforeAll(async () => {
  const onGpuError = (message: string) => void gpuErrors.push(message);
  backend = await openBackend({ forced: 'webgpu', wasmFiles, onGpuError });
});
afterAll(() => {
  backend.close();
  expect(gpuErrors).toEqual([]);
});

/** Largest deviations from the composed head over all comparisons. */
const worst: Record<string, number> = {};
afterAll(() => console.log('largest deviations', worst));

type Parts = Readonly<Record<'selection' | 'guard' | 'loss' | 'positives', string>>;
type Choices = Readonly<Record<string, string | number>>;

/** A plan for [classes, samples] rows by label, or two views of classes x samples images. */
function setUp(parts: Parts, [classes, samples]: readonly [number, number], knobs: Choices = {}) {
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
  const live = new KnobTensors();
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
type Kind = 'fresh' | 'tied' | 'collapsed' | 'zero' | 'one class';

/** Unit rows of this kind, fresh at every call. */
let seed = 0;
function embeddingsOf(kind: Kind, n: number, d: number): Float32Array {
  const random = randomStream(++seed);
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
function batchOf(plan: Plan, kind: Kind): Batch {
  const random = randomStream(++seed);
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
    uniform: (shape) => tf.tensor(draws, [...shape]),
  };
}

type MakeHead = (...given: Parameters<typeof fusedHead>) => Head | null;

/** What a head gives, by name: value, gradient, shares, and everything seen. */
type Result = Readonly<Record<string, Float32Array>>;

/** Everything a head gives, read back in one piece; null if there is no head. */
async function resultOf(
  make: MakeHead,
  plan: Plan,
  knobs: KnobTensors,
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

/** Relative deviations to be borne; integers have to be the same. */
const BORNE = { similarity: 1e-6, value: 1e-5, shares: 1e-5, gradient: 1e-4 } as const;

/**
 * Numbers below this count as this large. The gradient of a collapsed batch is what rounding
 * leaves of terms that cancel out, a hundred times as large as that.
 */
const FLOOR = 1e-2;

/** The largest difference, relative to the largest number. */
function deviation(ours: Float32Array, theirs: Float32Array): number {
  let difference = 0;
  let size = FLOOR;
  theirs.forEach((value, i) => {
    difference = Math.max(difference, Math.abs(value - (ours[i] as number)));
    size = Math.max(size, Math.abs(value));
    if (Number.isNaN(ours[i])) difference = Infinity;
  });
  return difference / size;
}

/** Compares the heads on a fresh batch of this kind. */
async function compare(plan: Plan, knobs: KnobTensors, kind: Kind, d: number, about: string) {
  const where = `${about}, ${kind}, ${plan.n} x ${d}`;
  const batch = batchOf(plan, kind);
  const points = tf.tensor2d(embeddingsOf(kind, plan.n, d), [plan.n, d]);
  const fused = await resultOf(fusedHead, plan, knobs, batch, points);
  const composed = (await resultOf(composedHead, plan, knobs, batch, points)) as Result;
  if (!fused) throw new Error(`${where} is not fused`);
  for (const [name, theirs] of Object.entries(composed)) {
    const ours = fused[name] as Float32Array;
    expect(ours.length, `${name} of ${where}`).toBe(theirs.length);
    const found = deviation(ours, theirs);
    worst[name] = Math.max(worst[name] ?? 0, found);
    const borne = BORNE[name as keyof typeof BORNE] ?? 0;
    expect(found, `${name} of ${where}`).toBeLessThanOrEqual(borne);
  }
  points.dispose();
  batch.sameClass.dispose();
  return fused;
}

/** Every option of every choice with every other. */
const choicesOf = (knobs: Knobs): Choices[] =>
  Object.entries(knobs).reduce<Choices[]>(
    (found, [name, knob]) =>
      knob.kind === 'number'
        ? found
        : found.flatMap((one) =>
            Object.keys(knob.options).map((option) => ({ ...one, [name]: option })),
          ),
    [{}],
  );

const lossVariants = Object.entries(losses).flatMap(([loss, { knobs }]) =>
  choicesOf(knobs).map((choices) => ({
    loss,
    choices,
    name: `${loss} ${JSON.stringify(choices)}`,
  })),
);

const layouts = [
  {
    positives: 'label',
    pairing: 'every',
    sizes: [
      [3, 2],
      [2, 3],
      [3, 8],
      [6, 4],
      [11, 2],
    ],
  },
  {
    positives: 'label',
    pairing: 'hardest',
    sizes: [
      [3, 2],
      [6, 4],
      [2, 3],
    ],
  },
  {
    positives: 'views',
    pairing: 'every',
    sizes: [
      [1, 3],
      [11, 1],
      [3, 4],
    ],
  },
] as const;
const dimensions = [2, 3, 32, 33] as const;
const kinds = ['fresh', 'tied', 'collapsed', 'zero', 'one class', 'fresh'] as const;

const forms = layouts
  .flatMap((layout) => Object.keys(guards).map((guard) => ({ ...layout, guard })))
  .filter(({ guard, pairing }) => guard === 'none' || pairing === 'every');

describe.each(lossVariants)('$name is the same fused and composed', ({ loss, choices, name }) => {
  test.each(Object.keys(selections))('with selection %s', async (selection) => {
    for (const { positives, pairing, guard, sizes } of forms) {
      const random = randomStream(++seed);
      const any = <T>(list: readonly T[]) => list[Math.floor(random.uniform() * list.length)] as T;
      const k = any([1, 3, 64]);
      const { plan, knobs, dispose } = setUp(
        { loss, selection, guard, positives },
        any<readonly [number, number]>(sizes),
        // No margin at 1: so far is every row from a zero row, give or take a rounding.
        { ...choices, pairing, k, negativeMargin: 0.97 },
      );
      const about = `${name} ${selection} ${k} ${guard} ${positives} ${pairing}`;
      await compare(plan, knobs, any(kinds), any(dimensions), about);
      dispose();
    }
  });
});

const semiHard = { selection: 'semiHard', guard: 'none', loss: 'triplet', positives: 'label' };
const simclr = { selection: 'all', guard: 'none', loss: 'ntXent', positives: 'views' };

describe('sizes of real batches', () => {
  test.each([
    ['64 by label', semiHard, [16, 4], 32],
    ['64 views', simclr, [8, 4], 32],
    ['65, more than one pass of lanes', semiHard, [13, 5], 64],
  ] as const)('%s', async (name, parts, size, d) => {
    const { plan, knobs, dispose } = setUp(parts, size);
    await compare(plan, knobs, 'fresh', d, name);
    dispose();
  });
});

test('256 views have the loss and gradient of NT-Xent by hand', async () => {
  const [n, d, temperature] = [256, 16, 0.2];
  const { plan, knobs, dispose } = setUp(simclr, [16, 8], { temperature });
  const values = embeddingsOf('fresh', n, d);
  const points = tf.tensor2d(values, [n, d]);
  const result = await resultOf(fusedHead, plan, knobs, batchOf(plan, 'fresh'), points);
  const rows = Array.from({ length: n }, (_, i) => [...values.subarray(i * d, i * d + d)]);
  const scores = rows.map((a) =>
    rows.map((b) => Math.exp(a.reduce((sum, x, i) => sum + x * (b[i] as number), 0) / temperature)),
  );
  let loss = 0;
  const theirs = new Float32Array(n * d);
  scores.forEach((row, i) => {
    const positive = (i + n / 2) % n;
    const total = row.reduce((sum, score, j) => sum + (j === i ? 0 : score), 0);
    loss -= Math.log((row[positive] as number) / total) / n;
    row.forEach((score, j) => {
      if (j === i) return;
      const slope = (score / total - (j === positive ? 1 : 0)) / temperature / n;
      for (let axis = 0; axis < d; axis++) {
        (theirs[i * d + axis] as number) += 3 * slope * (rows[j]?.[axis] as number);
        (theirs[j * d + axis] as number) += 3 * slope * (rows[i]?.[axis] as number);
      }
    });
  });
  expect(result?.value?.[0]).toBeCloseTo(3 * loss, 4);
  expect(deviation(result?.gradient as Float32Array, theirs)).toBeLessThan(1e-5);
  dispose();
});

test.each(Object.keys(selections))(
  'an oracle that removes every candidate leaves nothing to learn from selection %s',
  async (selection) => {
    for (const loss of ['triplet', 'ntXent']) {
      const { plan, knobs, dispose } = setUp(
        { ...simclr, loss, selection, guard: 'oracle' },
        [1, 11],
      );
      const fused = await compare(plan, knobs, 'one class', 8, selection);
      for (const name of ['value', 'gradient', 'shares', 'weights', 'allowed'])
        expect(
          fused[name]?.every((number) => number === 0),
          `${loss} ${name}`,
        ).toBe(true);
      dispose();
    }
  },
);

test('buffers full of garbage change no bit of the result', async () => {
  const { plan, knobs, dispose } = setUp(
    { ...semiHard, guard: 'oracle', selection: 'random' },
    [3, 4],
    {
      distance: 'euclidean',
    },
  );
  const batch = batchOf(plan, 'fresh');
  const points = tf.tensor2d(embeddingsOf('fresh', 12, 5), [12, 5]);
  const result = () => resultOf(fusedHead, plan, knobs, batch, points);
  const clean = await result();
  const sizes = [1, 2, 3, 36, 60, 144, 12 * (12 + 6 + 12), 12 * (12 + 3 + 8), 432];
  const garbage = sizes.flatMap((size) =>
    [0, 1, 2].map(() => tf.mul(tf.fill([size], Number.NaN), 1)),
  );
  await Promise.all(garbage.map((tensor) => tensor.data()));
  tf.dispose(garbage);
  expect(await result()).toEqual(clean);
  dispose();
});

test('a turned knob acts at once, without a new shader', async () => {
  const { plan, knobs, recipe, dispose } = setUp(semiHard, [6, 4], { margin: 0.2 });
  const { pipelineCache } = tf.backend() as unknown as { pipelineCache: object };
  const shaders = () => Object.keys(pipelineCache).filter((name) => name.startsWith('PairHead'));
  const narrow = await compare(plan, knobs, 'collapsed', 8, 'margin 0.2');
  const before = shaders();
  knobs.set({ ...recipe, knobs: { ...recipe.knobs, margin: 1, k: 5 } });
  const wide = await compare(plan, knobs, 'collapsed', 8, 'margin 1');
  expect([narrow.value?.[0], wide.value?.[0]].map((value) => (value ?? 0) / 3)).toEqual([
    expect.closeTo(0.2, 6),
    expect.closeTo(1, 6),
  ]);
  expect(shaders()).toEqual(before);
  dispose();
});

test.each(['triplet', 'ntXent', 'contrastive'])(
  'an embedding that is no number makes the loss of %s no number',
  async (loss) => {
    const { plan, knobs, dispose } = setUp({ ...semiHard, loss }, [3, 2]);
    const values = embeddingsOf('fresh', 6, 3).fill(Number.NaN, 4, 5);
    const points = tf.tensor2d(values, [6, 3]);
    const result = await resultOf(fusedHead, plan, knobs, batchOf(plan, 'fresh'), points);
    expect(result?.value?.[0]).toBeNaN();
    dispose();
  },
);

describe('cost', () => {
  const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
  let dispatches = 0;
  beforeAll(() => {
    GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...size) {
      dispatches++;
      return dispatchWorkgroups.apply(this, size);
    };
  });
  afterAll(() => {
    GPUComputePassEncoder.prototype.dispatchWorkgroups = dispatchWorkgroups;
  });

  test('loss, shares and gradient take four dispatches and leave no tensor behind', () => {
    const { plan, knobs, dispose } = setUp(semiHard, [6, 4]);
    const batch = batchOf(plan, 'fresh');
    const points = tf.tensor2d(embeddingsOf('fresh', 24, 8), [24, 8]);
    const upstream = tf.scalar(1);
    const count = (make: MakeHead) => {
      const before = tf.memory().numTensors;
      dispatches = 0;
      tf.tidy(() => {
        tf.grad((embeddings) => make(plan, embeddings as Tensor2D, batch, knobs)?.loss as Scalar)(
          points,
          upstream,
        );
      });
      expect(tf.memory().numTensors).toBe(before);
      return dispatches;
    };
    expect(count(fusedHead)).toBe(4);
    expect(count(composedHead)).toBeGreaterThan(60);
    dispose();
  });
});

describe('what has no shader is left to be composed', () => {
  const fused = (plan: Plan, knobs: KnobTensors, d = 4) =>
    fusedHead(plan, tf.zeros([plan.n, d]), batchOf(plan, 'fresh'), knobs);

  test('the hardest positive under the oracle would take nine buffers', () => {
    const { plan, knobs, dispose } = setUp({ ...semiHard, guard: 'oracle' }, [3, 2], {
      pairing: 'hardest',
    });
    expect(fused(plan, knobs)).toBeNull();
    dispose();
  });

  test('more dimensions than lanes', () => {
    const { plan, knobs, dispose } = setUp(semiHard, [3, 2]);
    expect(fused(plan, knobs, 65)).toBeNull();
    expect(fused(plan, knobs, 64)).not.toBeNull();
    dispose();
  });

  test.each(['source', 'guard', 'selection', 'loss'])('a %s that it does not know', (kind) => {
    const { plan, knobs, dispose } = setUp(semiHard, [3, 2]);
    const other = { ...plan, [kind]: { ...plan[kind as 'loss'] } };
    expect(fused(other, knobs)).toBeNull();
    dispose();
  });
});
