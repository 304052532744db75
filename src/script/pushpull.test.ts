import { beforeAll, beforeEach, expect, expectTypeOf, test } from 'vitest';
import { heldOutMeasures } from '../protocol/measures';
import { defaultRecipe } from '../recipe/recipe';
import { openRecipes } from '../state/experiment';
import { offerScript } from './offer';
import type { FlatRecipe, Pushpull, ScriptAnswer, ScriptReport } from './pushpull';

beforeAll(offerScript);
beforeEach(() => openRecipes([defaultRecipe]));

test('scripts find just these, and none goes without a word', () => {
  type Keys =
    | 'recipe'
    | 'run'
    | 'pause'
    | 'step'
    | 'reset'
    | 'report'
    | 'embeddings'
    | 'evaluate'
    | 'ask'
    | 'look'
    | 'bring';
  expectTypeOf<keyof Pushpull>().toEqualTypeOf<Keys>();
  expectTypeOf<Pushpull['step']>().toEqualTypeOf<(count?: number) => Promise<void>>();
  expectTypeOf<Pushpull['report']>().toEqualTypeOf<(lane?: number) => ScriptReport>();
  expectTypeOf<Pushpull['ask']>().toEqualTypeOf<
    (texts: readonly string[], count?: number) => Promise<readonly ScriptAnswer[]>
  >();
  expectTypeOf<Pushpull['recipe']['shared']>().toEqualTypeOf<FlatRecipe>();
  expect(Object.keys(pushpull).sort()).toEqual([
    ...['ask', 'bring', 'embeddings', 'evaluate', 'look', 'pause', 'recipe', 'report', 'reset'],
    ...['run', 'step'],
  ]);
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
