import { afterEach, expect, test } from 'vitest';
import { readLink } from '../../recipe/link';
import type { AwaitedRun } from '../run/awaited';
import { webgpuInternals } from '../tensors/webgpuInternals';
import { pageRun } from './inPage.testing';

const POINTS = 'data=points&encoder=mlp&width=8&layers=1&samples=2';
let run: AwaitedRun;
afterEach(() => run.close());

const deviceOf = () => webgpuInternals().device;

test('a device lost in mid-run is replaced, and training goes on from the last kept state', async () => {
  run = pageRun();
  await run.open(readLink(POINTS).recipes, 'webgpu');
  await run.step(1);
  expect(run.last('ready')?.device.backend).toBe('webgpu');
  expect(run.frame.steps).toMatchObject({ isReplayed: true, reason: null });
  run.tell({ type: 'run' });
  await run.until(() => run.frame.step >= 4);
  deviceOf().destroy();
  const notice = await run.until(() => run.last('notice') ?? run.last('failed'));
  expect(notice.message).toContain('lost');
  expect(notice.message).toMatch(/from step \d+/);
  const from = run.reports.indexOf(notice);
  await run.until(() =>
    run.reports.slice(from).some((report) => report.type === 'frame' && report.frame.step >= 8),
  );
  expect(run.frame.lanes[0]?.start).toBe(1);
  expect(run.last('failed')).toBeUndefined();
});

test('a shader that the GPU refuses stops the run in words', async () => {
  run = pageRun();
  await run.open(readLink(POINTS).recipes, 'webgpu');
  await run.step(1);
  deviceOf().createShaderModule({ code: 'this is no shader' });
  expect(await run.step(3)).toBe('stopped');
  expect(run.last('stopped')?.message).toContain('GPU');
});

test('a small CNN on views has the same losses on WebGPU as on wasm', async () => {
  const link = 'data=digits&positives=views&pairs=8&filters=4&loss=ntXent&selection=hardest&k=3';
  const losses: number[][] = [];
  for (const backend of ['webgpu', 'wasm'] as const) {
    run = pageRun();
    await run.open(readLink(link).recipes, backend);
    await run.step(4);
    losses.push(run.losses(0));
    run.close();
  }
  const [gpu, wasm] = losses as [number[], number[]];
  expect(gpu).toHaveLength(4);
  for (const [at, loss] of gpu.entries()) expect(loss).toBeCloseTo(wasm[at] as number, 3);
});
