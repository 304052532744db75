import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { losses } from '../../parts/losses';
import { restarts } from '../../parts/part';
import { selections } from '../../parts/selections';
import { sources } from '../../parts/sources';
import type { Picture } from '../../protocol/picture';
import { readLink } from '../../recipe/link';
import { numbered, partOf, type Recipe, withKnob, withPart } from '../../recipe/recipe';
import { unfit } from '../../recipe/rules';
import { spirals } from '../behaviour/spirals.testing';
import { counting } from '../capture/counting.testing';
import { type OpenBackend, openBackend } from '../device/ladder';
import { wasmFiles } from '../device/wasmFiles';
import type { Captured } from '../lanes/captured';
import type { Lane } from '../lanes/lane';
import { Lanes } from '../lanes/lanes';
import { teach } from '../lanes/teach';
import { tf } from '../tf';
import { capturedPicturesOf } from './captured';
import { pictureOf } from './groups';
import type { PendingPicture } from './pending';
import { takeOrdinary, takePictures } from './take';

let backend: OpenBackend;
const errors: string[] = [];
beforeAll(async () => {
  backend = await openBackend({
    forced: 'webgpu',
    wasmFiles,
    onGpuError: (message) => void errors.push(message),
  });
});
afterAll(() => backend.close());

const TINY = 'data=points&encoder=mlp&width=8&layers=1&samples=3&classes=3&embedding=3';
const tiny = readLink(TINY).recipes[0] as Recipe;

async function lanesOf(recipes: readonly Recipe[]) {
  const lanes = new Lanes(await spirals());
  lanes.set(numbered(recipes));
  await teach(lanes, () => {});
  expect(await lanes.capture()).toMatchObject({ isReplayed: true, reason: null });
  return lanes;
}

const drawn = async ({ facts, numbers }: PendingPicture): Promise<Picture> =>
  pictureOf(facts, await numbers, { axes: null });

/** Replayed pictures of all lanes against those that ordinary operations give at the same moment. */
async function expectSame(lanes: Lanes, item: number) {
  const taken = await takePictures(lanes, item);
  expect(taken).toMatchObject({ isReplayed: true, reason: null });
  expect(taken.pictures.map(({ lane }) => lane.id)).toEqual(lanes.all.map(({ id }) => id));
  for (const pending of taken.pictures) {
    const { lane } = pending;
    const ordinary = await drawn(await takeOrdinary(lane, lanes, item));
    const replayed = await drawn(pending);
    const name = JSON.stringify(lane.recipe.parts);
    expect({ ...replayed, push: null, spectrum: null }, name).toEqual({
      ...ordinary,
      push: null,
      spectrum: null,
    });
    expect({ ...replayed.spectrum, band: null }, name).toEqual({
      ...ordinary.spectrum,
      band: null,
    });
    for (const edge of ['from', 'to'] as const)
      expect(replayed.spectrum?.band?.[edge] ?? 0).toBeCloseTo(
        ordinary.spectrum?.band?.[edge] ?? 0,
        5,
      );
    expect(replayed.anchor.item).toBe(item);
    const [push, pushBefore] = [replayed.push, ordinary.push];
    expect(push?.positive).toBeCloseTo(pushBefore?.positive as number, 6);
    push?.push.forEach((mean, bin) => {
      const before = pushBefore?.push[bin] as number;
      if (Number.isNaN(before)) expect(mean).toBeNaN();
      else expect(Math.abs(mean - before), name).toBeLessThanOrEqual(1e-6 * Math.max(1, before));
    });
  }
}

/** The recipe with every live knob of its loss half way to its least value. */
function turned(recipe: Recipe): Recipe {
  let result = recipe;
  for (const [name, knob] of Object.entries(partOf(recipe, 'loss').knobs))
    if (knob.kind === 'number' && !restarts(knob))
      result = withKnob(result, name, (knob.min + Number(recipe.knobs[name])) / 2);
  return result;
}

/** Trains, turns knobs half way, changes the anchor, compares pictures on the way; gives the last. */
async function follow(recipes: readonly Recipe[]): Promise<Picture[]> {
  const lanes = await lanesOf(recipes);
  for (let step = 0; step < 4; step++) lanes.trainStep();
  await expectSame(lanes, 0);
  lanes.set(numbered(recipes.map(turned)));
  for (let step = 0; step < 3; step++) lanes.trainStep();
  await expectSame(lanes, 5);
  const taken = await takePictures(lanes, 5);
  const pictures = await Promise.all(taken.pictures.map(drawn));
  lanes.dispose();
  expect(errors).toEqual([]);
  return pictures;
}

