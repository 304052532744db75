import { afterAll, beforeAll, expect, test } from 'vitest';
import { partOf } from '../../recipe/recipe';
import { type OpenBackend, openBackend } from '../device/ladder';
import { wasmFiles } from '../device/wasmFiles';
import type { Lanes } from '../lanes/lanes';
import { pictureOf } from '../picture/groups';
import { takePictures } from '../picture/take';
import { tf } from '../tf';
import { chosenData, dataOf, everyData, trainedTwice } from './everyData.testing';

const RUNGS = ['webgpu', 'webgl', 'wasm'] as const;

const opened: OpenBackend[] = [];
const errors: string[] = [];
const onGpuError = (message: string) => void errors.push(message);
beforeAll(async () => {
  for (const forced of RUNGS) opened.push(await openBackend({ forced, wasmFiles, onGpuError }));
  expect(opened.map(({ name }) => name)).toEqual(RUNGS);
});
afterAll(() => {
  for (const { close } of opened) close();
});

const readFile = async (path: string) => (await fetch(`/${path}`)).arrayBuffer();

async function expectReplayedPicture(lanes: Lanes, lens: string | undefined) {
  const taken = await takePictures(lanes, 0);
  expect(taken).toMatchObject({ isReplayed: true, reason: null });
  const [pending] = taken.pictures;
  const picture = pending && pictureOf(pending.facts, await pending.numbers, { axes: null });
  expect(picture?.learned?.lens).toBe(lens);
}

test.each(everyData)(
  'choosing %s trains by replay on WebGPU, and on WebGL, to the losses of wasm',
  async (id) => {
    const recipe = chosenData(id);
    const data = await dataOf(recipe, readFile);
    const { kind, learned, lens } = partOf(recipe, 'data');
    const trained = async (rung: (typeof RUNGS)[number]) => {
      await tf.setBackend(rung);
      const { lanes, steps, losses } = await trainedTwice(recipe, data);
      if (rung === 'webgpu') {
        expect(steps).toMatchObject({ isReplayed: true, reason: null });
        // Held-out texts take a minute on software that imitates a GPU.
        const isQuick = kind === 'image' || kind === 'point';
        if (isQuick) await expectReplayedPicture(lanes, learned && lens);
      }
      lanes.dispose();
      return losses;
    };
    const [onGpu, onWebgl, onWasm] = [
      await trained('webgpu'),
      await trained('webgl'),
      await trained('wasm'),
    ];
    expect(errors).toEqual([]);
    expect(onWasm).toHaveLength(2);
    onWasm.forEach((loss, step) => {
      expect(onGpu[step]).toBeCloseTo(loss, 4);
      expect(onWebgl[step]).toBeCloseTo(loss, 4);
    });
  },
  240_000,
);
