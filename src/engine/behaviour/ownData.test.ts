import { afterEach, expect, test } from 'vitest';
import { broughtFor } from '../../parts/datasets/own/own.testing';
import { readLink } from '../../recipe/link';
import type { Recipe } from '../../recipe/recipe';
import { dataShown } from '../data/dataShown';
import { NodeRun } from '../run/inNode';

let run: NodeRun;
afterEach(() => run.close());

const recipeOf = (link: string): Recipe => readLink(link).recipes[0] as Recipe;
const ready = () => run.reports.filter((report) => report.type === 'ready');

test.each(['ownImages', 'ownTexts', 'ownPairs', 'ownPoints'] as const)(
  'what was brought for %s is trained on and measured',
  async (part) => {
    run = new NodeRun();
    run.bring(part, await broughtFor(part, 1));
    const recipe = recipeOf(`data=${part}`);
    expect(recipe.parts.data).toBe(part);
    expect(await run.open([recipe])).toBe('done');
    expect(await run.step(5)).toBe('done');
    expect(run.losses(0)).toHaveLength(5);
    expect(run.losses(0).every(Number.isFinite)).toBe(true);
    expect(run.picture(0).measures.mapAtR).toBeGreaterThan(0);
  },
);

test('near misses that were brought become negatives, and none that were not', async () => {
  const link = 'data=ownPairs&source=nearMisses&selection=all&loss=infoNce&givenPairs=16';
  for (const [column, isThere] of [
    ['with', true],
    ['without', false],
  ] as const) {
    run = new NodeRun();
    const data = await broughtFor('ownPairs', 1);
    const { nearMisses: _, ...train } = data.train;
    run.bring('ownPairs', isThere ? data : { ...data, train }, column);
    await run.open([recipeOf(link)]);
    expect(await run.step(3)).toBe('done');
    expect(run.losses(0).every(Number.isFinite)).toBe(true);
    const { candidates } = run.picture(0).anchor;
    expect(candidates.length).toBeGreaterThan(10);
    if (isThere) run.close();
  }
});

test('without the data what is asked of the run is refused with a sentence that says so', async () => {
  run = new NodeRun();
  expect(await run.open([recipeOf('data=ownTexts')])).toBe('superseded');
  const message = expect.stringContaining("texts of a visitor's own");
  expect(run.last('superseded')).toMatchObject({ message });
  expect(run.last('withoutData')).toMatchObject({ message, kept: [] });
  expect(run.last('failed')).toBeUndefined();
});

test('other data brought for the same experiment take the place of the first', async () => {
  run = new NodeRun();
  const recipe = recipeOf('data=ownPoints');
  run.bring('ownPoints', await broughtFor('ownPoints', 1), 'first');
  await run.open([recipe]);
  await run.step(3);
  const other = await broughtFor('ownPoints', 2);
  run.bring('ownPoints', other, 'second');
  run.tell({ type: 'change', experiment: [{ id: 0, recipe }] });
  await run.step(1);
  expect(ready()).toHaveLength(2);
  expect(ready()[1]).toMatchObject({ data: { thumbnails: dataShown(other).thumbnails } });
  expect(run.frame.step).toBe(1);
  run.tell({ type: 'change', experiment: [{ id: 0, recipe }] });
  await run.step(1);
  expect(ready()).toHaveLength(2);
});

test('with fewer held-out pairs than a batch has, an anchor still meets its own answer and nobody twice', async () => {
  run = new NodeRun();
  const data = await broughtFor('ownPairs', 1);
  const pairs = (data.heldOut.pairs?.length ?? 0) / 2;
  run.bring('ownPairs', data);
  await run.open([recipeOf('data=ownPairs&givenPairs=64')]);
  expect(pairs).toBeLessThan(64);
  const { item, positive, candidates } = run.picture(0).anchor;
  expect([item, positive]).toEqual([...(data.heldOut.pairs ?? [])].slice(0, 2));
  const heldOut = [...candidates].filter((one) => one >= 0);
  expect(new Set(heldOut).size).toBe(heldOut.length);
  expect(heldOut.length).toBeGreaterThan(pairs);
});

test('with few held-out items of a class, an anchor still meets one of its class', async () => {
  run = new NodeRun();
  run.bring('ownTexts', await broughtFor('ownTexts', 1));
  await run.open([recipeOf('data=ownTexts&samples=8')]);
  const { heldOut } = await broughtFor('ownTexts', 1);
  const { item, positive, candidates, isFalse } = run.picture(0).anchor;
  expect(positive).not.toBe(item);
  expect(heldOut.labels[positive]).toBe(heldOut.labels[item]);
  expect(new Set(candidates).size).toBe(candidates.length);
  expect(new Set(isFalse)).toEqual(new Set([0]));
});

test('grey pictures are shown as they are: white is paper', async () => {
  run = new NodeRun();
  const data = await broughtFor('ownImages', 1);
  const { thumbnails } = dataShown(data);
  data.heldOut.values.subarray(0, 64).forEach((value, at) => {
    expect(thumbnails[at]).toBe(Math.round(255 * (1 - value)));
  });
});