const fitting = (kind: 'loss' | 'selection' | 'source', ids: readonly string[]) =>
  ids.filter((id) => unfit(tiny, kind, id) === null);

/** All of them take minutes on a software adapter: `npm run claims` tries every one. */
const some = <T>(all: readonly T[]): T[] =>
  all.filter((_, i) => import.meta.env.VITE_CLAIMS === '1' || i % 4 === 1);

describe('a replayed picture shows what an ordinary one shows, as training goes on', () => {
  test.each(some(fitting('loss', Object.keys(losses))))('loss %s', async (loss) => {
    const own = withPart(tiny, 'loss', loss);
    await follow([own, withPart(own, 'selection', 'all')]);
  });
  test.each(some(fitting('selection', Object.keys(selections))))(
    'selection %s',
    async (selection) => void (await follow([withPart(tiny, 'selection', selection)])),
  );
  test.each(some(fitting('source', Object.keys(sources))))(
    'candidates from source %s',
    async (source) => void (await follow([withPart(tiny, 'source', source)])),
  );
});

const VIEWS = `${TINY.replace('samples=3&classes=3', 'positives=views&pairs=8')}&loss=ntXent`;

describe('vectors that no item gave, mined items and a teacher come through a replayed picture', () => {
  const recipesOf = (...links: string[]) =>
    links.map((link) => readLink(link).recipes[0] as Recipe);
  const shownIn = ({ map }: Picture) => (map.synthetic?.positions.length ?? 0) / map.axes;

  test('learned, mixed and mined ones', async () => {
    const pictures = await follow(
      recipesOf(
        `${TINY}&source=learned&learnedNegatives=80`,
        `${TINY}&source=mixed&queueSize=16&mixedFrom=4&warmUp=4`,
        `${TINY}&source=wholeSet&listLength=4&minedPerAnchor=2`,
      ),
    );
    expect(pictures.map(shownIn)).toEqual([64, 64, 0]);
    expect(pictures[2]?.anchor.candidates.some((candidate) => candidate < -1)).toBe(true);
  });

  test('perturbed ones, and what a guided guard leaves', async () => {
    const [turned, climbed] = await follow(
      recipesOf(
        `${VIEWS}&source=perturbed&turnMargin=0`,
        `${VIEWS}&source=perturbedInput`,
        `${VIEWS}&guard=threshold&guide=teacher&guideSteps=3&source=momentumQueue&queueSize=16`,
      ),
    );
    expect(shownIn(turned as Picture)).toBeGreaterThan(0);
    expect(shownIn(climbed as Picture)).toBe(16);
  });
});

/** Calls of these on the device while `compute` runs. */
function callsDuring(compute: () => void) {
  const { device } = backend as { device: GPUDevice };
  const counts = { submits: 0, buffers: 0, bindGroups: 0, dispatches: 0 };
  const undo = [
    counting(GPUQueue.prototype, 'submit', () => counts.submits++),
    counting(device, 'createBuffer', () => counts.buffers++),
    counting(device, 'createBindGroup', () => counts.bindGroups++),
    counting(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => counts.dispatches++),
  ];
  compute();
  for (const restore of undo) restore();
  return counts;
}

const readAll = async (pictures: readonly PendingPicture[]) => {
  for (const { numbers } of pictures) await numbers;
};

test('pictures of all lanes are one submit and make no buffer and no bind group, another anchor included', async () => {
  const lanes = await lanesOf(readLink(`${TINY}&lanes=selection:hardest,random,semiHard`).recipes);
  lanes.trainStep();
  await readAll((await takePictures(lanes, 0)).pictures);
  for (const lane of lanes.all) await lanes.readMeasured(lane);
  const { captured } = lanes as unknown as { captured: Captured };
  let pictures: readonly PendingPicture[] = [];
  const take = (item: number) =>
    callsDuring(() => {
      pictures = capturedPicturesOf(captured).take(lanes.all, item).pictures;
    });
  for (const item of [0, 3, 4]) {
    const { dispatches, ...made } = take(item);
    expect(made).toEqual({ submits: 1, buffers: 0, bindGroups: 0 });
    expect(dispatches).toBeGreaterThan(0);
    await readAll(pictures);
  }
  const [lane] = lanes.all as [Lane];
  const ordinary: Promise<PendingPicture>[] = [];
  const { dispatches, ...made } = callsDuring(
    () => void ordinary.push(takeOrdinary(lane, lanes, 0)),
  );
  await Promise.all(ordinary);
  console.info('a picture of one lane by ordinary operations:', dispatches, 'dispatches', made);
  lanes.dispose();
});

