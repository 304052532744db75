import { afterEach, expect, test } from 'vitest';
import type { DatasetId } from '../../parts/datasets';
import { numbered } from '../../recipe/recipe';
import { isOwn } from '../../recipe/rules';
import { NodeRun, readPublic } from '../run/inNode';
import { openInNode } from '../run/inNode.testing';
import { tf } from '../tf';
import { broughtTo, chosenData, dataOf, everyData, trainedTwice } from './everyData.testing';

let run: NodeRun;
let close = () => {};
afterEach(() => {
  run.close();
  close();
});

/** Gives the run what a visitor has brought for these data, if they are the visitor's. */
async function bring(id: DatasetId) {
  const data = await broughtTo(id);
  if (data) run.bring(id, data);
}

/** What two steps on wasm measure, and what is seen afterwards. */
async function trained(id: DatasetId) {
  run = new NodeRun();
  await bring(id);
  expect(await run.open([chosenData(id)])).toBe('done');
  expect(await run.step(2)).toBe('done');
  const hardness = run.framesOf(0).flatMap(({ trace }) => [...trace.measures.hardness]);
  const { measures, learned, map } = run.picture(0);
  run.close();
  return { losses: run.losses(0), hardness, measures, learned, map };
}

/** The losses of the same steps in plain JavaScript, which is too slow for pictures here. */
async function trainedPlainly(id: DatasetId) {
  ({ close } = await openInNode('cpu'));
  const recipe = chosenData(id);
  const { lanes, losses } = await trainedTwice(recipe, await dataOf(recipe, readPublic));
  lanes.dispose();
  return losses;
}

test.each(everyData)(
  'choosing %s trains on wasm to the very same numbers twice, and in plain JavaScript to the same losses',
  async (id) => {
    const first = await trained(id);
    expect(first.losses).toHaveLength(2);
    expect(await trained(id)).toEqual(first);
    const plain = await trainedPlainly(id);
    first.losses.forEach((loss, step) => {
      expect(plain[step]).toBeCloseTo(loss, 4);
    });
  },
);

test('a second round through all data leaves no tensor behind', async () => {
  run = new NodeRun();
  for (const id of everyData.filter(isOwn)) await bring(id);
  const [arrival = 'glyphs', ...others] = everyData;
  const round = async () => {
    for (const id of [...others, arrival]) {
      run.tell({ type: 'change', experiment: numbered([chosenData(id)]) });
      expect(await run.step(1)).toBe('done');
      expect(run.frame.step).toBe(1);
      run.reports.length = 0;
    }
    const { numTensors, numDataBuffers, numBytes } = tf.memory();
    return { numTensors, numDataBuffers, numBytes };
  };
  await run.open([chosenData(arrival)]);
  const before = await round();
  expect(await round()).toEqual(before);
});
