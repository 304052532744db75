import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatasetId } from '../../parts/datasets';
import { type KindId, kindIds, kinds } from '../../recipe/kinds';
import { numbered, type Recipe, recipeOf } from '../../recipe/recipe';
import { exchanged } from '../../recipe/rules';
import { compileAhead } from '../device/compile';
import { type OpenBackend, openBackend } from '../device/ladder';
import { weakenAdapters } from '../device/weak.testing';
import type { Lane } from '../lanes/lane';
import { Lanes } from '../lanes/lanes';
import { teach } from '../lanes/teach';
import { folders, readPublic } from '../run/inNode';
import { tf } from '../tf';
import { chosenData, dataOf, everyData } from './everyData.testing';

const STEPS = 2;

/** Makes memories small and warm-ups short, so that two steps reach what parts do. */
const SOON = {
  warmUp: 1,
  refreshEvery: 1,
  queueSize: 32,
  memorySize: 32,
  bankDraws: 64,
  mixedFrom: 8,
  learnedNegatives: 16,
  teacherSteps: 2,
  guideSteps: 2,
};

/** Points first, because they are quickest. */
const dataInTurn: readonly DatasetId[] = ['points', ...everyData.filter((id) => id !== 'points')];

/** What the page trains on these data, as it is and with every other choice of positives and loss. */
function* basesOn(data: DatasetId): Generator<Recipe> {
  const chosen = chosenData(data);
  yield chosen;
  for (const positives of Object.keys(kinds.positives.parts))
    for (const loss of Object.keys(kinds.loss.parts))
      yield exchanged(exchanged(chosen, 'positives', positives).recipe, 'loss', loss).recipe;
}

/** A small recipe with this part, the first that it fits. */
function recipeWith(kind: KindId, id: string): Recipe {
  for (const data of kind === 'data' ? [id as DatasetId] : dataInTurn)
    for (const base of basesOn(data)) {
      const { parts, knobs } = exchanged(base, kind, id).recipe;
      if (parts[kind] === id && parts.data === data) return recipeOf(parts, { ...knobs, ...SOON });
    }
  throw new Error(`${kind} ${id} fits no data`);
}

const opened: OpenBackend[] = [];
const errors: string[] = [];
const onGpuError = (message: string) => void errors.push(message);
beforeAll(async () => {
  const strengthen = weakenAdapters();
  for (const forced of ['webgpu', 'wasm'] as const)
    opened.push(await openBackend({ forced, wasmFiles: folders.wasm, onGpuError }));
  strengthen();
  expect(opened.map(({ name }) => name)).toEqual(['webgpu', 'wasm']);
  expect(opened[0]?.adapter).toMatch(/swiftshader/i);
  expect(opened[0]?.device?.limits.maxStorageBuffersPerShaderStage).toBe(8);
});
afterAll(() => {
  for (const { close } of opened) close();
});

/** The GPU has what every one with WebGPU has, and no more. */
describe.each(kindIds)('every choice of %s trains by replay to the losses of wasm', (kind) => {
  test.each(Object.keys(kinds[kind].parts))('%s', async (id) => {
    const recipe = recipeWith(kind, id);
    const data = await dataOf(recipe, readPublic);
    const trained = async (rung: 'webgpu' | 'wasm') => {
      await tf.setBackend(rung);
      const lanes = new Lanes(data);
      lanes.set(numbered([recipe]));
      await compileAhead(lanes, () => {});
      await teach(lanes, () => {});
      const { isReplayed, reason } = await lanes.capture();
      expect([isReplayed, reason]).toEqual(rung === 'webgpu' ? [true, null] : [false, reason]);
      for (let step = 0; step < STEPS; step++) lanes.trainStep();
      const measured = await lanes.readMeasured(lanes.all[0] as Lane);
      lanes.dispose();
      return measured.map(({ values }) => values.loss);
    };
    const [onGpu, onWasm] = [await trained('webgpu'), await trained('wasm')];
    expect(errors).toEqual([]);
    expect(onWasm).toHaveLength(STEPS);
    onWasm.forEach((loss, step) => {
      expect(Math.abs((onGpu[step] as number) - loss)).toBeLessThan(1e-4 * (1 + Math.abs(loss)));
    });
  });
});
