import { readFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { evaluated } from '../protocol/messages';
import { readLink } from '../recipe/link';
import { tf } from './backends/tf';
import { folders, NodeRun } from './inNode';

const read = async (path: string) =>
  new Uint8Array(await readFile(folders.public + path)).buffer as ArrayBuffer;

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
  run = new NodeRun(read);
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
