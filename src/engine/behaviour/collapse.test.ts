import { afterEach, expect, test } from 'vitest';
import { readLink } from '../../recipe/link';
import type { Recipe } from '../../recipe/recipe';
import { NodeRun } from '../run/inNode';

let run: NodeRun | undefined;
afterEach(() => run?.close());

/** How alike the batch of every step is, whatever the number of steps asked for at once. */
async function cosines(atOnce: readonly number[]): Promise<number[]> {
  run = new NodeRun();
  await run.open([readLink('selection=hardest').recipes[0] as Recipe]);
  for (const steps of atOnce) await run.step(steps);
  const found = run.framesOf(0).flatMap(({ trace }) => [...trace.measures.batchCosine]);
  run.close();
  return found;
}

test('every step says how alike its batch is, so that a collapse has one step however it is watched', async () => {
  const once = await cosines([12]);
  expect(once).toHaveLength(12);
  expect(await cosines([1, 4, 5, 2])).toEqual(once);
  expect(once[0]).toBeLessThan(0.99);
  expect(once.at(-1)).toBeGreaterThan(0.995);
});
