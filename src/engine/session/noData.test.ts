import { afterEach, expect, test } from 'vitest';
import { readLink } from '../../recipe/link';
import { numbered, type Recipe } from '../../recipe/recipe';
import { NodeRun, readPublic } from '../run/inNode';

const POINTS = 'data=points&encoder=mlp&width=16';
const recipesOf = (link: string) => readLink(link).recipes;
const experimentOf = (link: string) => numbered(recipesOf(link));
const digits = experimentOf('data=digits&filters=4');

let isOnline = false;
const OFFLINE = 'The data could not be downloaded.';
const run = new NodeRun(async (path) => {
  if (isOnline) return readPublic(path);
  throw new Error(OFFLINE);
});
afterEach(() => run.close());

test('data that can not be had leave the lanes and what they learnt, and are there when asked for again', async () => {
  await run.open(recipesOf(POINTS) as Recipe[]);
  await run.step(6);
  const losses = run.losses(0);
  run.tell({ type: 'change', experiment: digits });
  run.tell({ type: 'run' });
  expect(await run.step(3)).toBe('superseded');
  const refused = run.last('withoutData');
  expect(refused).toMatchObject({ message: OFFLINE, experiment: digits });
  expect(refused?.kept).toEqual(experimentOf(POINTS));
  expect(await run.step(2)).toBe('done');
  expect(run.losses(0).slice(0, 6)).toEqual(losses);
  expect(run.frame).toMatchObject({ step: 8, training: false });
  run.tell({ type: 'change', experiment: experimentOf(POINTS) });
  expect(await run.step(1)).toBe('done');
  expect(run.frame.step).toBe(9);
  isOnline = true;
  run.tell({ type: 'change', experiment: digits });
  expect(await run.step(1)).toBe('done');
  expect(run.frame.step).toBe(1);
  expect(run.last('failed')).toBeUndefined();
});

test('an engine that opens without its data trains on others, and no word is said of the GPU', async () => {
  isOnline = false;
  const from = run.reports.length;
  run.tell({ type: 'open', experiment: digits, backend: 'wasm' });
  await run.until(() => run.reports.slice(from).some(({ type }) => type === 'withoutData'));
  expect(run.last('withoutData')).toMatchObject({ kept: [], message: OFFLINE });
  run.tell({ type: 'change', experiment: experimentOf(POINTS) });
  expect(await run.step(2)).toBe('done');
  expect(run.frame.step).toBe(2);
  expect(JSON.stringify(run.reports.slice(from))).not.toContain('GPU.');
});
