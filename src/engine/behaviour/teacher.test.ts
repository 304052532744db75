import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Data } from '../../parts/data';
import { readLink } from '../../recipe/link';
import { numbered, type Recipe } from '../../recipe/recipe';
import { teacherOf } from '../../recipe/teacher';
import type { OpenBackend } from '../device/ladder';
import { Group } from '../lanes/group';
import { Lane } from '../lanes/lane';
import { Lanes } from '../lanes/lanes';
import { teach } from '../lanes/teach';
import { AnchorBatch } from '../picture/anchorBatch';
import { encodedBy } from '../picture/encoded';
import { onWasm } from '../run/inNode.testing';
import { choose, meet } from '../step/rows';
import { embed, separated } from '../step/step';
import { valuesOf } from '../tensors/inPlace';
import { tf } from '../tf';
import { spirals } from './spirals.testing';

let data: Data;
let backend: OpenBackend;
beforeAll(async () => {
  backend = await onWasm();
  data = await spirals();
});
afterAll(() => backend.close());

let lanes: Lanes;
beforeEach(() => {
  lanes = new Lanes(data);
});
afterEach(() => lanes.dispose());

const POINTS = 'data=points&encoder=mlp&width=8&layers=1&embedding=3&positives=views&pairs=6';
const recipeOf = (more: string) => readLink(`${POINTS}&${more}`).recipes[0] as Recipe;
const GUIDED = 'guard=threshold&guide=teacher&guideSteps=20&guideLeaves=0';

/** How often the teachers were told of, and out of how many steps: every tenth step of each. */
async function taught(...recipes: readonly Recipe[]): Promise<[done: number, of: number][]> {
  lanes.set(numbered(recipes));
  const told: [number, number][] = [];
  await teach(lanes, (done, of) => void told.push([done, of]));
  return told;
}

const laneAt = (place = 0) => lanes.all[place] as Lane;
const values = async (tensor: tf.Tensor | undefined) =>
  (await valuesOf(tensor as tf.Tensor)).slice();

/** Weights of the teacher of a recipe, trained by hand. */
async function byHand(recipe: Recipe, steps: number): Promise<Float32Array> {
  const teacher = new Lane({ id: 0, recipe: teacherOf(recipe) }, data, 0);
  const group = new Group(lanes.train);
  group.lanes.add(teacher);
  for (let step = 0; step < steps; step++) {
    group.feed.advance(teacher.seed, step);
    const batch = group.makeBatch();
    teacher.train(batch);
    tf.dispose([batch.items, batch.sameClass]);
  }
  const weights = await values(teacher.encoders.weights);
  group.feed.dispose();
  teacher.dispose();
  return weights;
}

test('a teacher whose lanes are wanted no more is given up within some steps, and leaves no tensor', async () => {
  lanes.set(numbered([recipeOf(GUIDED), recipeOf(`${GUIDED}&guideSteps=30`)]));
  const before = tf.memory().numTensors;
  const told: number[] = [];
  const tell = (done: number) => void told.push(done);
  expect(await teach(lanes, tell, ({ id }) => id === 1 && told.length < 2)).toBe(false);
  expect(told).toEqual([0, 10]);
  expect(tf.memory().numTensors).toBe(before);
  expect(await teach(lanes, () => {})).toBe(true);
  expect(laneAt().kept.guard).toBeDefined();
});

