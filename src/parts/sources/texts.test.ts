import { afterEach, expect, test } from 'vitest';
import { NodeRun } from '../../engine/run/inNode';
import { tf } from '../../engine/tf';
import { readLink } from '../../recipe/link';
import type { Recipe } from '../../recipe/recipe';

let run: NodeRun;
afterEach(() => run.close());

const BAG = 'encoder=embeddingBag&width=8&positives=given&givenPairs=8&loss=infoNce&selection=all';

test.each([
  `data=sentences&${BAG}&source=nearMisses`,
  `data=sentences&${BAG}&source=nearMisses&minedPerAnchor=4&minedFor=all`,
  `data=sentences&${BAG}&source=bm25&listLength=5`,
  `data=documents&${BAG}&source=bm25&listLength=5`,
  `data=documents&encoder=embeddingBag&width=8&classes=8&source=bm25&listLength=5`,
])('%s trains, starts again and leaves nothing behind', async (link) => {
  const { recipes, problems } = readLink(link);
  expect(problems).toEqual([]);
  run = new NodeRun();
  expect(await run.open(recipes), JSON.stringify(run.reports.at(-1))).toBe('done');
  await run.step(5);
  const before = tf.memory().numTensors;
  await run.step(5);
  expect(tf.memory().numTensors).toBe(before);
  const first = run.losses(0);
  expect(first).toHaveLength(10);
  expect(first.every(Number.isFinite)).toBe(true);
  run.tell({ type: 'reset' });
  await run.step(10);
  expect(run.losses(0).slice(-10)).toEqual(first);
});

test('near misses make the loss of sentences higher than the batch alone', async () => {
  const losses = async (source: string): Promise<number> => {
    run = new NodeRun();
    await run.open(readLink(`data=sentences&${BAG}&source=${source}`).recipes as Recipe[]);
    await run.step(1);
    const [loss = 0] = run.losses(0);
    run.close();
    return loss;
  };
  expect(await losses('nearMisses')).toBeGreaterThan((await losses('inBatch')) + 0.01);
});
