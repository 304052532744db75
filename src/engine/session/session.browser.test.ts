import { afterEach, expect, test } from 'vitest';
import { readLink } from '../../recipe/link';
import { numbered, type Recipe, withKnob, withPart } from '../../recipe/recipe';
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

test('a device lost just after a slider moved and a lane was added costs no lane its progress', async () => {
  run = pageRun();
  const { recipes } = readLink(POINTS);
  const [recipe] = recipes as [Recipe];
  await run.open(recipes, 'webgpu');
  run.tell({ type: 'run' });
  await run.until(() => run.frame.step >= 4);
  // The state is saved now and then while training; here by running until it must have been.
  const saved = performance.now() + 3500;
  await run.until(() => performance.now() > saved);
  const wider = withKnob(recipe, 'margin', 0.9);
  run.tell({ type: 'change', experiment: numbered([wider]) });
  await run.until(() => run.frame.step > 4);
  const before = run.frame.step;
  run.tell({
    type: 'change',
    experiment: numbered([wider, withPart(wider, 'selection', 'hardest')]),
  });
  await run.until(() => run.frame.lanes.length === 2);
  deviceOf().destroy();
  const notice = await run.until(() => run.last('notice') ?? run.last('failed'));
  const from = run.reports.indexOf(notice);
  const after = await run.until(() =>
    run.reports.slice(from).find((report) => report.type === 'frame'),
  );
  const [kept, added] = after.type === 'frame' ? after.frame.lanes : [];
  expect(kept).toMatchObject({ start: 1 });
  expect(kept?.step).toBeGreaterThan(3);
  expect(kept?.step).toBeLessThanOrEqual(before + 100);
  expect(added?.step).toBeLessThan(kept?.step as number);
  expect(run.last('failed')).toBeUndefined();
});
