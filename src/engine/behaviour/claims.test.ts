import { afterEach, describe, expect, test } from 'vitest';
import { readLink } from '../../recipe/link';
import type { Recipe } from '../../recipe/recipe';
import { NodeRun } from '../run/inNode';
import { type Claim, claims } from './claims.testing';

/** `npm run claims`: all steps and three seeds. Else the first steps of one seed. */
const isFull = process.env.VITE_CLAIMS === '1';
const SEEDS = isFull ? [7, 8, 9] : [7];
const SECONDS = isFull ? 1200 : 120;

let run: NodeRun | undefined;
afterEach(() => run?.close());

/** Arms that are measured side by side, as lanes of one run. */
const MOST_LANES = 4;

const groupsOf = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / MOST_LANES) }, (_, group) =>
    all.slice(group * MOST_LANES, (group + 1) * MOST_LANES),
  );

/** What every arm measures, seed by seed. */
async function measured(
  { base, measure, steps }: Claim,
  arms: readonly Claim['arms'][number][],
): Promise<number[][]> {
  const values: number[][] = arms.map(() => []);
  for (const seed of SEEDS) {
    run = new NodeRun();
    const lanes = arms.map(({ link }) => readLink(`${base}&${link}&seed=${seed}`));
    for (const { problems } of lanes) expect(problems).toEqual([]);
    await run.open(lanes.map(({ recipes }) => recipes[0] as Recipe));
    await run.step(steps[isFull ? 1 : 0]);
    for (const lane of arms.keys()) values[lane]?.push(run.picture(lane).measures[measure]);
    run.close();
  }
  return values;
}

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(claims)('$about', (claim) => {
  test.each(groupsOf(claim.arms).map((arms) => ({ arms })))(
    'the page measures what PyTorch did: $arms',
    async ({ arms }) => {
      const values = await measured(claim, arms);
      arms.forEach(({ link, expected }, lane) => {
        const own = values[lane] as number[];
        const [mean, deviation] = expected[isFull ? 1 : 0];
        if (isFull)
          console.log(
            link,
            own.map((value) => value.toFixed(3)),
            'against',
            mean,
          );
        // Data and first weights are other draws of the same kind, and a few seeds are few.
        const borne = isFull ? Math.max(0.06, 2 * deviation) : Math.max(0.13, 3 * deviation);
        expect(Math.abs(meanOf(own) - mean), link).toBeLessThan(borne);
      });
    },
    SECONDS * 1000,
  );
});
