import { expect, test } from 'vitest';
import { heldOutMeasures, stepMeasures } from '../protocol/measures';
import type { Picture, Spectrum } from '../protocol/picture';
import { defaultRecipe, type Recipe, withKnob, withPart } from '../recipe/recipe';
import type { LaneRun } from '../state/run';
import { laneSentence } from './laneSentence';

const data = { classNames: Array.from({ length: 24 }, (_, i) => `${i}`), trainCount: 2880 };
const times = (count: number, value: number) => Array<number>(count).fill(value);

/** A lane of so many steps with one loss and one active share throughout. */
function lane(steps: number, loss: number, active: number, picture: Partial<Picture> = {}) {
  const taken = Array.from({ length: steps }, (_, i) => i + 1);
  const values = { loss, activeShare: active, falseShare: 0, hardness: 0.5 };
  const ofStep = stepMeasures.map((name) => [
    name,
    { steps: taken, values: times(steps, values[name]) },
  ]);
  const ofItems = heldOutMeasures.map((name) => [name, { steps: [0], values: [0.3] }]);
  return {
    id: 1,
    start: 0,
    step: steps,
    series: Object.fromEntries([...ofStep, ...ofItems]) as LaneRun['series'],
    picture: { step: steps, ages: null, removed: 0, spectrum: null, ...picture } as Picture,
  } satisfies LaneRun;
}

const say = (run: LaneRun, recipe: Recipe = defaultRecipe) => laneSentence(run, recipe, 24, data);
const spectrum = (candidates: number, chosen: number) =>
  ({ candidates: Uint32Array.of(candidates), chosen: Uint32Array.of(chosen) }) as Spectrum;
const anchor = (candidates: readonly number[], chosen = 0) =>
  ({
    candidates: Int32Array.from(candidates),
    chosen: Uint8Array.from(candidates, (_, rank) => (rank < chosen ? 1 : 0)),
  }) as Picture['anchor'];
const remembered = (count: number) =>
  anchor(
    Array.from({ length: count }, (_, i) => -2 - i),
    1,
  );
const ages = (oldest: number) => ({ mean: oldest / 2, oldest, bins: Uint32Array.of(1) });
const queue = withKnob(
  withPart(withPart(defaultRecipe, 'loss', 'infoNce'), 'source', 'momentumQueue'),
  'queueSize',
  512,
);

test('a memory that holds nothing yet is said to, though nothing in it has an age', () => {
  const warming = withPart(withPart(defaultRecipe, 'loss', 'ntXent'), 'source', 'crossBatchMemory');
  const own = { anchor: anchor([1, 2, 3], 1) };
  expect(say(lane(9, 2, 0.5, own), warming)).toContain('No candidate from its memory yet.');
  expect(say(lane(9, 2, 0.5, own))).not.toContain('memory');
});

test('a guard that removes every candidate is said to, and what is left is measured', () => {
  expect(say(lane(5, 0, 0, { removed: 1 }))).toBe(
    'The guard removed every candidate: no negative acts, and the loss is 0.',
  );
  expect(say(lane(5, 0.31, 0, { removed: 1 }))).toMatch(/and what is left costs 0.31\.$/);
  expect(say(lane(5, 0.31, 0.5, { removed: 0.99 }))).not.toContain('guard');
});

test('a loss of 0 from the start is told apart: nothing chosen, nothing to choose, nothing active', () => {
  expect(say(lane(9, 0, 0, { spectrum: spectrum(40, 0) }))).toMatch(
    /^None of the candidates could/,
  );
  expect(say(lane(9, 0, 0, { spectrum: spectrum(0, 0) }))).toMatch(/^There is no candidate/);
  expect(say(lane(9, 0, 0, { spectrum: spectrum(40, 9) }))).toMatch(
    /^Nothing teaches from the first/,
  );
  expect(say(lane(9, 0, 0.4, { spectrum: spectrum(40, 9) }))).not.toContain('first step on');
});

test('a memory says that it is empty or filling, and is silent when the first step has left it', () => {
  expect(say(lane(2, 1, 0.6, { ages: ages(1), anchor: anchor([3, 4]) }), queue)).toBe(
    'No candidate from its memory yet. 60 % of the chosen negatives still teach.',
  );
  expect(say(lane(4, 1, 0.6, { ages: ages(3), anchor: remembered(120) }), queue)).toBe(
    'Memory still filling: 120 of 512 there. 60 % of the chosen negatives still teach.',
  );
  expect(say(lane(40, 1, 0.6, { ages: ages(8), anchor: remembered(480) }), queue)).toMatch(
    /^Learning/,
  );
});

test('more negatives than there are, and a queue smaller than what enters it, are said', () => {
  const many = withKnob(withPart(defaultRecipe, 'selection', 'hardest'), 'k', 64);
  expect(say(lane(9, 1, 0.6, { anchor: anchor(times(60, 5), 60) }), many)).toMatch(
    /^64 negatives wanted, 60 there: 60 act\. 60 % of/,
  );
  const small = withKnob(queue, 'queueSize', 16);
  const said = say(lane(40, 1, 0.6, { ages: ages(1), anchor: remembered(15) }), small);
  expect(said).toMatch(/^Memory of 16, but \d+ enter a step: some never do\. 60 % of/);
  expect(said.length).toBeLessThanOrEqual(112);
});
