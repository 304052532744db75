import { afterEach, expect, test } from 'vitest';
import type { LearnedScene } from '../../parts/datasets/cells/learned';
import { readLink } from '../../recipe/link';
import type { Recipe } from '../../recipe/recipe';
import { NodeRun } from '../run/inNode';

/** `npm run claims`: all steps and three seeds. Else the first steps of one seed. */
const isFull = process.env.VITE_CLAIMS === '1';

let run: NodeRun | undefined;
afterEach(() => run?.close());

/** What lanes of one experiment have learned of scenes after so many steps. */
async function learnedAfter(steps: number, seed: number, base: string, arms: readonly string[]) {
  run = new NodeRun(() => Promise.reject(new Error('nothing to read')));
  const { recipes } = readLink(`data=cells&samples=8&${base}&seed=${seed}&lanes=${arms.join(';')}`);
  await run.open(recipes as Recipe[]);
  await run.step(steps);
  const learned = arms.map((_, lane) => run?.picture(lane).learned as LearnedScene);
  run.close();
  return learned;
}

test('with triplets, the hardest pixels of a scene collapse the encoder and semi-hard ones find cells', async () => {
  const [hardest, semiHard] = await learnedAfter(60, 7, 'together=lookAlikes', [
    'selection:hardest',
    'selection:semiHard',
  ]);
  expect(hardest?.adjustedRandIndex).toBeLessThan(0.05);
  expect(hardest?.scenes.every(({ found }) => found === 1)).toBe(true);
  expect(semiHard?.adjustedRandIndex).toBeGreaterThan(0.12);
  expect(semiHard?.overlap).toBeGreaterThan((hardest?.overlap ?? 1) + 0.08);
}, 240_000);

test.runIf(isFull)(
  'with a softmax, negatives of the same scene tell cells apart, semi-hard ones best',
  async () => {
    const sums = [0, 0, 0];
    for (const seed of [7, 8, 9]) {
      const learned = await learnedAfter(200, seed, 'loss=ntXent&temperature=0.1&k=16', [
        'together:any,selection:random',
        'together:lookAlikes,selection:random',
        'together:lookAlikes,selection:semiHard',
      ]);
      learned.forEach(({ adjustedRandIndex }, arm) => {
        sums[arm] = (sums[arm] as number) + adjustedRandIndex / 3;
      });
    }
    const [any, random, semiHard] = sums as [number, number, number];
    console.log('ARI at 200: any', any, 'look-alikes random', random, 'semi-hard', semiHard);
    expect(random).toBeGreaterThan(any + 0.05);
    expect(semiHard).toBeGreaterThan(random + 0.02);
  },
  1_200_000,
);
