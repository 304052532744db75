import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guards } from '../../parts/guards';
import { losses } from '../../parts/losses';
import type { Knobs } from '../../parts/part';
import { randomStream } from '../../parts/random';
import { selections } from '../../parts/selections';
import { type OpenBackend, openBackend } from '../device/ladder';
import { wasmFiles } from '../device/wasmFiles';
import { hasShader } from '../kernels/webgpu/pairHead/parts';
import { tf } from '../tf';
import {
  batchOf,
  type Choices,
  compare,
  deviation,
  embeddingsOf,
  freshSeed,
  fused,
  resultOf,
  semiHard,
  setUp,
  simclr,
  worst,
} from './fusedHead.testing';

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

afterAll(() => console.log('largest deviations', worst));

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

/** Parts with a shader, by their names; the others are composed of ops and have tests elsewhere. */
const fusedOf = (parts: Readonly<Record<string, unknown>>) =>
  Object.keys(parts).filter((id) => hasShader(parts[id]));

const fusedLosses = Object.entries(losses).filter(([id]) => fusedOf(losses).includes(id));

const lossVariants = fusedLosses.flatMap(([loss, { knobs }]) =>
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
      [2, 8],
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
  .flatMap((layout) => fusedOf(guards).map((guard) => ({ ...layout, guard })))
  .filter(({ guard, pairing }) => guard === 'none' || pairing === 'every');

describe.each(lossVariants)('$name is the same fused and composed', ({ loss, choices, name }) => {
  test.each(fusedOf(selections))('with selection %s', async (selection) => {
    for (const { positives, pairing, guard, sizes } of forms) {
      const random = randomStream(freshSeed());
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
  const result = await resultOf(fused, plan, knobs, batchOf(plan, 'fresh'), points);
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

test.each(fusedOf(selections))(
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
