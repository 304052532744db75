import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { losses } from '../../parts/losses';
import { optimizers } from '../../parts/optimizers';
import { schedules } from '../../parts/schedules';
import { selections } from '../../parts/selections';
import { readLink } from '../../recipe/link';
import { numbered, type Recipe, withKnob } from '../../recipe/recipe';
import { spirals } from '../behaviour/spirals.testing';
import { counting } from '../capture/counting.testing';
import { type OpenBackend, openBackend } from '../device/ladder';
import { wasmFiles } from '../device/wasmFiles';
import { tf } from '../tf';
import { Lanes } from './lanes';
import { teach } from './teach';

let backend: OpenBackend;
beforeAll(async () => {
  backend = await openBackend({ forced: 'webgpu', wasmFiles });
});
afterAll(() => backend.close());

const TINY = 'data=points&encoder=mlp&width=8&layers=1&samples=3&classes=3&embedding=3';

async function lanesOf(recipes: readonly Recipe[]) {
  const lanes = new Lanes(await spirals());
  lanes.set(numbered(recipes));
  return lanes;
}

/** Weights, optimizer state and measures of every lane after that many steps. */
async function trained(recipes: readonly Recipe[], steps: number, isCaptured: boolean) {
  const lanes = await lanesOf(recipes);
  await teach(lanes, () => {});
  if (isCaptured) expect(await lanes.capture()).toMatchObject({ isReplayed: true, reason: null });
  const measured = lanes.all.map(() => [] as number[]);
  const readAll = async () => {
    for (const [place, lane] of lanes.all.entries())
      for (const one of await lanes.readMeasured(lane))
        measured[place]?.push(one.step, one.gradientNorm, ...Object.values(one.values));
  };
  for (let step = 0; step < steps; step++) {
    if (step === Math.floor(steps / 2))
      lanes.set(numbered(recipes.map((recipe) => withKnob(recipe, 'learningRate', 0.01))));
    if (lanes.mustRead) await readAll();
    lanes.trainStep();
  }
  await readAll();
  const state = await lanes.snapshot();
  lanes.dispose();
  return { state, measured };
}

describe('fifty replayed steps equal fifty ordinary ones bit for bit, a knob turned half way', () => {
  // All pairs take an hour on a software adapter: `npm run claims` tries them. Here every selection
  // and every loss comes once.
  const isEvery = import.meta.env.VITE_CLAIMS === '1';
  const [every, kinds] = [Object.keys(losses), Object.keys(selections)];
  const pairs = kinds.map((selection, i) => ({
    selection,
    losses: every.filter((_, j) => isEvery || j % kinds.length === i),
  }));
  test.each(pairs)('selection $selection with $losses', async ({ selection, losses }) => {
    // As many lanes as losses: they share one batch, as on the page.
    const recipes = losses.map(
      (loss) => readLink(`${TINY}&selection=${selection}&k=2&loss=${loss}`).recipes[0] as Recipe,
    );
    const replayed = await trained(recipes, 50, true);
    const ordinary = await trained(recipes, 50, false);
    expect(replayed.state).toEqual(ordinary.state);
    expect(replayed.measured).toEqual(ordinary.measured);
  });
});

test('every optimizer and schedule replays to the very weights of ordinary steps', async () => {
  const recipes = Object.keys(optimizers).flatMap((optimizer) =>
    Object.keys(schedules).map(
      (schedule) =>
        readLink(`${TINY}&optimizer=${optimizer}&schedule=${schedule}`).recipes[0] as Recipe,
    ),
  );
  const replayed = await trained(recipes, 50, true);
  expect(replayed).toEqual(await trained(recipes, 50, false));
});

test('what a teacher left to a guard replays, beside a source that it has lists for', async () => {
  const recipes = [
    `${TINY.replace('samples=3&classes=3', 'positives=views&pairs=4')}&guard=threshold&guide=teacher&guideSteps=5&loss=ntXent`,
    `${TINY}&source=teacher&teacherSteps=5&listLength=4`,
  ].map((link) => readLink(link).recipes[0] as Recipe);
  const replayed = await trained(recipes, 12, true);
  expect(replayed).toEqual(await trained(recipes, 12, false));
});

test('inputs climb the slope of the encoder in a replayed step as in an ordinary one', async () => {
  const link = `${TINY.replace('samples=3&classes=3', 'positives=views&pairs=4')}&loss=ntXent&source=perturbedInput`;
  const recipes = [1, 3].map(
    (pushes) => readLink(`${link}&inputPushes=${pushes}`).recipes[0] as Recipe,
  );
  const replayed = await trained(recipes, 12, true);
  expect(replayed).toEqual(await trained(recipes, 12, false));
});

test('a replayed step is one submit and makes no buffer and no bind group', async () => {
  const lanes = await lanesOf(readLink(`${TINY}&lanes=selection:hardest,random,semiHard`).recipes);
  const { dispatches } = await lanes.capture();
  lanes.trainStep();
  const { device } = backend as { device: GPUDevice };
  const counts = { submits: 0, buffers: 0, bindGroups: 0, dispatches: 0 };
  const spies = [
    counting(GPUQueue.prototype, 'submit', () => counts.submits++),
    counting(device, 'createBuffer', () => counts.buffers++),
    counting(device, 'createBindGroup', () => counts.bindGroups++),
    counting(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => counts.dispatches++),
  ];
  for (let i = 0; i < 3; i++) lanes.trainStep();
  for (const restore of spies) restore();
  expect(counts).toEqual({ submits: 3, buffers: 0, bindGroups: 0, dispatches: 3 * dispatches });
  lanes.dispose();
});

test('memory stays flat over a hundred replayed steps and ten changes of recipe', async () => {
  const recipes = readLink(`${TINY}&lanes=selection:hardest,semiHard`).recipes;
  const lanes = await lanesOf(recipes);
  const other = readLink(`${TINY}&lanes=selection:random,all`).recipes;
  const visit = async (shown: readonly Recipe[]) => {
    lanes.set(numbered(shown));
    await lanes.capture();
    for (let i = 0; i < 10; i++) lanes.trainStep();
    for (const lane of lanes.all) await lanes.readMeasured(lane);
  };
  await visit(other);
  await visit(recipes);
  const before = tf.memory();
  for (let i = 0; i < 5; i++) {
    await visit(other);
    await visit(recipes);
  }
  expect(tf.memory().numTensors).toBe(before.numTensors);
  expect(tf.memory().numBytes).toBe(before.numBytes);
  lanes.dispose();
});

test('a step that hides host state is found out and left to ordinary steps', async () => {
  const lanes = await lanesOf(readLink(TINY).recipes);
  const [lane] = lanes.all;
  if (!lane) throw new Error('no lane');
  let calls = 0;
  const { optimizer } = lane.plan;
  Object.assign(lane.plan, {
    optimizer: {
      ...optimizer,
      update: (...args: Parameters<typeof optimizer.update>) => {
        const [tensorflow, weights, gradient, ...rest] = args;
        // A factor that JavaScript counts: another number at every call.
        const scaled = tensorflow.mul(gradient, ++calls) as typeof gradient;
        return optimizer.update(tensorflow, weights, scaled, ...rest);
      },
    },
  });
  const { isReplayed, reason } = await lanes.capture();
  expect(isReplayed).toBe(false);
  expect(reason).toMatch(/differs|other|changed/);
  lanes.trainStep();
  expect((await lanes.readMeasured(lane)).length).toBe(1);
  lanes.dispose();
});
