import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Frame } from '../../protocol/frame';
import { readLink } from '../../recipe/link';
import type { AwaitedRun } from '../run/awaited';
import { pageRun } from './inPage.testing';

const POINTS = 'data=points&encoder=mlp&width=8&layers=1&samples=2&lanes=selection:random,hardest';

let run: AwaitedRun;
beforeEach(async () => {
  run = pageRun();
  await run.open(readLink(POINTS).recipes, 'webgpu');
});
afterEach(() => run.close());

const pictured = () => run.frames.filter(({ lanes }) => lanes.some(({ picture }) => picture));

test('training goes on while pictures are under way; each says which step it shows, and no step is lost', async () => {
  run.tell({ type: 'run' });
  await run.until(() => pictured().length >= 6);
  run.tell({ type: 'anchor', item: 3 });
  await run.until(() => run.frames.some(({ lanes }) => lanes[0]?.picture?.anchor.item === 3));
  const chosen = run.frames.findLast(({ lanes }) => lanes[0]?.picture?.anchor.item === 3) as Frame;
  run.tell({ type: 'pause' });
  await run.until(() => !run.frame.training);

  const { frame: last, frames } = run;
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
  expect(run.reports.map(({ type }) => type)).not.toContain('notice');
  expect(run.reports.map(({ type }) => type)).not.toContain('failed');
});

test('a picture on its way when the lanes start anew is never shown', async () => {
  run.tell({ type: 'run' });
  await run.until(() => pictured().length >= 2);
  run.tell({ type: 'reset' });
  await run.until(() => run.frames.some(({ lanes }) => lanes[0]?.step === 0 && lanes[0].start > 2));
  run.tell({ type: 'run' });
  await run.until(() => run.frame.step >= 10);
  run.tell({ type: 'pause' });
  await run.until(() => !run.frame.training && run.frame.step >= 10);
  const anew = run.frames.filter(({ lanes }) => (lanes[0]?.start ?? 0) > 2);
  const steps = anew.flatMap(({ lanes }) => [...(lanes[0]?.trace.steps ?? [])]);
  expect(steps).toEqual(Array.from({ length: run.frame.step }, (_, i) => i + 1));
  for (const { step, lanes } of anew)
    for (const { picture } of lanes) expect(picture?.step ?? 0).toBeLessThanOrEqual(step);
});

test('at a slow pace what was measured is shown without waiting for the next step', async () => {
  run.tell({ type: 'speed', stepsPerSecond: 0.01 });
  run.tell({ type: 'run' });
  await run.until(() =>
    run.frames.some(({ lanes }) => lanes.every(({ trace }) => trace.steps[0] === 1)),
  );
  expect(run.frame.step).toBe(1);
});
