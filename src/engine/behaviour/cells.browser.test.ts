import { afterEach, expect, test } from 'vitest';
import { readLink } from '../../recipe/link';
import type { AwaitedRun } from '../run/awaited';
import { pageRun } from '../session/inPage.testing';

let run: AwaitedRun;
afterEach(() => run.close());

/** Trains three steps on a backend; the last frame, and the loss of each step. */
async function trained(backend: 'webgpu' | 'wasm', link: string) {
  run = pageRun();
  await run.open(readLink(link).recipes, backend);
  expect(await run.step(3)).toBe('done');
  run.close();
  return { last: run.frame, learned: run.picture(0).learned, losses: run.losses(0) };
}

test('batches of look-alike cells are replayed on WebGPU, and are those of wasm', async () => {
  const link = 'data=cells&classes=4&samples=2&filters=4&embedding=16&together=lookAlikes';
  const onGpu = await trained('webgpu', link);
  expect(onGpu.last.steps).toMatchObject({ isReplayed: true, reason: null });
  expect(onGpu.learned).toMatchObject({ lens: 'scene', scenes: { length: 4 } });
  const onWasm = await trained('wasm', link);
  expect(onGpu.losses).toHaveLength(3);
  onGpu.losses.forEach((loss, step) => {
    expect(loss).toBeCloseTo(onWasm.losses[step] as number, 4);
  });
}, 240_000);
