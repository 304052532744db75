import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenBackend, openBackend } from '../../engine/device/ladder';
import { wasmFiles } from '../../engine/device/wasmFiles';
import { Lanes } from '../../engine/lanes/lanes';
import { readLink } from '../../recipe/link';
import { numbered, type Recipe } from '../../recipe/recipe';
import type { Data } from '../data';
import { datasets } from '../datasets';

let backend: OpenBackend;
let data: Data;
beforeAll(async () => {
  backend = await openBackend({ forced: 'webgpu', wasmFiles });
  const readFile = () => Promise.reject(new Error('captions need no file'));
  data = await datasets.captions.load({ seed: 7, knobs: {}, readFile });
});
afterAll(() => backend.close());

const TINY =
  'data=captions&positives=given&encoder=twoTowers&selection=all&loss=symmetricInfoNce&givenPairs=8&filters=4&width=8&embedding=16';

/** Everything a lane of this recipe holds after that many steps. */
async function trained(recipe: Recipe, steps: number, isCaptured: boolean) {
  const lanes = new Lanes(data);
  lanes.set(numbered([recipe]));
  if (isCaptured) expect(await lanes.capture()).toMatchObject({ isReplayed: true, reason: null });
  for (let step = 0; step < steps; step++) lanes.trainStep();
  const state = await lanes.snapshot();
  lanes.dispose();
  return state;
}

describe.each(['reads=bag', 'reads=cnn', 'reads=gru', 'reads=cnn&source=nearMisses'])(
  '%s',
  (how) => {
    test('a captured step replays bit for bit', async () => {
      const { recipes, problems } = readLink(`${TINY}&${how}`);
      expect(problems).toEqual([]);
      const recipe = recipes[0] as Recipe;
      expect(await trained(recipe, 3, true)).toEqual(await trained(recipe, 3, false));
    });
  },
);
