import { afterEach, expect, test } from 'vitest';
import type { Command, Report } from '../protocol/messages';
import { readLink } from '../recipe/link';
import { numbered } from '../recipe/recipe';
import { wasmFiles } from './backends/wasmFiles';
import { Session } from './session';

let close = () => {};
afterEach(() => close());

/** Trains three steps on a backend; the last frame, and the loss of each step. */
async function trained(backend: 'webgpu' | 'wasm', link: string) {
  const reports: Report[] = [];
  const session = new Session({
    wasmFiles,
    readFile: () => Promise.reject(new Error('nothing to read')),
    report: (report) => {
      reports.push(report);
      if (report.type === 'frame') tell({ type: 'drawn' });
    },
  });
  close = () => session.close();
  const tell = (command: object) => session.tell({ ...command, run: 1 } as Command);
  void session.live();
  tell({ type: 'open', experiment: numbered(readLink(link).recipes), backend });
  tell({ type: 'step', count: 3, request: 1 });
  while (!reports.some(({ type }) => type === 'done' || type === 'failed'))
    await new Promise((resolve) => setTimeout(resolve, 20));
  const frames = reports.flatMap((report) => (report.type === 'frame' ? [report.frame] : []));
  session.close();
  return {
    last: frames.at(-1),
    learned: frames.flatMap(({ lanes }) => lanes[0]?.picture?.learned ?? []).at(-1),
    losses: frames.flatMap(({ lanes }) => [...(lanes[0]?.trace.measures.loss ?? [])]),
  };
}

test('batches of look-alike cells are replayed on WebGPU, and are those of wasm', async () => {
  const link = 'data=cells&classes=4&samples=2&filters=4&embedding=16&together=lookAlikes';
  const onGpu = await trained('webgpu', link);
  expect(onGpu.last?.steps).toMatchObject({ isReplayed: true, reason: null });
  expect(onGpu.learned).toMatchObject({ lens: 'scene', scenes: { length: 4 } });
  const onWasm = await trained('wasm', link);
  expect(onGpu.losses).toHaveLength(3);
  onGpu.losses.forEach((loss, step) => {
    expect(loss).toBeCloseTo(onWasm.losses[step] as number, 4);
  });
}, 240_000);
