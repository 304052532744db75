import { afterEach, expect, test } from 'vitest';
import type { Command, Report } from '../protocol/messages';
import { readLink } from '../recipe/link';
import { numbered } from '../recipe/recipe';
import { wasmFiles } from './backends/wasmFiles';
import { Session } from './session';

let close = () => {};
afterEach(() => close());

/** The losses of six replayed steps, with questions in between or without, and what was answered. */
async function trained(isAsked: boolean) {
  const reports: Report[] = [];
  const session = new Session({
    wasmFiles,
    readFile: async (path) => (await fetch(`/${path}`)).arrayBuffer(),
    report: (report) => {
      reports.push(report);
      if (report.type === 'frame') session.tell({ type: 'drawn', run: 1 });
    },
  });
  close = () => session.close();
  void session.live();
  const { recipes } = readLink(
    'data=sentences&positives=given&encoder=embeddingBag&width=8&embedding=8&loss=infoNce&selection=random&givenPairs=8',
  );
  const tell = (command: object) => session.tell({ ...command, run: 1 } as Command);
  const answerTo = async (request: number) => {
    for (;;) {
      const found = reports.find((report) => 'request' in report && report.request === request);
      if (found) return found;
      if (reports.some(({ type }) => type === 'failed')) throw new Error(JSON.stringify(reports));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  tell({ type: 'open', experiment: numbered(recipes), backend: 'webgpu' });
  const cosines: number[] = [];
  for (let round = 0; round < 3; round++) {
    tell({ type: 'step', count: 2, request: 10 + round });
    await answerTo(10 + round);
    if (!isAsked) continue;
    const texts = ['the dog chased the cat', 'the kitten was pursued by the hound'];
    tell({ type: 'ask', texts, count: 3, request: 20 + round });
    const answer = await answerTo(20 + round);
    if (answer.type === 'answer') cosines.push(answer.lanes[0]?.cosines[1] ?? Number.NaN);
  }
  const frames = reports.flatMap((report) => (report.type === 'frame' ? [report.frame] : []));
  const losses = frames.flatMap(({ lanes }) => [...(lanes[0]?.trace.measures.loss ?? [])]);
  const isReplayed = frames.at(-1)?.steps.isReplayed;
  session.close();
  return { losses, isReplayed, cosines };
}

test('questions between replayed steps change no bit of them, and are answered as training goes on', async () => {
  const alone = await trained(false);
  const asked = await trained(true);
  expect(alone.isReplayed).toBe(true);
  expect(asked.isReplayed).toBe(true);
  expect(asked.losses).toHaveLength(6);
  expect(asked.losses).toEqual(alone.losses);
  expect(new Set(asked.cosines).size).toBe(3);
  expect(asked.cosines.every((cosine) => Math.abs(cosine) <= 1 + 1e-5)).toBe(true);
});
