import { afterEach, expect, test, vi } from 'vitest';
import { readLink } from '../../recipe/link';
import { numbered, partOf } from '../../recipe/recipe';
import { tf } from '../tf';
import { openFastest, stepMs } from './fastest';
import { wasmFiles } from './wasmFiles';

const experiment = numbered(readLink('data=points&encoder=mlp&width=8&layers=1').recipes);

let close = () => {};
afterEach(() => {
  close();
});

/** Opens as on a machine whose software adapter counts as a GPU the ladder found by itself. */
async function open(measure: typeof stepMs) {
  const [{ recipe }] = experiment as [(typeof experiment)[number]];
  const data = await partOf(recipe, 'data').load({
    seed: 7,
    knobs: recipe.knobs,
    readFile: () => Promise.reject(new Error('no file is read')),
  });
  const asFound = { wasmFiles, allowSoftware: true };
  const backend = await openFastest(asFound, data, experiment, measure);
  close = backend.close;
  return backend;
}

const inTurn = (...times: number[]) => vi.fn(async () => times.shift() as number);
const product = async () => Array.from(await tf.matMul([[1, 2]], [[3], [4]]).data());

test('the processor trains where it takes a step clearly faster than the GPU, and both times are told', async () => {
  const backend = await open(inTurn(20, 2.5));
  expect(backend.name).toBe('wasm');
  expect(tf.getBackend()).toBe('wasm');
  expect(backend.reason).toBe(
    'Training on the processor, because a step takes 20 ms on the GPU and 2.5 ms on the processor.',
  );
  expect(await product()).toEqual([11]);
});

test('the GPU trains where it is about as fast: the processor is left to the page', async () => {
  const backend = await open(inTurn(2, 1.9));
  expect(backend.name).toBe('webgpu');
  expect(tf.getBackend()).toBe('webgpu');
  expect(backend.reason).toMatch(/a step takes 2\.0 ms on the GPU and 1\.9 ms on the processor\.$/);
  expect(await product()).toEqual([11]);
});

test('the experiment’s own step is timed on both', async () => {
  const measure = vi.fn(stepMs);
  const backend = await open(measure);
  const times = await Promise.all(measure.mock.results.map(({ value }) => value));
  expect(times).toHaveLength(2);
  for (const time of times) expect(time).toBeGreaterThan(0);
  expect(backend.isTimed).toBe(true);
});
