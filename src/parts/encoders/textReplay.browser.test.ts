import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenBackend, openBackend } from '../../engine/device/ladder';
import { wasmFiles } from '../../engine/device/wasmFiles';
import { Lanes } from '../../engine/lanes/lanes';
import { readLink } from '../../recipe/link';
import { numbered, type Recipe } from '../../recipe/recipe';
import { datasets } from '../datasets';
import { defaultsOf } from '../part';
import { textEncoders } from './texts.testing';

let backend: OpenBackend;
beforeAll(async () => {
  backend = await openBackend({ forced: 'webgpu', wasmFiles });
});
afterAll(() => backend.close());

const TINY =
  'data=sentences&positives=label&samples=2&classes=2&embedding=4&width=16&filters=8&units=8&layers=1';

/** Everything a lane of this recipe holds after that many steps. */
async function trained(recipe: Recipe, steps: number, isCaptured: boolean) {
  const data = await datasets.sentences.load({
    seed: 7,
    knobs: defaultsOf(datasets.sentences.knobs),
    readFile: () => Promise.reject(new Error('sentences need no file')),
  });
  const lanes = new Lanes(data);
  lanes.set(numbered([recipe]));
  if (isCaptured) expect(await lanes.capture()).toMatchObject({ isReplayed: true, reason: null });
  for (let step = 0; step < steps; step++) lanes.trainStep();
  const state = await lanes.snapshot();
  lanes.dispose();
  return state;
}

/** A transformer takes minutes on software that imitates a GPU: `npm run claims` tries it too. */
const isEvery = import.meta.env.VITE_CLAIMS === '1';
const tried = textEncoders.filter(({ id }) => isEvery || id !== 'transformer');

test.each(tried)('a captured step of $name replays bit for bit', async ({ id, knobs }) => {
  const { pooling = 'mean' } = knobs as { readonly pooling?: string };
  const { recipes } = readLink(`${TINY}&encoder=${id}&pooling=${pooling}`);
  const recipe = recipes[0] as Recipe;
  expect(recipe.parts).toMatchObject({ data: 'sentences', encoder: id });
  expect(await trained(recipe, 3, true)).toEqual(await trained(recipe, 3, false));
});
