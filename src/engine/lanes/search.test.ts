import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Data } from '../../parts/data';
import { randomStream } from '../../parts/random';
import { readLink } from '../../recipe/link';
import { numbered, type Recipe } from '../../recipe/recipe';
import type { OpenBackend } from '../device/ladder';
import { openInNode } from '../run/inNode.testing';
import { valuesOf } from '../tensors/inPlace';
import { tf } from '../tf';
import type { Lane } from './lane';
import { Lanes } from './lanes';

const RECIPE =
  'data=points&encoder=mlp&width=16&positives=label&classes=4&samples=2&source=wholeSet&listLength=7';
const CLASSES = 5;

/** Points around as many centres as there are classes: more of them than one piece holds. */
function cloud(count: number, stream: number) {
  const random = randomStream(3, stream);
  const labels = Int32Array.from({ length: count }, (_, item) => item % CLASSES);
  const values = Float32Array.from({ length: 2 * count }, (_, at) => {
    const label = labels[at >> 1] as number;
    return Math.sin(label * 2 + (at & 1)) + 0.4 * random.normal();
  });
  return { values, labels, count };
}
const data: Data = {
  shape: [2],
  range: [-2, 2],
  classNames: Array.from({ length: CLASSES }, String),
  groups: Array.from({ length: CLASSES }, () => 0),
  train: cloud(600, 1),
  heldOut: cloud(100, 2),
};

describe.each(['wasm', 'cpu'] as const)('a search of the whole set on %s', (name) => {
  let backend: OpenBackend;
  beforeAll(async () => {
    backend = await openInNode(name);
  });
  afterAll(() => backend.close());

  let lanes: Lanes;
  let lane: Lane;
  beforeEach(() => {
    lanes = new Lanes(data);
    lanes.set(numbered([readLink(RECIPE).recipes[0] as Recipe]));
    lane = lanes.all[0] as Lane;
  });
  afterEach(() => lanes.dispose());

  const lists = async () => (await valuesOf(lane.kept.source[0] as tf.Tensor)).slice();

  /** The lists by one comparison of all items with all, as papers write it down. */
  const atOnce = async () => {
    const { plan } = lane;
    const found = tf.tidy(() => {
      const training = lane.embedded(lanes.train.all);
      const all = tf.concat([training, lane.embedded(lanes.heldOut.all)]);
      const own = tf.expandDims(plan.groupOfItem, 1);
      const groups = tf.slice(plan.groupOfItem, [0], [plan.items]);
      const taken = tf.cast(tf.equal(own, tf.expandDims(groups, 0)), 'float32');
      const scores = tf.sub(tf.matMul(all, training, false, true), tf.mul(taken, 4));
      return tf.cast(tf.topk(scores, 7).indices, 'float32');
    });
    const values = Float32Array.from(await found.data());
    found.dispose();
    return values;
  };

  test('in pieces finds what one comparison of all with all finds, bit for bit', async () => {
    const expected = await atOnce();
    const shares: number[] = [];
    while (lane.search.isDue) shares.push(lane.search.goOn(lanes));
    expect(shares.length).toBeGreaterThan(6);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(await lists()).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(100);
  });

  test('is due once a step that asks for it, and again after a new start', () => {
    expect(lane.search.isDue).toBe(true);
    lanes.trainStep();
    expect(lane.search.isDue).toBe(false);
    lanes.reset();
    expect(lane.search.isDue).toBe(true);
    lane.search.finish(lanes);
    expect(lane.search.isDue).toBe(false);
  });

  test('goes on where it was, and trains to the same numbers as one that was not interrupted', async () => {
    while (!(await lanes.searchFor(0)));
    for (let step = 0; step < 3; step++) lanes.trainStep();
    const interrupted = await valuesOf(lane.encoders.weights);
    const values = interrupted.slice();
    lanes.reset();
    for (let step = 0; step < 3; step++) lanes.trainStep();
    expect(await valuesOf(lane.encoders.weights)).toEqual(values);
  });

  test('that is given up half way leaves the lists as they were, and no tensor', async () => {
    const before = [await lists(), tf.memory().numTensors];
    for (let piece = 0; piece < 7; piece++) lane.search.goOn(lanes);
    expect(tf.memory().numTensors).toBeGreaterThan(before[1] as number);
    lanes.reset();
    expect([await lists(), tf.memory().numTensors]).toEqual(before);
  });
});
