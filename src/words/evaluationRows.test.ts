import { expect, test } from 'vitest';
import { type Evaluation, evaluated } from '../protocol/answers';
import { evaluationRows, labelsNote } from './evaluationRows';

const lane = (id: number, values: Partial<Evaluation['values']>): Evaluation => ({
  id,
  step: 100,
  labelsPerClass: 5,
  labelsFrom: 'train',
  values: {
    ...(Object.fromEntries(evaluated.map((name) => [name, 0.5])) as Evaluation['values']),
    ...values,
  },
});
const rowsOf = (...lanes: Evaluation[]) => evaluationRows(lanes).flatMap(({ rows }) => rows);
const named = (rows: ReturnType<typeof rowsOf>, name: string) =>
  rows.find((row) => row.name === name);

test('all that is measured has a row, and fine-tuning says what pre-training was for', () => {
  const rows = rowsOf(lane(1, { fineTunedFewLabels: 0.75 }));
  expect(rows).toHaveLength(evaluated.length + 1);
  expect(named(rows, 'Gained')).toMatchObject({ values: [0.25], isGain: true });
});

test('the best lane of a row is marked, both where two read alike, and none where all do', () => {
  const rows = rowsOf(
    lane(1, { knnAccuracy: 0.8, linearProbe: Number.NaN }),
    lane(2, { knnAccuracy: 0.80001, linearProbe: 0.4 }),
    lane(3, { knnAccuracy: 0.2, linearProbe: 0.1 }),
  );
  expect(named(rows, 'kNN')?.isBest).toEqual([true, true, false]);
  expect(named(rows, 'Linear probe, all labels')?.isBest).toEqual([false, true, false]);
  expect(named(rows, 'NMI')?.isBest).toEqual([false, false, false]);
});

test('a single lane is not called the best of one', () => {
  expect(rowsOf(lane(1, {})).some(({ isBest }) => isBest[0])).toBe(false);
});

test('of classes never trained on it is said whose labels are learnt, or why none are', () => {
  expect(labelsNote('train')).toBe('');
  expect(labelsNote('heldOut')).toMatch(/not among those trained on: .*labels of some/);
  expect(labelsNote('none')).toMatch(/not among those trained on, and .*too few/);
});
