import { afterEach, describe, expect, test } from 'vitest';
import { readLink } from '../../recipe/link';
import type { Recipe } from '../../recipe/recipe';
import { NodeRun } from '../run/inNode';

/**
 * What negatives do to classes never trained on. `npm run claims` takes three seeds and all steps, and
 * prints the figures that docs/problems.md gives; else the first steps of one seed.
 */
const isFull = process.env.VITE_CLAIMS === '1';
const SEEDS = isFull ? [7, 8, 9] : [7];
const SECONDS = isFull ? 1200 : 240;

interface Figures {
  readonly recallAt1: number;
  readonly mapAtR: number;
}

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

let run: NodeRun | undefined;
afterEach(() => run?.close());

/** Means over the seeds, at the start and after so many steps, for each arm, side by side as lanes. */
async function measured<A extends string>(
  base: string,
  arms: Readonly<Record<A, string>>,
  steps: number,
): Promise<Record<A | 'untrained', Figures>> {
  const names = Object.keys(arms) as A[];
  const seen: Partial<Record<A | 'untrained', Figures[]>> = {};
  const note = (name: A | 'untrained', lane: number) => {
    const { recallAt1, mapAtR } = (run as NodeRun).picture(lane).measures;
    seen[name] = [...(seen[name] ?? []), { recallAt1, mapAtR }];
  };
  for (const seed of SEEDS) {
    run = new NodeRun();
    const links = names.map((name) =>
      readLink(`${base}&heldOut=classes&${arms[name]}&seed=${seed}`),
    );
    for (const { problems } of links) expect(problems).toEqual([]);
    await run.open(links.map(({ recipes }) => recipes[0] as Recipe));
    note('untrained', 0);
    await run.step(steps);
    names.forEach(note);
    run.close();
  }
  const means = Object.entries<Figures[] | undefined>(seen).map(([name, all = []]) => [
    name,
    {
      recallAt1: meanOf(all.map(({ recallAt1 }) => recallAt1)),
      mapAtR: meanOf(all.map(({ mapAtR }) => mapAtR)),
    },
  ]);
  const figures = Object.fromEntries(means) as Record<A | 'untrained', Figures>;
  if (isFull) console.log(base, steps, JSON.stringify(seen));
  return figures;
}

const ARMS = {
  hardest: 'selection=hardest',
  random: 'selection=random',
  semiHard: 'selection=semiHard',
  repaired: 'selection=hardest&loss=contrastive',
};

describe('species of known genera, never trained on', () => {
  test(
    'are told apart after semi-hard negatives, or the hardest in a loss that repairs them',
    async () => {
      const { untrained, hardest, random, semiHard, repaired } = await measured(
        'data=birds&classes=24&samples=3',
        ARMS,
        isFull ? 400 : 50,
      );
      for (const one of [hardest, random, semiHard, repaired])
        expect(one.mapAtR).toBeGreaterThan(untrained.mapAtR + 0.1);
      const apart = isFull ? 0.1 : 0.04;
      for (const good of [semiHard, repaired])
        for (const poor of [hardest, random])
          expect(good.mapAtR).toBeGreaterThan(poor.mapAtR + apart);
      expect(repaired.recallAt1).toBeGreaterThan(hardest.recallAt1 + (isFull ? 0.15 : 0.05));
      expect(semiHard.recallAt1).toBeGreaterThan(random.recallAt1 + (isFull ? 0.12 : 0.03));
    },
    SECONDS * 1000,
  );
});

describe('glyphs that look like known ones, never trained on', () => {
  test(
    'lie on one point while the hardest negatives collapse, and are sorted by all others',
    async () => {
      const { hardest, random, semiHard, repaired } = await measured(
        'data=glyphs',
        ARMS,
        isFull ? 200 : 50,
      );
      expect(semiHard.mapAtR).toBeGreaterThan(hardest.mapAtR + 0.2);
      expect(semiHard.mapAtR).toBeGreaterThan(random.mapAtR + 0.04);
      expect(semiHard.recallAt1).toBeGreaterThan(hardest.recallAt1 + 0.1);
      expect(repaired.mapAtR).toBeGreaterThan(hardest.mapAtR + 0.2);
    },
    SECONDS * 1000,
  );
});

describe('digits 5 to 9', () => {
  test(
    'are told apart less well after training on 0 to 4 than by first weights, whatever the negatives',
    async () => {
      const { untrained, ...trained } = await measured('data=digits', ARMS, isFull ? 400 : 100);
      for (const one of Object.values(trained))
        expect(one.recallAt1).toBeLessThan(untrained.recallAt1 - 0.05);
    },
    SECONDS * 1000,
  );
});
