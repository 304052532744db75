import { expect, test } from 'vitest';
import type { LaneFrame } from '../protocol/frame';
import { heldOutMeasures, stepMeasures } from '../protocol/measures';
import type { Picture } from '../protocol/picture';
import { beginRun, runStore, takeReport } from './run';

const nothing = Object.fromEntries(stepMeasures.map((name) => [name, new Float32Array()]));
const measures = Object.fromEntries(heldOutMeasures.map((name) => [name, 0.5]));

/** A frame of one lane, with a picture that has learnt this much, if it has one. */
function show(step: number, headline: number | null, start = 0) {
  const learned = headline === null ? null : { lens: 'edits', headline, kinds: [] };
  const lane = {
    id: 1,
    start,
    step,
    trace: { steps: new Int32Array(), measures: nothing },
    picture: { step, measures, learned } as unknown as Picture,
  } as unknown as LaneFrame;
  takeReport({
    type: 'frame',
    frame: { step, training: true, stepsPerSecond: 1, steps: {}, searching: null, lanes: [lane] },
  } as unknown as Parameters<typeof takeReport>[0]);
  return runStore.getState().lanes.get(1)?.headline;
}

test('what the lens measures first is kept for its chart, until the lane starts again', () => {
  beginRun();
  show(0, 0.5);
  expect(show(10, 0.8)).toEqual({ steps: [0, 10], values: [0.5, 0.8] });
  expect(show(5, 0.6)).toEqual({ steps: [0, 5], values: [0.5, 0.6] });
  expect(show(0, 0.4, 1)).toEqual({ steps: [0], values: [0.4] });
});

test('data without a lens have no such curve', () => {
  beginRun();
  expect(show(0, null)).toEqual({ steps: [], values: [] });
});
