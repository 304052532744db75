import { describe, expect, test } from 'vitest';
import { runningMean } from '../numbers/runningMean';
import type { HeldOutMeasure, StepMeasure } from '../protocol/measures';
import { heldOutMeasures, stepMeasures } from '../protocol/measures';
import type { Picture } from '../protocol/picture';
import { defaultRecipe, withPart } from '../recipe/recipe';
import type { LaneRun, Series } from '../state/run';
import { laneSentence } from './laneSentence';

type Values = Partial<Record<StepMeasure | HeldOutMeasure, readonly number[]>>;

/** A lane whose measures were taken at every step (of batches) or every tenth (held out). */
function laneRun(values: Values): LaneRun {
  const series = (name: StepMeasure | HeldOutMeasure): Series => {
    const own = [...(values[name] ?? [])];
    const isOfStep = stepMeasures.some((one) => one === name);
    return { steps: own.map((_, i) => (isOfStep ? i + 1 : 10 * i)), values: own };
  };
  const names = [...stepMeasures, ...heldOutMeasures];
  return {
    id: 1,
    start: 0,
    step: values.loss?.length ?? 0,
    series: Object.fromEntries(names.map((name) => [name, series(name)])) as LaneRun['series'],
    picture: { measures: { recallAt1: values.recallAt1?.at(-1) ?? Number.NaN } } as Picture,
  };
}

const times = (count: number, value: number) => Array<number>(count).fill(value);
const say = (values: Values, recipe = defaultRecipe) => laneSentence(laneRun(values), recipe, 24);
const softmax = withPart(defaultRecipe, 'loss', 'ntXent');

