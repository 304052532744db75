import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Report } from '../protocol/messages';
import { readLink } from '../recipe/link';
import { tf } from './backends/tf';
import { Session } from './session';

test('probe', async () => {
  const recipes = readLink('lanes=selection:hardest,random,semiHard').recipes;
  const reports: Report[] = [];
  let woke = () => {};
  const session = new Session({
    wasmFiles: `${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/`,
    readFile: async (p) => (await readFile(`public/${p}`)).buffer as ArrayBuffer,
    report: (r) => { reports.push(r); woke(); if (r.type === 'frame') session.tell({ type: 'drawn', run: 1 }); },
  });
  void session.live();
  session.tell({ type: 'open', run: 1, experiment: recipes.map((recipe, id) => ({ id, recipe })), backend: null });
  const step = async (count: number, request: number) => {
    session.tell({ type: 'step', run: 1, count, request });
    while (!reports.some((r) => (r.type === 'done' && r.request === request) || r.type === 'failed' || r.type==='stopped')) await new Promise<void>((res) => (woke = res));
  };
  const t0 = performance.now();
  await step(0, 1);
  console.log('open', performance.now() - t0);
  const show = () => {
    const frame = reports.filter((r) => r.type === 'frame').at(-1);
    if (frame?.type !== 'frame') return console.log(reports.at(-1));
    for (const lane of frame.frame.lanes) console.log(lane.id, lane.step, lane.trace.steps.length, lane.picture?.measures, lane.picture?.miningMs, lane.picture?.anchor && [...lane.picture.anchor.chosen].indexOf(1), lane.picture?.anchor.push.slice(0, 3), lane.picture?.spectrum?.band);
  };
  show();
  for (const [i, n] of [5, 5, 40, 50].entries()) {
    const t = performance.now();
    await step(n, 2 + i);
    console.log('steps', n, 'ms each', (performance.now() - t) / n, tf.memory().numTensors);
    show();
  }
  console.log(reports.filter((r) => r.type !== 'frame' && r.type !== 'ready'));
  expect(1).toBe(1);
}, 200000);
