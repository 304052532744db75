import { beforeAll, beforeEach, expect, expectTypeOf, test } from 'vitest';
import type { LaneFrame } from '../protocol/frame';
import { heldOutMeasures, stepMeasures } from '../protocol/measures';
import type { Picture } from '../protocol/picture';
import { defaultRecipe } from '../recipe/recipe';
import { experimentStore, openRecipes } from '../state/experiment';
import { takeReport } from '../state/run';
import { offerScript } from './offer';
import type { FlatRecipe, Pushpull, ScriptAnswer, ScriptHistory, ScriptReport } from './pushpull';

beforeAll(offerScript);
beforeEach(() => openRecipes([defaultRecipe]));

test('scripts find just these, and none goes without a word', () => {
  type Keys =
    | 'version'
    | 'recipe'
    | 'run'
    | 'pause'
    | 'step'
    | 'reset'
    | 'report'
    | 'history'
    | 'embeddings'
    | 'evaluate'
    | 'ask'
    | 'look'
    | 'bring';
  expectTypeOf<keyof Pushpull>().toEqualTypeOf<Keys>();
  expectTypeOf<Pushpull['step']>().toEqualTypeOf<(count?: number) => Promise<void>>();
  expectTypeOf<Pushpull['report']>().toEqualTypeOf<(lane?: number) => ScriptReport>();
  expectTypeOf<Pushpull['history']>().toEqualTypeOf<(lane?: number) => ScriptHistory>();
  expectTypeOf<Pushpull['ask']>().toEqualTypeOf<
    (texts: readonly string[], count?: number) => Promise<readonly ScriptAnswer[]>
  >();
  expectTypeOf<Pushpull['recipe']['shared']>().toEqualTypeOf<FlatRecipe>();
  expect(Object.keys(pushpull).sort()).toEqual(
    [
      ...['ask', 'bring', 'embeddings', 'evaluate', 'history', 'look', 'pause', 'recipe', 'report'],
      ...['reset', 'run', 'step', 'version'],
    ].sort(),
  );
});

test('a report is plain JSON from the start: what is not measured yet is null', () => {
  const report = pushpull.report();
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  expect(report).toMatchObject({ step: 0, loss: null, recallAt1: null, histogram: null });
  for (const measure of heldOutMeasures) expect(report[measure]).toBeNull();
  expect(() => pushpull.report(1)).toThrow('There is no lane 1');
});

test('a recipe is set in part, for all lanes or for as many as are named', () => {
  pushpull.recipe = { selection: 'random' };
  expect(pushpull.recipe.shared.selection).toBe('random');
  pushpull.recipe = { shared: { seed: 3 }, lanes: [{ selection: 'hardest' }, {}] };
  expect(pushpull.recipe.lanes.map(({ selection, seed }) => [selection, seed])).toEqual([
    ['hardest', 3],
    ['random', 3],
  ]);
  expect(pushpull.recipe.shared).not.toHaveProperty('selection');
});

test('a wrong name or value is an error in words and changes nothing', () => {
  const before = pushpull.recipe;
  const set = (change: FlatRecipe) => () => {
    pushpull.recipe = change;
  };
  expect(set({ selection: 'random', loss: 'nonsense' })).toThrow('There is no loss “nonsense”.');
  expect(set({ nonsense: 1 })).toThrow('“nonsense” is no part or knob of this recipe.');
  expect(pushpull.recipe).toEqual(before);
});

test('lanes on other data or another seed, none or five, are refused and change nothing', () => {
  pushpull.recipe = { lanes: [{ selection: 'hardest' }, {}] };
  const before = pushpull.recipe;
  const open =
    (...lanes: FlatRecipe[]) =>
    () => {
      pushpull.recipe = { lanes };
    };
  expect(open({}, { data: 'digits' })).toThrow('All lanes share “data”. Set it once');
  expect(open({ seed: 1 }, { seed: 2 })).toThrow('All lanes share “seed”.');
  expect(open()).toThrow('Name one to four lanes.');
  expect(open({}, {}, {}, {}, {})).toThrow('Name one to four lanes.');
  expect(pushpull.recipe).toEqual(before);
  open({ seed: 2 }, { seed: 2 })();
  expect(pushpull.recipe.shared.seed).toBe(2);
});

