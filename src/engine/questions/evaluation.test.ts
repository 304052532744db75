import { afterEach, expect, test } from 'vitest';
import { evaluated } from '../../protocol/answers';
import { readLink } from '../../recipe/link';
import { NodeRun } from '../run/inNode';
import { tf } from '../tf';
import { teachingOf } from './evaluation';

let run: NodeRun;
afterEach(() => run.close());

const evaluate = async () => {
  run.tell({ type: 'evaluate', request: 77 });
  await run.step(0);
  const answer = run.reports.findLast(({ type }) => type === 'evaluation');
  if (answer?.type !== 'evaluation') throw new Error('no answer');
  return answer.lanes;
};

test('an evaluation shows what training was for, and leaves the run as it was', async () => {
  run = new NodeRun();
  const link = 'data=points&encoder=mlp&width=16&shape=spirals&lanes=selection:semiHard,hardest';
  await run.open(readLink(link).recipes);
  const untrained = await evaluate();
  await run.step(150);
  const before = { losses: run.losses(0), tensors: tf.memory().numTensors };
  const [trained, other] = await evaluate();
  expect(tf.memory().numTensors).toBe(before.tensors);
  expect(run.losses(0)).toEqual(before.losses);
  expect(trained?.step).toBe(150);
  expect(other?.id).toBe(1);
  for (const name of evaluated) {
    const value = trained?.values[name] as number;
    expect(value, name).toBeGreaterThanOrEqual(-0.5);
    expect(value, name).toBeLessThanOrEqual(1);
  }
  // At first weights both ways of fine-tuning are the same; after training the start matters.
  const first = untrained[0]?.values;
  expect(first?.fineTunedFewLabels).toBe(first?.fineTunedFromScratch);
  const last = trained?.values;
  expect(last?.fineTunedFromScratch).toBe(first?.fineTunedFromScratch);
  expect(last?.fineTunedFewLabels).toBeGreaterThan((last?.fineTunedFromScratch as number) + 0.05);
  expect(last?.linearProbe).toBeGreaterThan(first?.linearProbe as number);
  await run.step(5);
  expect(run.losses(0)).toHaveLength(155);
}, 60_000);

test('classes never trained on are probed with labels of some of their own items', async () => {
  run = new NodeRun();
  await run.open(readLink('data=glyphs&heldOut=classes&filters=4').recipes);
  const [untrained] = await evaluate();
  expect(untrained?.labelsFrom).toBe('heldOut');
  // At first weights both ways of fine-tuning are the same, and 12 classes are no mere guess.
  expect(untrained?.values.fineTunedFewLabels).toBe(untrained?.values.fineTunedFromScratch);
  for (const name of evaluated) {
    const value = untrained?.values[name] as number;
    expect(value, name).toBeGreaterThan(/Accuracy|Probe|Tuned/i.test(name) ? 0.2 : 0);
    expect(value, name).toBeLessThan(1);
  }
  await run.step(60);
  const [trained] = await evaluate();
  for (const name of ['linearProbeFewLabels', 'knnAccuracy'] as const)
    expect(trained?.values[name], name).toBeGreaterThan((untrained?.values[name] as number) + 0.1);
}, 120_000);

test('labels are learnt from neither side where held-out classes have too few items', () => {
  const items = (...labels: number[]) => ({
    count: labels.length,
    values: new Float32Array(labels.length),
    labels: Int32Array.from(labels),
  });
  const ten = Array<number>(10).fill(1);
  expect(teachingOf(items(0, 0, 1), items(0, 1))).toBe('train');
  expect(teachingOf(items(0, 0), items(0, ...ten))).toBe('none');
  expect(teachingOf(items(0, 0), items(...ten))).toBe('heldOut');
  expect(teachingOf(items(0, 0), items(...ten.slice(1)))).toBe('none');
});
