import { describe, expect, test } from 'vitest';
import { runningMean } from '../numbers/runningMean';
import type { HeldOutMeasure, StepMeasure } from '../protocol/measures';
import { heldOutMeasures, stepMeasures } from '../protocol/measures';
import type { Picture } from '../protocol/picture';
import { defaultRecipe, withPart } from '../recipe/recipe';
import type { LaneRun, Series } from '../state/run';
import type { LaneData } from './laneSeen';
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
    headline: { steps: [], values: [] },
    picture: { measures: { recallAt1: values.recallAt1?.at(-1) ?? Number.NaN } } as Picture,
  };
}

const times = (count: number, value: number) => Array<number>(count).fill(value);
const say = (values: Values, recipe = defaultRecipe, data: LaneData | null = null) =>
  laneSentence(laneRun(values), recipe, 24, data);
const softmax = withPart(defaultRecipe, 'loss', 'ntXent');

describe('the sentence over a lane', () => {
  test('before training it says how good the first weights happen to be', () => {
    expect(say({ recallAt1: [0.331] })).toBe(
      'Untrained: with random weights, 33% of items have a nearest neighbour of their own class.',
    );
  });

  const collapse = {
    loss: [...times(4, 0.24), ...times(36, 0.2)],
    batchCosine: [0.93, 0.999, 0.98, 0.991, 0.996, ...times(35, 1)],
    meanCosine: [0.93, 0.999],
    activeShare: times(40, 1),
    falseShare: times(40, 0),
  };

  test('a collapse has one step, whenever the held-out items were looked at', () => {
    const run = laneRun(collapse);
    const looked = [
      [0, 40],
      [0, 5, 10, 25, 40],
      [0, 20, 30, 40],
    ].map((steps) => {
      const values = steps.map((step) => (step > 4 ? 1 : 0.9));
      const series = { ...run.series, meanCosine: { steps, values } };
      return laneSentence({ ...run, series }, defaultRecipe, 24);
    });
    expect(new Set(looked).size).toBe(1);
    expect(looked[0]).toMatch(/^Collapsed \(step 5\): /);
  });

  test('a batch that is a little less alike than one point does not end a collapse', () => {
    const batchCosine = [0.93, 0.996, ...times(20, 1), 0.993, ...times(17, 1)];
    expect(say({ ...collapse, batchCosine })).toContain('(step 2)');
  });

  test('batches on one point are no collapse while the held-out items are apart', () => {
    expect(say({ ...collapse, meanCosine: [0.9, 0.4] })).not.toContain('Collapsed');
  });

  test('the cause of a collapse is told where the loss shows it, with the distance that makes it so', () => {
    expect(say(collapse)).toBe(
      'Collapsed (step 5): all 24 classes lie on one point. Negatives nearer than positives let the pull win.',
    );
    const below = { ...collapse, loss: [...times(4, 0.15), ...times(36, 0.2)] };
    const stuck =
      'Collapsed (step 5): all 24 classes lie on one point. The loss is stuck at the margin, 0.20.';
    expect(say(below)).toBe(stuck);
    const plain = {
      ...defaultRecipe,
      knobs: { ...defaultRecipe.knobs, distance: 'euclidean' },
    };
    expect(say(collapse, plain)).toBe(stuck);
    expect(say({ ...collapse, loss: times(40, 4.14) }, softmax)).toBe(
      'Collapsed (step 5): all 24 classes lie on one point. The loss stays at 4.14.',
    );
  });

  test('retrieval that rises in a collapsed lane is explained, not contradicted', () => {
    const mapAtR = [0.06, 0.1, 0.27];
    expect(say({ ...collapse, mapAtR })).toBe(
      'Collapsed (step 5): negatives nearer than positives let the pull win. MAP@R still rose to 0.27.',
    );
    expect(say({ ...collapse, loss: times(40, 4.14), mapAtR }, softmax)).toBe(
      'Collapsed (step 5): all 24 classes lie on one point. MAP@R still rose to 0.27.',
    );
  });

  test('items that start on one point are not called collapsed', () => {
    expect(
      say({
        loss: [0.2],
        batchCosine: [0.999],
        meanCosine: [0.999],
        activeShare: [1],
        falseShare: [0],
      }),
    ).toBe('Not yet apart at step 1: all 24 classes lie on one point, as at the start.');
  });

  const few = {
    loss: times(70, 0.1),
    meanCosine: [0.3],
    activeShare: times(70, 0.08),
    falseShare: times(70, 0),
  };

  test('few violated triplets end in one of three ways: solved, still improving, stalled', () => {
    expect(say({ ...few, mapAtR: [0.5, ...times(6, 0.83)] })).toBe(
      'Nearly solved (MAP@R 0.83): only 1 triplet in 10 is still violated.',
    );
    expect(say({ ...few, mapAtR: [0.06, 0.2, 0.3, 0.4, 0.45, 0.48, 0.49] })).toBe(
      'Still improving (MAP@R 0.49), though only 1 triplet in 10 is still violated.',
    );
    expect(say({ ...few, mapAtR: [0.06, ...times(6, 0.5)] })).toBe(
      'Stalled at MAP@R 0.50: 9 of 10 triplets are already satisfied.',
    );
    const fewer = { ...few, activeShare: times(70, 0.02) };
    expect(say({ ...fewer, mapAtR: [0.06, ...times(6, 0.5)] })).toContain('98 of 100 triplets');
    expect(say({ ...fewer, mapAtR: [0.9] })).toContain('only 2 triplets in 100 are still violated');
    const none = { ...few, activeShare: times(70, 0) };
    expect(say({ ...none, loss: times(70, 0.001), mapAtR: [0.9] })).toContain(
      'no triplet is still violated',
    );
  });

  test('a low temperature, at which few negatives push, is not called a failure', () => {
    const mapAtR = [0.06, 0.3, 0.4, 0.5, 0.5, 0.5, 0.5];
    expect(say({ ...few, activeShare: times(70, 0.02), mapAtR }, softmax)).toBe(
      'Learning: MAP@R has gone from 0.06 to 0.50; 2% of the chosen negatives are active.',
    );
  });

  test('where a softmax loss has sorted the items for a hundred steps, they are nearly solved', () => {
    const mapAtR = [0.1, 0.6, ...times(12, 0.9)];
    expect(say({ ...few, loss: times(130, 0.1), mapAtR }, softmax)).toBe(
      'Nearly solved: MAP@R 0.90 since step 20.',
    );
  });

  const busy = { meanCosine: [0.3], activeShare: times(80, 0.95), falseShare: times(80, 0) };

  test('a lane that got worse than its first weights says so, once it is no single measurement', () => {
    const loss = times(80, 2);
    expect(say({ ...busy, loss, mapAtR: [0.187, 0.15, 0.117] })).toBe(
      'Worse than its first weights: MAP@R was 0.19 at step 0 and is 0.12 now.',
    );
    expect(say({ ...busy, loss, mapAtR: [0.185, 0.19, 0.117] })).not.toContain('Worse');
    expect(say({ ...busy, loss, mapAtR: [0.185, 0.17, 0.17] })).not.toContain('Worse');
  });

  test('a lane that only memorises says so: its loss falls, held-out quality stays at chance', () => {
    const data = { chance: { mapAtR: 0.12 } } as unknown as LaneData;
    const loss = Array.from({ length: 80 }, (_, step) => 1.9 - step / 80);
    const mapAtR = [0.13, 0.18, 0.15, 0.14, 0.13, 0.16, 0.15, 0.14, 0.15, 0.16, 0.15];
    expect(say({ ...busy, loss, mapAtR }, softmax, data)).toBe(
      'Memorises: the loss fell from 1.88 to 1.03, but held-out MAP@R stays at chance (0.15).',
    );
    expect(say({ ...busy, loss, mapAtR: mapAtR.slice(0, 9) }, softmax, data)).not.toContain('Mem');
    const learns = mapAtR.map((value, place) => value + 0.03 * place);
    expect(say({ ...busy, loss, mapAtR: learns }, softmax, data)).not.toContain('Memorises');
    const satisfied = { ...busy, activeShare: times(80, 0.02), loss: times(80, 0.2), mapAtR };
    expect(say(satisfied, defaultRecipe, data)).toBe(
      'Memorises: 98 of 100 triplets are already satisfied, but held-out MAP@R stays at chance (0.15).',
    );
  });

  test('the shares it names are those at which the charts end', () => {
    const activeShare = Array.from({ length: 40 }, (_, place) => (place % 2 ? 0.9 : 0.2));
    const shown = runningMean(activeShare).at(-1) ?? 0;
    const learning = { loss: times(40, 1), meanCosine: [0.3], falseShare: times(40, 0) };
    expect(say({ ...learning, activeShare })).toContain(
      `${Math.round(100 * shown)}% of the triplets`,
    );
  });

  test('where a lens is on, what was learnt of the problem takes the place of MAP@R', () => {
    const told = 'edits told apart 0.82, worst: role 0.46';
    const sayTold = (values: Values) =>
      laneSentence(laneRun(values), defaultRecipe, 24, null, told);
    const learning = { loss: times(30, 1), meanCosine: [0.3], falseShare: times(30, 0) };
    expect(sayTold({ recallAt1: [0.3] })).toBe(
      'Untrained: edits told apart 0.82, worst: role 0.46.',
    );
    expect(sayTold({ ...learning, activeShare: times(30, 0.08), mapAtR: [0.9] })).toBe(
      'Edits told apart 0.82, worst: role 0.46; 9 of 10 triplets are already satisfied.',
    );
    expect(sayTold({ ...learning, activeShare: times(30, 0.6), mapAtR: [0.1, 0.9] })).toBe(
      'Edits told apart 0.82, worst: role 0.46; 60% of the triplets are active.',
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
    ).toBe('53% of the chosen negatives are false: they push an item from its own class.');
  });

  test('a learning lane says what it has gained and how much is active, in its loss’s words', () => {
    const learning = {
      loss: times(50, 0.15),
      meanCosine: [0.3],
      activeShare: times(50, 0.58),
      falseShare: times(50, 0),
      mapAtR: [0.06, 0.3, 0.67],
    };
    expect(say(learning)).toBe(
      'Learning: MAP@R has gone from 0.06 to 0.67; 58% of the triplets are active.',
    );
    expect(say(learning, softmax)).toContain('58% of the chosen negatives are active');
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
    ).toBe('Level: MAP@R 0.67 since step 20; 30% of the triplets are active.');
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

  test('a loss below 0 is worse by what it has moved, not by its size', () => {
    const down = Array.from({ length: 60 }, (_, step) => 4 - step / 3);
    const loss = [...down, ...times(40, -15.7), ...times(30, -15.5)];
    expect(say({ ...busy, loss, mapAtR: [0.1, 0.62, 0.58] })).not.toContain('Getting worse');
    const back = [...down, ...times(40, -15.7), ...times(30, -9)];
    expect(say({ ...busy, loss: back })).toMatch(
      /^Getting worse: the loss was −15.70 at step \d+ and is −9.00 now\.$/,
    );
  });

  test('every sentence is short enough for three lines of a narrow lane', () => {
    const sentences = [
      say({ recallAt1: [0.33] }),
      say(collapse),
      say({ ...collapse, mapAtR: [0.06, 0.27] }),
      say({ ...collapse, loss: times(1200, 4.14) }, softmax),
      say({ ...few, mapAtR: [0.06, 0.2, 0.3, 0.4, 0.45, 0.48, 0.49] }),
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
