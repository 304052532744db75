import { afterEach, expect, test } from 'vitest';
import type { Command, Report } from '../protocol/messages';
import { readLink } from '../recipe/link';
import { numbered } from '../recipe/recipe';
import { tf } from './backends/tf';
import { wasmFiles } from './backends/wasmFiles';
import { Session } from './session';

/** A session in the page itself, so that the test can reach its device. */
function openSession() {
  const reports: Report[] = [];
  const session = new Session({
    wasmFiles,
    readFile: async (path) => (await fetch(`/${path}`)).arrayBuffer(),
    report: (report) => {
      reports.push(report);
      if (report.type === 'frame') session.tell({ type: 'drawn', run: 1 });
    },
  });
  void session.live();
  const tell = (command: object) => session.tell({ ...command, run: 1 } as Command);
  const until = async <T>(found: () => T | undefined): Promise<T> => {
    for (;;) {
      const result = found();
      if (result !== undefined) return result;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const last = <T extends Report['type']>(type: T) =>
    reports.findLast((report) => report.type === type) as Extract<Report, { type: T }> | undefined;
  const step = async (count: number, request: number) => {
    tell({ type: 'step', count, request });
    return until(() =>
      reports.find(
        (report) =>
          (report.type === 'done' && report.request === request) || report.type === 'stopped',
      ),
    );
  };
  const losses = (id: number) =>
    reports.flatMap((report) =>
      report.type === 'frame'
        ? report.frame.lanes
            .filter((lane) => lane.id === id)
            .flatMap((lane) => [...lane.trace.measures.loss])
        : [],
    );
  return { session, reports, tell, until, last, step, losses };
}

const POINTS = 'data=points&encoder=mlp&width=8&layers=1&samples=2';
let close = () => {};
afterEach(() => close());

const deviceOf = () => (tf.backend() as unknown as { device: GPUDevice }).device;

test('a device lost in mid-run is replaced, and training goes on from the last kept state', async () => {
  const run = openSession();
  close = () => run.session.close();
  const { recipes } = readLink(POINTS);
  run.tell({ type: 'open', experiment: numbered(recipes), backend: 'webgpu' });
  await run.step(1, 1);
  expect(run.last('ready')?.device.backend).toBe('webgpu');
  expect(run.last('frame')?.frame.steps).toMatchObject({ isReplayed: true, reason: null });
  run.tell({ type: 'run' });
  await run.until(() => ((run.last('frame')?.frame.step ?? 0) >= 4 ? true : undefined));
  deviceOf().destroy();
  const notice = await run.until(() => run.last('notice') ?? run.last('failed'));
  expect(notice.message).toContain('lost');
  expect(notice.message).toMatch(/from step \d+/);
  const from = run.reports.indexOf(notice);
  await run.until(() =>
    run.reports.slice(from).some((report) => report.type === 'frame' && report.frame.step >= 8)
      ? true
      : undefined,
  );
  const frame = run.last('frame')?.frame;
  expect(frame?.lanes[0]?.start).toBe(1);
  expect(run.last('failed')).toBeUndefined();
});

test('a shader that the GPU refuses stops the run in words', async () => {
  const run = openSession();
  close = () => run.session.close();
  run.tell({ type: 'open', experiment: numbered(readLink(POINTS).recipes), backend: 'webgpu' });
  await run.step(1, 1);
  deviceOf().createShaderModule({ code: 'this is no shader' });
  const end = await run.step(3, 2);
  expect(end.type).toBe('stopped');
  expect(run.last('stopped')?.message).toContain('GPU');
});

test('a small CNN on views has the same losses on WebGPU as on wasm', async () => {
  const link = 'data=digits&positives=views&pairs=8&filters=4&loss=ntXent&selection=hardest&k=3';
  const losses: number[][] = [];
  for (const backend of ['webgpu', 'wasm']) {
    const run = openSession();
    run.tell({ type: 'open', experiment: numbered(readLink(link).recipes), backend });
    await run.step(4, 1);
    losses.push(run.losses(0));
    run.session.close();
  }
  const [gpu, wasm] = losses as [number[], number[]];
  expect(gpu).toHaveLength(4);
  for (const [at, loss] of gpu.entries()) expect(loss).toBeCloseTo(wasm[at] as number, 3);
});
