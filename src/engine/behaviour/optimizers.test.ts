import { afterEach, describe, expect, test } from 'vitest';
import { optimizers } from '../../parts/optimizers';
import { schedules } from '../../parts/schedules';
import { readLink } from '../../recipe/link';
import { type Recipe, withKnob, withPart } from '../../recipe/recipe';
import { NodeRun } from '../run/inNode';

const POINTS = 'data=points&encoder=mlp&width=16&classes=6';

let run: NodeRun;
afterEach(() => run.close());

/** A run of one lane on points, with the optimizer's own rate. */
async function opened(
  schedule: string,
  turned: Readonly<Record<string, number>> = {},
  optimizer = 'adam',
) {
  const [points] = readLink(`${POINTS}&loss=ntXent&selection=all`).recipes as [Recipe];
  let recipe = withPart(withPart(points, 'optimizer', optimizer), 'schedule', schedule);
  for (const [name, value] of Object.entries(turned)) recipe = withKnob(recipe, name, value);
  run = new NodeRun(() => Promise.reject(new Error('points need no file')));
  await run.open([recipe]);
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(Object.keys(optimizers))('%s', (optimizer) => {
  test.each(Object.keys(schedules))(
    'learns something in twenty steps with the schedule %s',
    async (schedule) => {
      await opened(schedule, {}, optimizer);
      expect(await run.step(20)).toBe('done');
      const losses = run.losses(0);
      expect(losses).toHaveLength(20);
      expect(losses.every(Number.isFinite)).toBe(true);
      expect(mean(losses.slice(-5))).toBeLessThan(mean(losses.slice(0, 5)));
    },
  );
});

test('at the end of a run whose rate falls to 0 the encoder stands still, and without it goes on', async () => {
  const after = async (schedule: string, floor: Readonly<Record<string, number>>) => {
    await opened(schedule, floor);
    await run.step(50);
    const at50 = run.picture(0).map.positions;
    await run.step(10);
    return { at50, at60: run.picture(0).map.positions };
  };
  const over = await after('warmUpCosine', { decaySteps: 50, rateFloor: 0 });
  expect(over.at60).toEqual(over.at50);
  run.close();
  const onward = await after('constant', {});
  expect(onward.at60).not.toEqual(onward.at50);
});

test('a schedule with nothing to warm up and a floor of 1 trains as the constant rate does', async () => {
  await opened('constant');
  await run.step(10);
  const constant = run.losses(0);
  run.close();
  await opened('warmUpCosine', { warmUpSteps: 0, rateFloor: 1 });
  await run.step(10);
  expect(run.losses(0)).toEqual(constant);
});