test('values that do not fit are errors in words and change nothing', () => {
  pushpull.recipe = { loss: 'ntXent' };
  const before = pushpull.recipe;
  const set = (change: unknown) => () => {
    pushpull.recipe = change as FlatRecipe;
  };
  for (const value of [0, 5, 'abc', null])
    expect(set({ temperature: value })).toThrow("Temperature can't be ");
  expect(set({ seed: 1.5 })).toThrow('in steps of 1');
  expect(set({ shared: { temperature: 0.2 }, lanes: [{ embedding: '7' }] })).toThrow('Embedding');
  expect(set({ encoder: 'textCnn' })).toThrow(/these data are/);
  expect(set(null)).toThrow('Set the recipe as an object');
  expect(set({ lanes: 5 })).toThrow('“lanes” is a list');
  expect(set({ shared: 'x' })).toThrow('“shared” is an object');
  expect(pushpull.recipe).toEqual(before);
  set({ temperature: '0.2', embedding: 16 })();
  expect(pushpull.recipe.shared).toMatchObject({ temperature: 0.2, embedding: '16' });
});

test.each([-5, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 'a', '5', null, 10n])(
  'step(%s) rejects in words',
  async (count) => {
    await expect(pushpull.step(count as number)).rejects.toThrow(
      /^The number of steps can't be .*; it is a whole number, 0 or more\.$/,
    );
  },
);

test.each([99, -1, Number.NaN, 1.5, 'length', '__proto__', {}])(
  'there is no lane %s, whatever is asked of it',
  async (place) => {
    const lane = place as number;
    expect(() => pushpull.report(lane)).toThrow(/^There is no lane .*; lanes count from 0\.$/);
    expect(() => pushpull.history(lane)).toThrow(RangeError);
    await expect(pushpull.embeddings(lane)).rejects.toThrow(RangeError);
  },
);

test.each([
  ['abc', 5],
  [null, 5],
  [[1], 5],
  [['a'], -1],
  [['a'], Number.NaN],
  [Array(33).fill(''), 5],
])('ask(%s, %s) rejects in words', async (texts, count) => {
  await expect(pushpull.ask(texts as string[], count as number)).rejects.toThrow(RangeError);
});

test('a report and the curves hold everything that was measured of a lane', () => {
  const id = experimentStore.getState().lanes[0]?.id ?? 0;
  const picture = {
    ...{
      step: 5,
      measures: { mapAtR: 0.5, recallAt1: Number.NaN },
      comparisons: 90,
      batch: '4 x 4',
    },
    ...{ miningMs: null, weightCount: 12, removed: 0.25, spectrum: null, push: null },
    ...{ map: { varianceShown: 0.75 }, ages: { mean: 2, oldest: 4 } },
    dials: [{ label: 'Bias', value: -3 }],
    learned: {
      lens: 'scene',
      ari: 0.5,
      scenes: [{ ari: Number.NaN }],
      instances: new Int16Array(9),
    },
  } as unknown as Picture;
  const trace = {
    steps: Int32Array.of(4, 5),
    measures: Object.fromEntries(
      stepMeasures.map((name) => [name, Float32Array.of(0.5, Number.NaN)]),
    ) as LaneFrame['trace']['measures'],
  };
  const frame = {
    ...{ step: 5, training: false, stepsPerSecond: 0, searching: null },
    steps: { isReplayed: false, dispatches: 0, reason: null },
    lanes: [{ id, start: 1, step: 5, trace, picture }],
  };
  takeReport({ type: 'frame', run: 1, frame });
  const report = pushpull.report();
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  expect(report).toMatchObject({
    ...{ step: 5, mapAtR: 0.5, recallAt1: null, loss: null, removed: 0.25, varianceShown: 0.75 },
    ...{ meanAge: 2, oldestAge: 4, weightCount: 12, batch: '4 x 4', dials: { Bias: -3 } },
    learned: { lens: 'scene', ari: 0.5, scenes: [{ ari: null }] },
  });
  expect(report.learned).not.toHaveProperty('instances');
  const history = pushpull.history();
  expect(history.loss).toEqual({ steps: [4, 5], values: [0.5, null] });
  expect(history.mapAtR).toEqual({ steps: [5], values: [0.5] });
  expect(Object.keys(history).sort()).toEqual([...stepMeasures, ...heldOutMeasures].sort());
});

test('the version is the one of the package', () => {
  expect(pushpull.version).toMatch(/^\d+\.\d+\.\d+$/);
});
