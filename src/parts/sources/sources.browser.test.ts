import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spirals } from '../../engine/behaviour/spirals.testing';
import { type OpenBackend, openBackend } from '../../engine/device/ladder';
import { wasmFiles } from '../../engine/device/wasmFiles';
import { Lanes } from '../../engine/lanes/lanes';
import { readLink } from '../../recipe/link';
import { numbered, withKnob, withPart } from '../../recipe/recipe';
import { sources } from '.';

let backend: OpenBackend;
beforeAll(async () => {
  backend = await openBackend({ forced: 'webgpu', wasmFiles });
});
afterAll(() => backend.close());

const TINY =
  'data=points&encoder=mlp&width=8&layers=1&samples=3&classes=3&embedding=3&loss=infoNce&selection=all';
const STEPS = 12;
const SOON = {
  warmUp: 3,
  refreshEvery: 10,
  queueSize: 32,
  memorySize: 32,
  bankDraws: 64,
  mixedFrom: 8,
  learnedNegatives: 16,
  teacherSteps: 5,
};

/** The loss of every step of a lane with the source. */
async function losses(source: string, isCaptured: boolean): Promise<number[]> {
  const [tiny] = readLink(TINY).recipes;
  const recipe = Object.entries(SOON).reduce(
    (result, [name, value]) => withKnob(result, name, value),
    withPart(tiny as NonNullable<typeof tiny>, 'source', source),
  );
  const lanes = new Lanes(await spirals());
  lanes.set(numbered([recipe]));
  if (isCaptured) expect(await lanes.capture()).toMatchObject({ isReplayed: true, reason: null });
  const found: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    lanes.trainStep();
    for (const lane of lanes.all)
      for (const { values } of await lanes.readMeasured(lane)) found.push(values.loss);
  }
  lanes.dispose();
  return found;
}

describe.each(Object.keys(sources))('source %s on WebGPU', (source) => {
  test('replayed steps are the steps themselves, with all that the source remembers', async () => {
    const ordinary = await losses(source, false);
    const replayed = await losses(source, true);
    expect(ordinary).toHaveLength(STEPS);
    expect(ordinary.every(Number.isFinite)).toBe(true);
    expect(ordinary.slice(-3).every((loss) => loss > 0)).toBe(true);
    expect(replayed).toEqual(ordinary);
  });
});