describe('a guard with a teacher', () => {
  test('keeps its weights after so many steps, and how it sees all items of both sides', async () => {
    const recipe = recipeOf(GUIDED);
    expect(await taught(recipe)).toEqual([
      [0, 20],
      [10, 20],
    ]);
    const [weights, index] = laneAt().kept.guard ?? [];
    expect(await values(weights)).toEqual(await byHand(recipe, 20));
    expect(index?.shape).toEqual([data.train.count + data.heldOut.count, 3]);
    const { plan } = laneAt();
    const expected = tf.tidy(() =>
      embed(plan, lanes.heldOut.all, separated(plan, weights as tf.Tensor1D)),
    );
    const seen = (await values(index)).slice(3 * data.train.count);
    (await values(expected)).forEach((one, i) => void expect(seen[i]).toBeCloseTo(one, 5));
    expected.dispose();
  });

  test.each(['inBatch', 'momentumQueue&queueSize=32', 'learned&learnedNegatives=16', 'perturbed'])(
    'of source %s drops whom the teacher finds more similar than the positive, and no vector without an item',
    async (source) => {
      await taught(recipeOf(`${GUIDED}&source=${source}&loss=ntXent&selection=random`));
      for (let step = 0; step < 4; step++) lanes.trainStep();
      const lane = laneAt();
      const { plan, kept, knobs } = lane;
      const anchorBatch = new AnchorBatch(lane, lanes, 0);
      const tables = tf.tidy(() => {
        const batch = anchorBatch.batch();
        const encoded = encodedBy(lane, batch);
        const met = meet(plan, encoded, batch, kept, knobs);
        const { allowed } = choose(plan, met, encoded, batch, kept, knobs);
        const [weights, index] = kept.guard as [tf.Tensor1D, tf.Tensor2D];
        const rows = embed(plan, batch.items, separated(plan, weights));
        const items = met.others ? Array.from(met.others.items.dataSync()) : [];
        const others = items.map((item) =>
          item < 0 ? tf.zeros([1, 3]) : tf.slice(index, [item, 0], [1, 3]),
        );
        const all = tf.concat([rows, ...others] as tf.Tensor2D[]);
        return {
          items,
          allowed: allowed.arraySync() as number[][],
          eligible: met.eligible.arraySync() as number[][],
          cosines: tf.matMul(rows, all, false, true).arraySync() as number[][],
          positives: plan.positiveTable.arraySync() as number[][][],
        };
      });
      const { n } = plan;
      let [dropped, judged] = [0, 0];
      tables.allowed.forEach((row, anchor) => {
        const own = tables.positives[anchor]?.[0]?.indexOf(1) as number;
        const limit = tables.cosines[anchor]?.[own] as number;
        const expected = (candidate: number) => {
          if (tables.eligible[anchor]?.[candidate] !== 1) return 0;
          if (candidate >= n && (tables.items[candidate - n] as number) < 0) return 1;
          const cosine = tables.cosines[anchor]?.[candidate] as number;
          judged++;
          if (cosine > limit) dropped++;
          // Closer than rounding tells.
          if (Math.abs(cosine - limit) < 1e-5) return row[candidate];
          return cosine > limit ? 0 : 1;
        };
        expect(row).toEqual(row.map((_, candidate) => expected(candidate)));
      });
      expect(dropped).toBeGreaterThan(0);
      expect(dropped).toBeLessThan(judged);
      anchorBatch.dispose();
    },
  );

  test('starts anew with the very guide it had', async () => {
    await taught(recipeOf(GUIDED));
    const before = await Promise.all((laneAt().kept.guard ?? []).map(values));
    const first = await values(laneAt().encoders.weights);
    lanes.trainStep();
    lanes.reset();
    expect(await Promise.all((laneAt().kept.guard ?? []).map(values))).toEqual(before);
    expect(await values(laneAt().encoders.weights)).toEqual(first);
    expect(await taught(recipeOf(GUIDED))).toEqual([]);
  });
});

describe('one teacher serves all who ask for the same', () => {
  const given = (more: string) =>
    readLink(
      `data=points&encoder=mlp&width=8&layers=1&embedding=3&positives=label&classes=4&samples=2&${more}`,
    ).recipes[0] as Recipe;

  test('lanes that differ in what it does not learn by', async () => {
    const lists = 'source=teacher&teacherSteps=20&listLength=4';
    const told = await taught(given(`${lists}&selection=hardest`), given(`${lists}&selection=all`));
    expect(told).toHaveLength(2);
    const [first, second] = [laneAt(0), laneAt(1)].map(({ kept }) => kept.source[0]);
    expect(await values(first)).toEqual(await values(second));
    expect(new Set(await values(first)).size).toBeGreaterThan(4);
  });

  test('at different ages, each of whom gets it at the age it asked for', async () => {
    const lists = (steps: number) => given(`source=teacher&teacherSteps=${steps}&listLength=4`);
    expect((await taught(lists(10), lists(30))).at(-1)).toEqual([20, 30]);
    const together = await Promise.all([0, 1].map((at) => values(laneAt(at).kept.source[0])));
    lanes.dispose();
    for (const [at, steps] of [10, 30].entries()) {
      lanes = new Lanes(data);
      await taught(lists(steps));
      expect(await values(laneAt().kept.source[0])).toEqual(together[at]);
      if (at === 0) lanes.dispose();
    }
  });
});