describe('the sentence over a lane', () => {
  test('before training it says how good the first weights happen to be', () => {
    expect(say({ recallAt1: [0.331] })).toBe(
      'Not trained yet: with its first weights 33 % of nearest neighbours are right.',
    );
  });

  test('a collapse is dated to the step from which all stayed on one point', () => {
    const collapsed = {
      loss: times(40, 0.2),
      meanCosine: [0.93, 0.999, 0.98, 0.999, 1],
      activeShare: times(40, 1),
      falseShare: times(40, 0),
    };
    expect(say(collapsed)).toBe(
      'Collapsed by step 30: all 24 classes on one point, and each triplet still costs the margin.',
    );
    expect(say({ ...collapsed, loss: times(40, 4.14) }, softmax)).toBe(
      'Collapsed by step 30: all 24 classes on one point, and the loss stays at 4.14.',
    );
  });

  test('items that start on one point are not called collapsed', () => {
    expect(say({ loss: [0.2], meanCosine: [0.999], activeShare: [1], falseShare: [0] })).toBe(
      'Not yet apart at step 1: all 24 classes on one point, as at the start.',
    );
  });

  test('a lane whose triplets teach nothing says so, and whether it is because all is sorted', () => {
    const stalled = {
      loss: times(50, 0.1),
      meanCosine: [0.3],
      activeShare: times(50, 0.08),
      falseShare: times(50, 0),
    };
    expect(say({ ...stalled, mapAtR: [0.5] })).toBe(
      'Pulled apart what is easy: 9 of 10 triplets teach nothing any more.',
    );
    expect(say({ ...stalled, mapAtR: [0.95] })).toMatch(/^Sorted, MAP@R 0.95/);
    expect(say({ ...stalled, activeShare: times(50, 0.02), mapAtR: [0.5] })).toContain('98 of 100');
  });

  test('the shares it names are those at which the charts end', () => {
    const activeShare = Array.from({ length: 40 }, (_, place) => (place % 2 ? 0.9 : 0.2));
    const shown = runningMean(activeShare).at(-1) ?? 0;
    const learning = { loss: times(40, 1), meanCosine: [0.3], falseShare: times(40, 0) };
    expect(say({ ...learning, activeShare })).toContain(
      `${Math.round(100 * shown)} % of the triplets`,
    );
  });

  test('where a lens is on, what was learnt of the problem takes the place of MAP@R', () => {
    const told = 'edits told apart 0.82, worst: role 0.46';
    const sayTold = (values: Values) =>
      laneSentence(laneRun(values), defaultRecipe, 24, null, told);
    const learning = { loss: times(30, 1), meanCosine: [0.3], falseShare: times(30, 0) };
    expect(sayTold({ recallAt1: [0.3] })).toBe(
      'Not trained yet: edits told apart 0.82, worst: role 0.46.',
    );
    expect(sayTold({ ...learning, activeShare: times(30, 0.08), mapAtR: [0.9] })).toBe(
      'Edits told apart 0.82, worst: role 0.46; 9 of 10 triplets teach nothing any more.',
    );
    expect(sayTold({ ...learning, activeShare: times(30, 0.6), mapAtR: [0.1, 0.9] })).toBe(
      'Edits told apart 0.82, worst: role 0.46; 60 % of the triplets still teach.',
    );
  });

  test('false negatives are named before anything that goes well', () => {
    expect(
      say({
        loss: times(30, 2),
        meanCosine: [0.3],
        activeShare: times(30, 0.6),
        falseShare: times(30, 0.53),
      }),
    ).toBe('53 % of the chosen negatives are false: they push an item from its own class.');
  });

  test('a learning lane says how much still teaches and what that has brought, in its loss’s words', () => {
    const learning = {
      loss: times(50, 0.15),
      meanCosine: [0.3],
      activeShare: times(50, 0.58),
      falseShare: times(50, 0),
      mapAtR: [0.06, 0.3, 0.67],
    };
    expect(say(learning)).toBe(
      'Learning: 58 % of the triplets still teach; MAP@R has gone from 0.06 to 0.67.',
    );
    expect(say(learning, softmax)).toContain('58 % of the chosen negatives still teach');
  });

  test('a lane that gains nothing for a hundred steps says since when', () => {
    const mapAtR = [0.1, 0.4, ...times(12, 0.67)];
    expect(
      say({
        loss: times(130, 0.15),
        meanCosine: [0.3],
        activeShare: times(130, 0.3),
        falseShare: times(130, 0),
        mapAtR,
      }),
    ).toBe('Level: MAP@R 0.67 since step 20; 30 % of the triplets still teach.');
  });

  test('a loss without negatives is not blamed for negatives that teach nothing', () => {
    const none = withPart(defaultRecipe, 'loss', 'vicReg');
    const base = { loss: times(50, 1), meanCosine: [0.3], activeShare: times(50, 0) };
    const falseShare = times(50, 0);
    expect(say({ ...base, falseShare, mapAtR: [0.1, 0.4] }, none)).toBe(
      'Learning without negatives: MAP@R has gone from 0.10 to 0.40.',
    );
    expect(say({ ...base, falseShare, mapAtR: [0.1, 0.1] }, none)).toBe(
      'No gain yet at step 50: MAP@R 0.10.',
    );
  });

  test('a rising loss and one that is no number are said first', () => {
    const base = { meanCosine: [0.3], activeShare: times(80, 0.5), falseShare: times(80, 0) };
    expect(say({ ...base, loss: [...times(40, 0.2), ...times(40, 0.6)] })).toMatch(
      /^Getting worse: the loss was 0.20 at step \d+ and is 0.60 now\.$/,
    );
    expect(say({ ...base, loss: [0.2, Number.NaN] })).toBe(
      'The loss is no longer a number since step 2.',
    );
  });

  test('every sentence is short enough for three lines of a narrow lane', () => {
    const sentences = [
      say({ recallAt1: [0.33] }),
      say({ loss: times(1200, 0.2), meanCosine: [0.9, ...times(99, 1)] }),
      say({ loss: times(1200, 4.14), meanCosine: [0.9, ...times(99, 1)] }, softmax),
      say({
        loss: times(1200, 0.1),
        meanCosine: [0.2],
        activeShare: times(9, 0.5),
        falseShare: times(9, 0),
        mapAtR: [0.1, 0.5],
      }),
    ];
    for (const sentence of sentences) expect(sentence.length, sentence).toBeLessThanOrEqual(112);
  });
});
