import { expect, test } from 'vitest';
import type { DataShown } from '../protocol/dataShown';
import type { Device } from '../protocol/device';
import type { Picture } from '../protocol/picture';
import { type LaneRun, runStore, takeReport } from './run';
import { highlight, hover, select, viewStore } from './view';

const device: Device = { backend: 'wasm', adapter: 'none', reason: '', isGpu: false };
const ready = () => takeReport({ type: 'ready', run: 1, device, data: {} as DataShown });

test('other data take the pictures of the last ones with them, until they have pictures of their own', () => {
  ready();
  const picture = { step: 7 } as Picture;
  runStore.setState({ step: 7, lanes: new Map([[1, { id: 1, step: 7, picture } as LaneRun]]) });
  ready();
  expect(runStore.getState().lanes.size).toBe(0);
  expect(runStore.getState().step).toBe(0);
});

test('items of other data are neither selected nor pointed at nor lit up; reports change none of that', () => {
  ready();
  select(575);
  hover(400);
  highlight([1, 2]);
  takeReport({ type: 'notice', run: 1, message: 'Nothing new.' });
  expect(viewStore.getState()).toMatchObject({ selected: 575, hovered: 400 });
  ready();
  expect(viewStore.getState()).toMatchObject({ selected: null, hovered: null });
  expect(viewStore.getState().highlighted.size).toBe(0);
});
