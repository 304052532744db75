import { afterEach, expect, test } from 'vitest';
import { readLink } from '../../recipe/link';
import { numbered } from '../../recipe/recipe';
import { NodeRun } from '../run/inNode';
import { tf } from '../tf';

/** `npm run claims` goes on for 5,000 steps and 50 changes. */
const isFull = process.env.VITE_CLAIMS === '1';
const [STEPS, CHANGES] = isFull ? [5000, 50] : [200, 10];

let run: NodeRun;
afterEach(() => run.close());

const held = () => {
  const { numTensors, numDataBuffers, numBytes } = tf.memory();
  return { numTensors, numDataBuffers, numBytes };
};

const lanes = (link: string) =>
  numbered(readLink(`data=points&encoder=mlp&width=16&${link}`).recipes);

test(`memory stays flat over ${STEPS} steps of lanes that remember and lanes that do not`, async () => {
  run = new NodeRun();
  const link = 'lanes=source:inBatch;source:momentumQueue;source:memoryBank;selection:curriculum';
  await run.open(lanes(link).map(({ recipe }) => recipe));
  await run.step(20);
  run.reports.length = 0;
  const before = held();
  for (let done = 0; done < STEPS; done += 100) {
    expect(await run.step(100)).toBe('done');
    run.reports.length = 0;
  }
  expect(held()).toEqual(before);
}, 1_200_000);

test(`memory stays flat over ${CHANGES} changes of recipe`, async () => {
  run = new NodeRun();
  const shown = [
    'selection=semiHard',
    'positives=views&loss=hcl&selection=all&guard=none',
    'source=wholeSet&lanes=selection:hardest,all',
    'positives=views&guard=threshold&loss=ntXent&lanes=selection:all,hardest',
    'loss=vicReg&selection=all',
  ].map(lanes);
  await run.open((shown[0] as (typeof shown)[0]).map(({ recipe }) => recipe));
  const visit = async (times: number) => {
    for (let i = 0; i < times; i++) {
      const experiment = shown[i % shown.length] as (typeof shown)[0];
      run.tell({ type: 'change', experiment });
      expect(await run.step(3)).toBe('done');
      run.reports.length = 0;
    }
    run.tell({ type: 'change', experiment: shown[0] as (typeof shown)[0] });
    await run.step(1);
  };
  await visit(shown.length);
  const before = held();
  await visit(CHANGES);
  expect(held()).toEqual(before);
}, 1_200_000);
