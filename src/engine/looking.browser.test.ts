import { afterEach, expect, test } from 'vitest';
import type { Command, Frame, Report } from '../protocol/messages';
import { readLink } from '../recipe/link';
import { numbered } from '../recipe/recipe';
import { wasmFiles } from './backends/wasmFiles';
import { Session } from './session';

const POINTS = 'data=points&encoder=mlp&width=8&layers=1&samples=2&lanes=selection:random,hardest';

let close = () => {};
afterEach(() => close());

/** A session on the page's own thread, with every frame it sent and when. */
function openSession() {
  const frames: Frame[] = [];
  const reports: Report[] = [];
  const session = new Session({
    wasmFiles,
    readFile: async (path) => (await fetch(`/${path}`)).arrayBuffer(),
    report: (report) => {
      reports.push(report);
      if (report.type !== 'frame') return;
      frames.push(report.frame);
      session.tell({ type: 'drawn', run: 1 });
    },
  });
  close = () => session.close();
  void session.live();
  const tell = (command: object) => session.tell({ ...command, run: 1 } as Command);
  const until = async (found: () => boolean) => {
    while (!found()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  tell({ type: 'open', experiment: numbered(readLink(POINTS).recipes), backend: 'webgpu' });
  return { frames, reports, tell, until };
}

const pictured = (frames: readonly Frame[]) =>
  frames.filter(({ lanes }) => lanes.some(({ picture }) => picture));

test('training goes on while pictures are under way; each says which step it shows, and no step is lost', async () => {
  const { frames, reports, tell, until } = openSession();
  await until(() => frames.length > 0);
  tell({ type: 'run' });
  await until(() => pictured(frames).length >= 6);
  tell({ type: 'anchor', item: 3 });
  await until(() => frames.some(({ lanes }) => lanes[0]?.picture?.anchor.item === 3));
  const chosen = frames.findLast(({ lanes }) => lanes[0]?.picture?.anchor.item === 3) as Frame;
  tell({ type: 'pause' });
  await until(() => frames.at(-1)?.training === false);

  const last = frames.at(-1) as Frame;
  for (const lane of last.lanes) expect(lane.picture?.step).toBe(lane.step);
  for (const lane of chosen.lanes) expect(lane.picture?.step).toBeLessThanOrEqual(lane.step);
  for (const id of [0, 1]) {
    const own = frames.map(({ lanes }) => lanes.find((lane) => lane.id === id));
    const steps = own.flatMap((lane) => [...(lane?.trace.steps ?? [])]);
    expect(steps).toEqual(Array.from({ length: last.step }, (_, i) => i + 1));
    const shown = own.flatMap((lane) => (lane?.picture ? [lane.picture.step] : []));
    expect(shown).toEqual([...shown].sort((a, b) => a - b));
    const isBehind = own.some((lane) => lane?.picture && lane.picture.step < lane.step);
    expect(isBehind).toBe(true);
  }
  expect(reports.map(({ type }) => type)).not.toContain('notice');
  expect(reports.map(({ type }) => type)).not.toContain('failed');
});

test('a picture on its way when the lanes start anew is never shown', async () => {
  const { frames, tell, until } = openSession();
  await until(() => frames.length > 0);
  tell({ type: 'run' });
  await until(() => pictured(frames).length >= 2);
  tell({ type: 'reset' });
  await until(() => frames.some(({ lanes }) => lanes[0]?.step === 0 && lanes[0].start > 2));
  tell({ type: 'run' });
  await until(() => (frames.at(-1)?.step ?? 0) >= 10);
  tell({ type: 'pause' });
  await until(() => frames.at(-1)?.training === false && (frames.at(-1)?.step ?? 0) >= 10);
  const anew = frames.filter(({ lanes }) => (lanes[0]?.start ?? 0) > 2);
  const steps = anew.flatMap(({ lanes }) => [...(lanes[0]?.trace.steps ?? [])]);
  expect(steps).toEqual(Array.from({ length: frames.at(-1)?.step as number }, (_, i) => i + 1));
  for (const { step, lanes } of anew)
    for (const { picture } of lanes) expect(picture?.step ?? 0).toBeLessThanOrEqual(step);
});

test('at a slow pace what was measured is shown without waiting for the next step', async () => {
  const { frames, tell, until } = openSession();
  await until(() => frames.length > 0);
  tell({ type: 'speed', stepsPerSecond: 0.1 });
  tell({ type: 'run' });
  const started = performance.now();
  await until(() => frames.some(({ lanes }) => lanes.every(({ trace }) => trace.steps[0] === 1)));
  expect(performance.now() - started).toBeLessThan(9000);
  expect(frames.at(-1)?.step).toBe(1);
});
