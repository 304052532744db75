import { beforeEach, expect, test, vi } from 'vitest';
import type { DataShown } from '../protocol/dataShown';
import type { Device } from '../protocol/device';
import type { Command, Report } from '../protocol/messages';
import { defaultRecipe, withPart } from '../recipe/recipe';
import { experimentStore, openRecipes } from './experiment';
import { runStore } from './run';
import { follow, startTraining, trainSteps, tryAgain } from './training';

/** Training workers that were started: what each was told, and its voice. */
const workers: { told: Command[]; says: (report: Report) => void }[] = [];
vi.mock('../protocol/trainer', () => ({
  openTrainer: (says: (report: Report) => void) => {
    const told: Command[] = [];
    workers.push({ told, says });
    return { send: (command: Command) => told.push(command), close: () => {} };
  },
}));

const device: Device = { backend: 'wasm', adapter: 'none', reason: '', isGpu: false };
const digits = withPart(defaultRecipe, 'data', 'digits');
const lanes = () => experimentStore.getState().lanes;
const worker = () => workers.at(-1) as (typeof workers)[number];
const ready = () =>
  worker().says({ type: 'ready', run: worker().told[0]?.run ?? 0, device, data: {} as DataShown });
const MESSAGE = 'The data could not be downloaded.';
const withoutData = (kept: ReturnType<typeof lanes>, experiment = lanes()) =>
  worker().says({ type: 'withoutData', run: 1, experiment, kept, message: MESSAGE });

const early = [startTraining(), trainSteps(5)] as const;

beforeEach(() => openRecipes([defaultRecipe]));

test('what is asked before the engine has started waits for it', async () => {
  follow(lanes());
  const types = worker().told.map(({ type }) => type);
  expect(types).toEqual(['open', 'speed', 'run', 'step']);
  const step = worker().told.at(-1) as Extract<Command, { type: 'step' }>;
  expect(step).toMatchObject({ count: 5, run: 1 });
  worker().says({ type: 'done', run: 1, request: step.request });
  await expect(early[1]).resolves.toBeUndefined();
});

test('data that can not be had bring back the experiment before, and can be asked for again', () => {
  ready();
  const before = lanes();
  openRecipes([digits]);
  const wanted = lanes();
  withoutData(before);
  expect(lanes()).toEqual(before);
  expect(runStore.getState().refused).toEqual({ experiment: wanted, message: MESSAGE });
  expect(workers).toHaveLength(1);
  tryAgain();
  expect(lanes()[0]?.recipe).toBe(digits);
  follow(lanes());
  expect(runStore.getState().refused).toBeNull();
});

test('data that can not be had change nothing once something else is wanted', () => {
  ready();
  openRecipes([digits]);
  const refused = lanes();
  openRecipes([withPart(defaultRecipe, 'data', 'birds')]);
  const wanted = lanes();
  withoutData([], refused);
  expect(lanes()).toBe(wanted);
  expect(runStore.getState()).toMatchObject({ refused: null, trouble: null });
});

test('without any lanes the run has failed, and the same worker takes what is wanted next', async () => {
  withoutData([]);
  expect(runStore.getState()).toMatchObject({ status: 'failed', trouble: { message: MESSAGE } });
  await expect(trainSteps(1)).rejects.toThrow(MESSAGE);
  tryAgain();
  expect(workers).toHaveLength(1);
  expect(worker().told.at(-1)?.type).toBe('change');
  expect(runStore.getState()).toMatchObject({ status: 'starting', trouble: null });
});
