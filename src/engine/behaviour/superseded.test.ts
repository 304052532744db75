import { afterEach, describe, expect, test } from 'vitest';
import { anotherTask } from '../../protocol/anotherTask';
import { readLink } from '../../recipe/link';
import { type Experiment, numbered, withKnob } from '../../recipe/recipe';
import { NodeRun } from '../run/inNode';

let run: NodeRun;
afterEach(() => run.close());

const started = async (experiment: Experiment) => {
  run = new NodeRun();
  await run.open(experiment.map(({ recipe }) => recipe));
};
const of = (link: string) => numbered(readLink(link).recipes);
const POINTS = 'data=points&encoder=mlp&width=16';
const points = of(`${POINTS}&lanes=selection:semiHard,random`);
const seeded = (seed: number) =>
  points.map(({ id, recipe }) => ({ id, recipe: withKnob(recipe, 'seed', seed) }));
const change = (experiment: Experiment) => run.tell({ type: 'change', experiment });
const shown = (type: string) => run.reports.filter((report) => report.type === type).length;
const drawn = () =>
  run.reports.filter((one) => one.type === 'starting' && one.doing.startsWith('Drawing')).length;
const starts = () => run.frame.lanes.map(({ start }) => start);

describe('changes that come faster than they can be carried out', () => {
  test('the newest alone is drawn and shown', async () => {
    await started(points);
    const before = [shown('ready'), drawn()] as const;
    for (let seed = 20; seed < 30; seed++) change(seeded(seed));
    expect(await run.step(2)).toBe('done');
    expect(shown('ready')).toBe(before[0] + 1);
    expect(drawn()).toBe(before[1] + 1);
    const losses = run.losses(0);
    run.close();
    await started(seeded(29));
    await run.step(2);
    expect(losses).toEqual(run.losses(0));
  });

  test('one that is under way is left for the next, and the next is whole', async () => {
    await started(points);
    const ready = shown('ready');
    change(seeded(20));
    await run.until(() => shown('ready') === ready + 1);
    const frames = shown('frame');
    change(seeded(21));
    await run.until(() => shown('ready') === ready + 2 && shown('frame') > frames);
    expect(shown('frame')).toBe(frames + 1);
    expect(run.frame.lanes).toHaveLength(2);
    expect(run.picture(0).step).toBe(0);
  });

  test('there and back starts the lanes anew that could not have gone on in between, and no others', async () => {
    await started(points);
    await run.step(4);
    const [first, second] = starts() as [number, number];
    change(of(`${POINTS}&lanes=selection:semiHard,all`));
    change(points);
    await run.step(0);
    expect(run.frame.lanes.map(({ step }) => step)).toEqual([4, 0]);
    expect(starts()[0]).toBe(first);
    expect(starts()[1]).toBeGreaterThan(second);
    change(seeded(20));
    change(points);
    await run.step(0);
    expect(run.frame.lanes.map(({ step }) => step)).toEqual([0, 0]);
  });

  test('training goes on through a change that was not carried out, and pauses when told to', async () => {
    await started(points);
    change(seeded(20));
    run.tell({ type: 'run' });
    change(seeded(21));
    await run.until(() => run.frame.training && run.frame.step > 3);
    run.tell({ type: 'pause' });
    await run.until(() => !run.frame.training);
    expect(run.last('failed')).toBeUndefined();
  });
});

describe('what somebody awaits', () => {
  test('steps asked for between two changes of a knob are trained under the first', async () => {
    await started(points);
    const turned = points.map(({ id, recipe }) => ({ id, recipe: withKnob(recipe, 'margin', 1) }));
    change(turned);
    const steps = run.step(1);
    change(points);
    expect(await steps).toBe('done');
    await run.step(0);
    const [loss] = run.losses(0);
    run.close();
    await started(turned);
    await run.step(1);
    expect(run.losses(0)).toEqual([loss]);
  });

  test.each(['step', 'evaluate', 'embeddings'] as const)(
    '%s is answered in words when other data are chosen before it is done',
    async (type) => {
      await started(points);
      const more = { lane: 0, count: 10_000 };
      run.tell({ type, request: 77, ...more } as never);
      await anotherTask();
      change(seeded(22));
      expect(await run.step(1)).toBe('done');
      const answers = run.reports.filter((one) => 'request' in one && one.request === 77);
      expect(answers).toHaveLength(1);
      const [answer] = answers;
      if (type !== 'embeddings')
        expect(answer).toMatchObject({
          type: 'superseded',
          message: expect.stringContaining('restarted'),
        });
      expect(run.frame.step).toBe(1);
    },
  );
});

test('a search of the whole set is interrupted by a pause, and goes on with training', async () => {
  await started(of('data=cells&samples=4&source=wholeSet&listLength=4'));
  run.tell({ type: 'run' });
  await anotherTask();
  const frames = shown('frame');
  run.tell({ type: 'pause' });
  await run.until(() => run.frames.slice(frames).some(({ training }) => !training));
  expect(run.frame).toMatchObject({ training: false, step: 0, searching: null });
  run.tell({ type: 'run' });
  const searching = await run.until(() => run.frame.searching);
  expect(searching).toMatchObject({ lane: 0 });
  expect(searching?.share).toBeGreaterThan(0);
  run.tell({ type: 'reset' });
  await run.until(() => !run.frame.training);
  expect(run.frame).toMatchObject({ step: 0, searching: null });
});