test('the device has at most three submits under way, pictures among them, and who asks for room is answered in time', async () => {
  const lanes = await lanesOf([tiny]);
  await readAll((await takePictures(lanes, 0)).pictures);
  // Everything before is done and counted as done.
  await (backend as { device: GPUDevice }).device.queue.onSubmittedWorkDone();
  await new Promise((resolve) => setTimeout(resolve));
  // From here on a device that is done only when the test says so.
  const { onSubmittedWorkDone } = GPUQueue.prototype;
  const done: (() => void)[] = [];
  GPUQueue.prototype.onSubmittedWorkDone = () =>
    new Promise((resolve) => void done.push(() => resolve(undefined)));
  try {
    lanes.trainStep();
    const { pictures } = await takePictures(lanes, 0);
    expect(await lanes.room(0)).toBe(true);
    lanes.trainStep();
    expect(await lanes.room(0)).toBe(false);
    for (const tell of done) tell();
    expect(await lanes.room(60_000)).toBe(true);
    await readAll(pictures);
  } finally {
    GPUQueue.prototype.onSubmittedWorkDone = onSubmittedWorkDone;
    lanes.dispose();
  }
});

test('memory stays flat over two hundred pictures', async () => {
  const lanes = await lanesOf(readLink(`${TINY}&source=momentumQueue&queueSize=16`).recipes);
  const take = async (item: number) => {
    lanes.trainStep();
    await readAll((await takePictures(lanes, item)).pictures);
    for (const lane of lanes.all) await lanes.readMeasured(lane);
  };
  for (let item = 0; item < 3; item++) await take(item);
  const before = tf.memory();
  const made = { buffers: 0 };
  const { device } = backend as { device: GPUDevice };
  const restore = counting(device, 'createBuffer', () => made.buffers++);
  for (let i = 0; i < 200; i++) await take(i % 7);
  restore();
  expect(made.buffers).toBe(0);
  expect(tf.memory().numTensors).toBe(before.numTensors);
  expect(tf.memory().numBytes).toBe(before.numBytes);
  lanes.dispose();
});

test('lanes that come and go leave no picture behind', async () => {
  const visit = async () => {
    const lanes = await lanesOf(readLink(`${TINY}&lanes=selection:hardest,semiHard`).recipes);
    await readAll((await takePictures(lanes, 1)).pictures);
    lanes.dispose();
  };
  await visit();
  const before = tf.memory();
  for (let i = 0; i < 3; i++) await visit();
  expect(tf.memory().numTensors).toBe(before.numTensors);
  expect(tf.memory().numBytes).toBe(before.numBytes);
});

test('a picture that hides host state is found out: steps are replayed, pictures stay ordinary', async () => {
  const lanes = await lanesOf([tiny]);
  const [lane] = lanes.all as [Lane];
  const embedded = lane.embedded.bind(lane);
  let calls = 0;
  Object.assign(lane, {
    embedded: (items: tf.Tensor) => tf.mul(embedded(items), 1 / 2 ** ++calls),
  });
  for (let i = 0; i < 2; i++) {
    const taken = await takePictures(lanes, 0);
    expect(taken).toMatchObject({
      isReplayed: false,
      reason: expect.stringContaining('embeddings'),
    });
    expect((await drawn(taken.pictures[0] as PendingPicture)).step).toBe(i);
    lanes.trainStep();
  }
  expect((await lanes.readMeasured(lane)).map(({ step }) => step)).toEqual([1, 2]);
  lanes.dispose();
});

test('a NaN in the last batch lies in no bin', async () => {
  const lanes = await lanesOf([tiny]);
  lanes.trainStep();
  const [lane] = lanes.all as [Lane];
  const start = await lane.snapshot();
  await readAll((await takePictures(lanes, 0)).pictures);
  lane.restore({
    ...start,
    tensors: start.tensors.map((values) => values.slice().fill(Number.NaN)),
  });
  lanes.trainStep();
  const { pictures } = await takePictures(lanes, 0);
  const replayed = await drawn(pictures[0] as PendingPicture);
  const ordinary = await drawn(await takeOrdinary(lane, lanes, 0));
  expect(replayed.spectrum).toEqual(ordinary.spectrum);
  lanes.dispose();
});
